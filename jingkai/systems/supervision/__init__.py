"""督查督办: what a zone presses for, from the meeting or list it comes from to its closing."""
