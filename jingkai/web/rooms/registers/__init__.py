"""The registers of a zone on pages: the subjects of a kind, and one of them with all that is about it."""
