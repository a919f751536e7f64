"""From a department's workbook to facts: what is ready, what is asked, what is refused; then one commit."""
