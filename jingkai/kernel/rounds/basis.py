"""What results stand on, and what of it fell since: a fact or a score that was replaced by another."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Max

from jingkai.kernel.facts.known import current, history
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.flows.models import Move
from jingkai.kernel.records.models import Basis, BatchLive, Withdrawal

from .gathering import Input, gather
from .models import Consequence, Grading, Recognition, Report

# The kinds of records that may be replaced, by the word before the number in their references.
FACT, REPORT, RECOGNITION = "fact", "report", "recognition"
# The move by which the organisation line lets stand what was flagged.
UPHOLD = "uphold"
_KEYS_A_QUERY = 500


@dataclass(frozen=True)
class Fallen:
    """A record that something stands on and that holds no more: `by` is what took its place, empty where it was
    withdrawn; `seq` is the number at which it fell.
    """

    ref: str
    by: str
    reason: str
    seq: int


# What a system's own records are, that may fall: which of them hold no more, by their numbers.
Falls = Callable[[set[int]], Iterable[Fallen]]
_FALLS: dict[str, Falls] = {}


def falls_as(kind: str, falls: Falls) -> None:
    """Say how records of a kind (`listing`) fall, which this room does not know. Raises ValueError for one it knows."""
    if kind in (FACT, REPORT, RECOGNITION) or kind in _FALLS:
        raise ValueError(f"{kind} says twice how it falls")
    _FALLS[kind] = falls


def fallen(refs: Iterable[str]) -> dict[str, Fallen]:
    """Which of these records hold no more now, by their references."""
    keys: dict[str, set[int]] = defaultdict(set)
    for ref in refs:
        kind, _, key = ref.partition(":")
        if kind in (FACT, REPORT, RECOGNITION) or kind in _FALLS:
            keys[kind].add(int(key))
    others = (one for kind, falls in _FALLS.items() if keys[kind] for one in falls(keys[kind]))
    found = [
        *others,
        *_facts(keys[FACT]),
        *_turned(Report, keys[REPORT]),
        *_turned(Recognition, keys[RECOGNITION]),
    ]
    return {one.ref: one for one in [*found, *_of_their_facts(keys[RECOGNITION])]}


def doubts_of(grading: Grading) -> dict[str, list[Fallen]]:
    """What fell of all that each result of a grading was computed from, by the names of entrants; those of which
    nothing did are left out.
    """
    inputs = rows_that_may_fall(gather(grading.round, grading.as_of).inputs)
    gone = fallen(one.ref for one in inputs)
    found: dict[str, list[Fallen]] = defaultdict(list)
    for one in inputs:
        if one.ref in gone:
            found[one.entrant].append(gone[one.ref])
    return dict(found)


def fallen_under(rows: Iterable[Consequence]) -> dict[int, list[Fallen]]:
    """What fell of all that each of these consequences stands on, by id; what the organisation line upheld it in spite
    of is left out, and so are those of which nothing fell.
    """
    some = list(rows)
    bases = Basis.objects.known_at().filter(ref__in=[one.ref for one in some]).order_by("pk")
    stands_on: dict[str, list[str]] = defaultdict(list)
    for ref, row in bases.values_list("ref", "row"):
        stands_on[ref].append(row)
    gone = fallen(row for rows_of_one in stands_on.values() for row in rows_of_one)
    moves = Move.objects.filter(case__in=[one.case_id for one in some], flow_move__move=UPHOLD)
    upheld = dict(moves.values_list("case").annotate(last=Max("batch__live__live_seq")).order_by())
    since = {
        one.pk: [
            gone[row]
            for row in stands_on[one.ref]
            if row in gone and gone[row].seq > upheld.get(one.case_id, 0)
        ]
        for one in some
    }
    return {key: falls for key, falls in since.items() if falls}


def changed_since(inputs: Iterable[Input], now: Iterable[Input]) -> list[str]:
    """The references of inputs that a computation now would not have, and of those that it had not."""
    before, after = {tuple(one.line()) for one in inputs}, {tuple(one.line()) for one in now}
    return sorted({line[-1] for line in before ^ after})


def _facts(keys: set[int]) -> Iterable[Fallen]:
    holding: set[int] = set()
    for some in _pieces(keys):
        holding |= set(current().filter(pk__in=some).values_list("pk", flat=True))
    for row in Fact.objects.in_bulk(keys - holding).values():
        newer = [one.row for one in history(row) if one.row.step > row.step]
        if newer:
            yield Fallen(str(row), str(newer[-1]), newer[-1].reason, _live(newer[-1].batch_id))
        else:
            taken = Withdrawal.objects.get(withdrawn=row.batch_id)
            yield Fallen(str(row), "", taken.reason, _live(taken.batch_id))


def _turned(model: type[Report] | type[Recognition], keys: set[int]) -> Iterable[Fallen]:
    rows = model.objects.in_bulk(keys).values()
    last: dict[tuple[int, int], Report | Recognition] = {}
    for some in _pieces({row.criterion_id for row in rows}):
        for one in model.objects.known_at().filter(criterion__in=some, turn__gt=1).order_by("turn"):
            last[one.criterion_id, one.entrant_id] = one
    for row in rows:
        newest = last.get((row.criterion_id, row.entrant_id))
        if newest is not None and newest.turn > row.turn:
            yield Fallen(str(row), str(newest), newest.reason, _live(newest.batch_id))


def _pieces(keys: set[int]) -> Iterable[list[int]]:
    """Keys in pieces that both databases take in one query."""
    listed = sorted(keys)
    return (listed[start : start + _KEYS_A_QUERY] for start in range(0, len(listed), _KEYS_A_QUERY))


def _of_their_facts(keys: set[int]) -> Iterable[Fallen]:
    """A recognition falls with a fact that it was made on."""
    rows = list(Recognition.objects.in_bulk(keys).values())
    gone = {one.ref: one for one in _facts({fact for row in rows for fact in row.facts})}
    for row in rows:
        for fact in row.facts:
            if f"{FACT}:{fact}" in gone:
                one = gone[f"{FACT}:{fact}"]
                yield Fallen(str(row), one.by or one.ref, one.reason, one.seq)


def _live(batch: int) -> int:
    return BatchLive.objects.get(batch=batch).live_seq


def rows_that_may_fall(inputs: Iterable[Input]) -> list[Input]:
    """The inputs that may be replaced later: all but ballots and adjustments, which are not."""
    return [one for one in inputs if not one.settled]
