"""Figures recorded by hand (录入数据): typed or pasted from Excel, each cell checked before anything is kept."""
