"""The workbooks that departments of the sample zone send for March 2024, and the program that writes them."""
