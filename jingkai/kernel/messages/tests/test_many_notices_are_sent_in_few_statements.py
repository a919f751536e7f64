from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jingkai.kernel.messages.models import Addressee, Notice
from jingkai.kernel.messages.queries import inbox
from jingkai.kernel.messages.together import NoticeDraft, holders_of, write_notices
from jingkai.kernel.parties.services import end, give_post
from jingkai.kernel.parties.tests.people import AT, DAY, START, a_person, a_unit
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.writing import writing
from jingkai.kernel.rules.access import reader_for
from jingkai.kernel.rules.tests.samples import a_ruled_zone

pytestmark = pytest.mark.django_db


def test_each_goes_to_who_holds_a_post_that_day_and_once() -> None:
    zone = a_ruled_zone()
    give_post(SYSTEM, zone.easterner, zone.west, "联络员", since=START, at=AT)
    _, post = a_person("调离者", zone.east)
    assert post is not None
    end(SYSTEM, post, day=DAY - timedelta(days=1), reason="调离", at=AT)
    both, empty, east = holders_of(
        [[zone.east, zone.west], [a_unit("空单位", zone.zone)], [zone.east]], at=AT
    )
    assert both == {zone.easterner.pk: zone.east.pk, zone.westerner.pk: zone.west.pk}
    assert (empty, east) == ({}, {zone.easterner.pk: zone.east.pk})
    drafts = [
        NoticeDraft("甲", both, "paper:1", kind="paper", must_acknowledge=True),
        NoticeDraft("乙", empty, "paper:2"),
    ]
    with writing(zone.actor(zone.clerk), act="test", at=AT) as call:
        (notice,) = write_notices(call, drafts)
    assert (notice.sender_id, notice.at, notice.kind, notice.must_acknowledge) == (
        zone.clerk.pk,
        AT,
        "paper",
        True,
    )
    assert inbox(reader_for(zone.westerner.pk, on=DAY)) == [notice]
    assert Addressee.objects.count() == 2


def test_a_hundred_take_as_many_statements_as_ten() -> None:
    zone = a_ruled_zone()
    people = holders_of([[zone.east]], at=AT)[0]

    def asked(count: int) -> int:
        with writing(SYSTEM, act="test", at=AT) as call, CaptureQueriesContext(connection) as queries:
            write_notices(call, [NoticeDraft(f"{n}", people, "x") for n in range(count)])
        return len(queries)

    assert asked(100) == asked(10)
    assert Notice.objects.count() == 110
