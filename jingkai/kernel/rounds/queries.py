"""Reading rounds as a person: what is hidden is as if it were not there. Without a reader (the platform itself on its
own console) everything.
"""

from dataclasses import dataclass

from jingkai.kernel.parties.access import Reader

from .basis import Fallen, doubts_of, fallen_under
from .figures import nano_text
from .kinds import FollowingBody, SaysWhatFollows
from .models import Announcement, Award, Consequence, Entrant, Grading, Result, Round
from .problems import NOT_FOUND
from .words import ties_in_words


@dataclass(frozen=True)
class Listed:
    """A line of results as they are printed. `doubts` are the records it stands on that fell since: the result stays,
    and says so.
    """

    result: Result
    entrant: Entrant
    doubts: tuple[Fallen, ...]


@dataclass(frozen=True)
class ToRevoke:
    """Something given on a consequence that is to be revoked: by which clause, because of what."""

    award: Award
    clause: str
    why: tuple[Fallen, ...]


def find_round(reader: Reader | None, number: str) -> Round:
    """The round of this id. Raises Problem `rounds.not-found`, by the same query for hidden as for absent."""
    wanted = number.strip().removeprefix("round:")
    key = int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 19 else 0
    found = (
        Round.objects.seen_by(reader)
        .filter(pk=key)
        .select_related("case__flow", "zone", "host", "rule", "scheme")
    )
    row = found.first()
    if row is None:
        raise NOT_FOUND(number=number)
    return row


def rounds(reader: Reader | None, *, period: str = "") -> list[Round]:
    """The rounds that the reader may see, the newest first; of one period, if given."""
    rows = Round.objects.seen_by(reader)
    if period:
        rows = rows.filter(period=period)
    return list(rows.select_related("case__flow", "zone", "host").order_by("-pk"))


def entrants(reader: Reader | None, round: Round) -> list[Entrant]:
    """Who is judged, in the order in which they stand: of a visit that in which they were visited."""
    rows = Entrant.objects.seen_by(reader).filter(round=round)
    return list(rows.select_related("unit", "subject", "activity").order_by("place"))


def announced(round: Round) -> Grading | None:
    """The grading of the round that holds, if it is announced."""
    found = Announcement.objects.known_at().filter(round=round).select_related("grading").first()
    return found.grading if found is not None else None


def results(reader: Reader | None, grading: Grading) -> list[Listed]:
    """The results of a grading that the reader may see, by class and place, those without points last."""
    rows = Result.objects.seen_by(reader).filter(grading=grading).select_related("entrant__unit")
    found = sorted(rows, key=_in_order)
    doubts = doubts_of(grading)
    return [Listed(one, one.entrant, tuple(doubts.get(one.entrant.name, ()))) for one in found]


def lines(grading: Grading) -> list[str]:
    """The results as they are put before the public, a line for each, and how equal points were told apart."""
    found = []
    for one in sorted(Result.objects.filter(grading=grading).select_related("entrant"), key=_in_order):
        parts = (
            one.entrant.group,
            one.entrant.name,
            f"{nano_text(one.points)}分" if one.points is not None else "没有得分数据",
            f"第{one.place}名" if one.place is not None else "不排名",
            one.tier,
        )
        adjusted = "" if one.points == one.original else f"（原得分{nano_text(one.original)}分，已调整）"
        found.append("，".join(part for part in parts if part) + adjusted + "。")
    return found + [f"{one.zh}。" for one in ties_in_words(grading)]


def consequence_of(row: Consequence) -> FollowingBody:
    """What follows, as its rule version says it, or that of its round."""
    rule = row.rule if row.result is None else row.result.grading.round.rule
    assert rule is not None  # kept by the database
    assert isinstance(rule.body, SaysWhatFollows)  # it was proposed by it
    return rule.body.following[row.key]


def to_revoke(reader: Reader | None) -> list[ToRevoke]:
    """What was given on consequences whose basis fell and that were not decided on since, with the clause by which it
    is taken back.
    """
    rows = Award.objects.seen_by(reader).filter(
        consequence__case__now__state__in=["in-effect", "to-be-revoked"]
    )
    some = list(
        rows.select_related("consequence__result__grading__round__rule", "consequence__rule").order_by("pk")
    )
    gone = fallen_under(one.consequence for one in some)
    return [
        ToRevoke(one, consequence_of(one.consequence).revoked, tuple(gone[one.consequence_id]))
        for one in some
        if one.consequence_id in gone
    ]


def _in_order(one: Result) -> tuple[str, bool, int, int]:
    return one.entrant.group, one.place is None, one.place or 0, one.entrant.place
