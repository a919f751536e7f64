"""指标管理: which indicators a zone has, who answers for each, and how a definition is entered and amended."""
