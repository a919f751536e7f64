"""Whoever breaks the writing of the sample off and starts it again has the same sample."""

from datetime import UTC, datetime
from typing import Any

import pytest

from jingkai.kernel.flows.models import Move
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.records.models import Entry
from jingkai.site.sample import docket
from jingkai.site.sample.declared import zone_file
from jingkai.site.sample.writing import Written, matters
from jingkai.site.sample.writing.people import write_parties

# The tests of this module move on one copy of the sample, in a zone of their own.
NAME = "第三样例开发区"
AT = datetime(2024, 4, 10, tzinfo=UTC)


def test_the_moves_that_were_made_are_not_made_again(
    sample: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = docket.errands()[:12]
    monkeypatch.setattr(matters, "errands", lambda: few)
    since = zone_file().since
    parties = write_parties(NAME, datetime(since.year, since.month, since.day, tzinfo=UTC))
    real, left = matters.move, [5]

    def breaking_off(*args: Any, **kwargs: Any) -> Any:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        return real(*args, **kwargs)

    monkeypatch.setattr(matters, "move", breaking_off)
    with pytest.raises(KeyboardInterrupt):
        matters.write_matters(parties, AT)
    monkeypatch.setattr(matters, "move", real)
    assert matters.write_matters(parties, AT) == 0

    written = Matter.objects.filter(zone=parties.zone)
    assert written.count() == len(few)
    # Each case has its opening and its steps, in the order in which they happened.
    moves = Move.objects.filter(case__in=written.values("case"))
    assert moves.count() == len(few) + sum(len(one.steps) for one in few)
    entries = Entry.objects.count()
    assert matters.write_matters(parties, AT) == 0
    assert Entry.objects.count() == entries
