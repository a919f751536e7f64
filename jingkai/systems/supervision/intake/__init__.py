"""How matters come in from outside: pasted minutes, and lists of problems that were handed over."""
