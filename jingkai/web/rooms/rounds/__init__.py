"""The pages of rounds: opened, rated, commented on, graded, announced, and what follows."""
