"""A case on a page: its steps, what comes next and who may do it, what happened."""
