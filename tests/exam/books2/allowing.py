"""What several books of the second shelf hold equally defensible, said once."""

from collections.abc import Sequence
from typing import Any

ANY: tuple[bool | None, ...] = (True, False, None)


def allowing(**also: Sequence[object]) -> dict[str, Any]:
    """Other answers for a fact besides its own, as the extra of a column or a figure."""
    return {"accept": {key: list(values) for key, values in also.items()}}


def whole_year(year: str) -> dict[str, Any]:
    """A year that is over: `2023`, or its twelve months; the samples do not say whether it cumulates."""
    return allowing(period=[f"{year}-01/{year}-12", f"{year}-12"], cumulative=ANY)
