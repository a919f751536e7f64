"""The root hash of a batch, from the rows in it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from .hashing import canonical, label_of, row_text, sha256
from .models import Batch, Recorded


class Roots:
    """The rows of one batch, table by table. A table's root is computed once, and again if rows are added."""

    def __init__(self) -> None:
        self._rows: dict[str, list[tuple[Any, str]]] = defaultdict(list)
        self._roots: dict[str, str] = {}

    def __len__(self) -> int:
        return sum(map(len, self._rows.values()))

    def add(self, rows: Iterable[Recorded]) -> None:
        """Count saved rows in."""
        for row in rows:
            self.add_row(label_of(row), row.pk, row.row_hash)

    def add_row(self, label: str, key: Any, row_hash: str) -> None:
        """Count a row in: the label of its table, its key, its hash."""
        self._rows[label].append((key, row_hash))
        self._roots.pop(label, None)

    @property
    def rooms(self) -> set[str]:
        """The labels of the apps whose rows were counted in."""
        return {label.partition(".")[0] for label in self._rows}

    def settle(self) -> "Roots":
        """Compute the tables' roots now; what is left for `of` then holds no lock for long."""
        for label in self._rows.keys() - self._roots.keys():
            # In an order of their own, not the database's: the two sort text differently.
            lines = sorted(f"{key} {row_hash}" for key, row_hash in self._rows[label])
            self._roots[label] = sha256("\n".join(lines))
        return self

    def of(self, batch: Batch) -> str:
        """The batch's root: the hash of its own row and of its tables' roots."""
        self.settle()
        return sha256(row_text(batch, with_key=True) + "\n" + canonical(self._roots))
