"""What is read does not depend on how a table is laid out, written or stored.

Each change of `metamorph/` is applied to each workbook it fits: the six published tables and the exam's. The reading
must give the same facts: holder, indicator, category, period, measure, value in base unit, and whether it waits.
"""

from collections.abc import Callable

import pytest

from jingkai.engines.sheets import understand
from jingkai.engines.sheets.tests.metamorph.compare import differences, sayings
from jingkai.engines.sheets.tests.metamorph.formats import FORMATS, stored
from jingkai.engines.sheets.tests.metamorph.known_faults import KNOWN_FAULTS
from jingkai.engines.sheets.tests.metamorph.layout import CUTS, LAYOUT, SWAPS
from jingkai.engines.sheets.tests.metamorph.samples import EXAM, PUBLISHED, Sample, sample
from jingkai.engines.sheets.tests.metamorph.writing import LOOSER, PERIODS, UNITS_MOVED, WRITING
from jingkai.engines.sheets.workbook import Workbook
from tests.proof import proves

Change = Callable[[Sample], Workbook | None]
CHANGES: dict[str, tuple[Change, Callable[[Sample], Workbook]]] = {
    **{name: (change, stored) for name, change in (LAYOUT | WRITING).items()},
    **FORMATS,
}


# Changes that a person has written down for certain workbooks; the others find out themselves where they fit.
WRITTEN_FOR: dict[str, list[str]] = {
    "continued below": list(CUTS),
    "continued beside": list(CUTS),
    "columns swapped": list(SWAPS),
    **{
        f"period in other words {n + 1}": [b for b, (_, ways) in PERIODS.items() if len(ways) > n]
        for n in range(5)
    },
    **{
        f"unit declared elsewhere {n + 1}": [b for b, ways in UNITS_MOVED.items() if len(ways) > n]
        for n in range(3)
    },
}


def _cases() -> list[object]:
    found = []
    for change in CHANGES:
        for name in WRITTEN_FOR.get(change, (*PUBLISHED, *EXAM)):
            reason = KNOWN_FAULTS.get((name, change))
            marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
            found.append(pytest.param(name, change, id=f"{name}: {change}", marks=marks))
    return found


def _sample(name: str) -> Sample:
    found = sample(name)
    if found is None:
        pytest.skip("the published workbooks (../shared/data/workbooks) are not beside the repository")
    return found


@proves("K3.4.18", "K3.4.11")
@pytest.mark.parametrize(("name", "change"), _cases())
def test_a_changed_workbook_says_the_same(name: str, change: str) -> None:
    apply, base = CHANGES[change]
    original = _sample(name)
    changed = apply(original)
    if changed is None:
        pytest.skip("this change does not fit this workbook")
    waiting = (name, change) not in LOOSER
    before = sayings(understand(base(original)), waiting=waiting)
    after = sayings(understand(changed), waiting=waiting)
    assert sum(before.values()) > 10
    assert not differences(before, after), differences(before, after)


@pytest.mark.parametrize("change", list(CHANGES))
def test_every_change_fits_some_workbook_and_alters_it(change: str) -> None:
    apply, base = CHANGES[change]
    pairs = [
        (found, changed)
        for name in (*PUBLISHED, *EXAM)
        if (found := sample(name)) is not None and (changed := apply(found)) is not None
    ]
    if not pairs and sample(PUBLISHED[0]) is None:
        pytest.skip("this change fits published workbooks only, and they are not beside the repository")
    assert pairs
    if change in FORMATS:
        assert {changed.format for _, changed in pairs} == {change.split()[0].replace("tabs", "csv")}
    else:
        assert all(changed.sheets != base(found).sheets for found, changed in pairs)
