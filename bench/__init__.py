"""What is measured, beside what it must beat, in one run."""
