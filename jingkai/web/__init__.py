"""The shell: what stands around every page, and how a page is drawn and refused."""
