"""考评: judging a cohort by criteria under one rule version, and what follows."""
