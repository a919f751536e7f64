"""What a backup says of itself."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

FORMAT = "jingkai backup 1"


@dataclass(frozen=True)
class State:
    """What a copy of the database holds: last number, last sealed number and its seal (the chain's head), the
    hashes of the files it refers to, the migrations it has had.
    """

    last: int
    sealed: int
    head: str
    files: tuple[str, ...]
    migrations: tuple[str, ...]


@dataclass(frozen=True)
class Manifest:
    """清单: `database` is the kind (sqlite, postgresql), `server` its version, `part` the copy's name in the
    archive, `program` our version; `files` counts those in the archive, `damaged` are the hashes of those that
    were missing or had changed when the backup was taken.
    """

    program: str
    at: str
    database: str
    server: str
    part: str
    last: int
    sealed: int
    head: str
    files: int
    damaged: list[str] = field(default_factory=list)
    migrations: list[str] = field(default_factory=list)

    def to_json(self) -> bytes:
        """Indented, for a reader in twenty years."""
        text = json.dumps({"format": FORMAT} | asdict(self), ensure_ascii=False, indent=1)
        return f"{text}\n".encode()

    @classmethod
    def from_json(cls, content: bytes) -> "Manifest":
        """Raises ValueError or TypeError for anything but a manifest of this format."""
        read: dict[str, Any] = json.loads(content)
        if not isinstance(read, dict) or read.pop("format", None) != FORMAT:
            raise ValueError(f"not {FORMAT}")
        return cls(**read)
