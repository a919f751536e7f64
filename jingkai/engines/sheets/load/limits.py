"""How much of a file is read. They protect the reader, not the user: a real table is far below them."""

from typing import Final

MAX_FILE_BYTES: Final = 64 * 2**20
MAX_UNPACKED_BYTES: Final = 256 * 2**20
MAX_MEMBERS: Final = 4_000
MAX_COMPRESSION: Final = 400
"""Unpacked bytes per packed byte, looked at only above 8 MiB: XML tables stay under 60."""
MAX_ROWS: Final = 20_000
MAX_COLS: Final = 512
MAX_MERGES: Final = 20_000
MAX_TEXT: Final = 4_000
