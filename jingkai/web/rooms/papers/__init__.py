"""A paper on a page: as it will be printed, with its reviews, its number, and what may be done with it."""
