"""One module a department: what it sends, and what a careful clerk reads in it."""
