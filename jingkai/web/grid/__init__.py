"""A rectangle of texts that is typed or pasted from Excel, with what was understood said at each cell."""
