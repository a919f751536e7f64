"""留痕: who wrote or read what, in one sequence, append-only; the ground of every other room."""
