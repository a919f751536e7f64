"""The journal on a page: who wrote or read what, when, under which post and for whom."""
