"""The loop itself: rooms that every system is built from; no views."""
