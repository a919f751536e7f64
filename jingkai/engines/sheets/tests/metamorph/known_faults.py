"""Where the reader is known not to see through a change, and why. An entry that no longer fails fails its test."""

KNOWN_FAULTS: dict[tuple[str, str], str] = {}
