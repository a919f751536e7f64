"""The faults, a file a family; each hands out its CASES."""
