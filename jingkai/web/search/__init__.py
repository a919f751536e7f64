"""检索页: one box for everything the reader may see."""
