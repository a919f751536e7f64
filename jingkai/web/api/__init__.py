"""The HTTP API under /api/v1: the services and queries of the pages, for programs (README.md)."""
