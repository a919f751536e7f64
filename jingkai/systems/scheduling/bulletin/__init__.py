"""The bulletin 通报 of a month: compiled from what is known, drafted as a paper."""
