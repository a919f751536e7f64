"""registers 台账: the things a zone keeps a register of, their stages and what was reached when."""
