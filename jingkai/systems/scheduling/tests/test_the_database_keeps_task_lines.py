"""What the service refuses the database refuses too, by direct SQL, with the same code."""

from typing import Any

import pytest

from jingkai.kernel.activities.services import move
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.systems.scheduling.models import TaskLine

from .conftest import MEETING_TIME, Room


def refused(row: TaskLine) -> str:
    with pytest.raises(Problem) as found:
        insert(row)
    return found.value.code


def test_turns_and_numbers_follow_each_other_and_end_with_the_meeting(room: Room) -> None:
    meeting = room.meeting()

    def line(n: int, turn: int, **more: Any) -> TaskLine:
        given = {"said": "疏通东河", "struck": False, "at": MEETING_TIME} | more
        return TaskLine(activity=meeting, n=n, turn=turn, **given)

    assert refused(line(2, 1)) == "scheduling.line-out-of-order"
    assert refused(line(0, 1)) == "scheduling.line-out-of-order"
    insert(line(1, 1))
    assert refused(line(1, 3)) == "scheduling.line-out-of-order"
    insert(line(1, 2))
    assert refused(line(1, 2)) == "scheduling.changed-meanwhile"
    assert refused(line(2, 1, said="")) == "scheduling.line-empty"
    move(room.zone.actor(room.zone.clerk), meeting, "hold", at=MEETING_TIME)
    assert refused(line(2, 1)) == "scheduling.meeting-over"
