"""文件: what is issued, numbered and frozen."""
