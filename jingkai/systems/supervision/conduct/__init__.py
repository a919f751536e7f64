"""The two lists, positive and negative (正面典型、负面清单), as pages."""
