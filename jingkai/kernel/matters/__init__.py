"""事项: what was noticed, and what has to be closed."""
