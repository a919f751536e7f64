"""Three hundred matters, each gone as far as its flow lets it, none verified by who did it."""

from collections import Counter

from jingkai.kernel.flows.models import CaseState, Move
from jingkai.kernel.matters.models import Matter
from jingkai.site.sample.writing import Written
from tests.proof import proves


@proves("K6.1.1")
def test_three_hundred_are_numbered_without_a_gap(sample: Written) -> None:
    assert sample.matters == 300
    numbers: dict[int, list[int]] = {2023: [], 2024: []}
    for year, number in Matter.objects.values_list("year", "number"):
        numbers[year].append(number)
    assert sum(map(len, numbers.values())) == 300
    assert all(sorted(found) == list(range(1, len(found) + 1)) for found in numbers.values())


def test_all_of_the_history_is_closed_some_of_it_late_some_the_second_time(sample: Written) -> None:
    matters = Matter.objects.values("case")
    states = Counter(CaseState.objects.filter(case__in=matters).values_list("state", flat=True))
    assert states == {"closed": 300}
    assert Move.objects.filter(flow_move__move="return").count() >= 10


def test_every_matter_says_that_it_is_a_sample(sample: Written) -> None:
    assert all("样例" in one.title and "（样例）#" in one.origin for one in Matter.objects.all())
    moves = Move.objects.filter(case__in=Matter.objects.values("case"))
    assert not moves.exclude(evidence__in=["", "样例"]).exists()


def test_who_verified_is_of_another_body_than_who_did(sample: Written) -> None:
    done: dict[int, set[int]] = {}
    verified: dict[int, set[int]] = {}
    moves = Move.objects.filter(case__in=Matter.objects.values("case"))
    for case, body, side in moves.values_list("case", "body", "flow_move__side"):
        if side in ("do", "verify"):
            (done if side == "do" else verified).setdefault(case, set()).add(body)
    assert len(verified) > 200
    assert all(not verified[case] & done[case] for case in verified)
