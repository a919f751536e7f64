"""The HTTP API as programs call it."""
