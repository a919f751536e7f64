"""What each kernel room looks like on a page, whichever system shows it."""
