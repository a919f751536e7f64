"""What an entry is about, and what proves its effect: references that must be there and, for a proof, must hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from jingkai.kernel.activities.models import Activity
from jingkai.kernel.facts.known import current
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.flows.feedback import FINISH
from jingkai.kernel.flows.lateness import runs
from jingkai.kernel.flows.models import Move
from jingkai.kernel.matters.evidence import evidence_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.standing import ends
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.search import named
from jingkai.kernel.records.models import File
from jingkai.kernel.registers.models import Subject

from ..models import Conclusion, Side


@dataclass(frozen=True)
class Shown:
    """Something that is referred to: its kind, what it is called, and the row."""

    kind: str
    title: str
    row: object


def event_of(ref: str, reader: Reader | None) -> Shown | None:
    """The matter, project, activity or conclusion of this reference, if it is there and the reader may read it."""
    kind, _, rest = ref.partition(":")
    if kind == "matter":
        return _matter(ref, reader)
    key = _key(rest)
    if kind == "subject" and key:
        thing = Subject.objects.seen_by(reader).filter(pk=key).first()
        return Shown(kind, thing.title, thing) if thing else None
    if kind == "activity" and key:
        found = Activity.objects.seen_by(reader).filter(pk=key).first()
        return Shown(kind, found.title, found) if found else None
    if kind == "conclusion" and key:
        said = Conclusion.objects.seen_by(reader).filter(pk=key).select_related("unit").first()
        return Shown(kind, said.unit.name, said) if said else None
    return None


def proof_of(ref: str, side: str, event: str, reader: Reader | None, at: datetime) -> Shown | None:
    """What proves an effect: a figure that nothing has superseded, a file of the matter that the entry is about, a
    closed matter; for the negative list also one that is or was late. None where it is not there, may not be read, or
    proves nothing.
    """
    kind, _, rest = ref.partition(":")
    key = _key(rest)
    if kind == "fact" and key:
        # What may be read, and by its own id: whether it holds is asked of that row.
        if not Fact.objects.seen_by(reader).filter(pk=key).exists():
            return None
        fact = current().filter(pk=key).select_related("measure", "holder").first()
        return Shown(kind, f"{fact.holder.name} {fact.measure.name} {fact.text}", fact) if fact else None
    if kind == "file" and key:
        about = event_of(event, reader)
        files = files_of(about.row, reader) if about and isinstance(about.row, Matter) else []
        return next((Shown(kind, one.name, one) for one in files if one.pk == key), None)
    found = _matter(ref, reader) if kind == "matter" else None
    if found is None or not isinstance(found.row, Matter):
        return None
    closed = ends([found.row])[found.row.pk] == "closed"
    late = side == Side.NEGATIVE and any(run.late for run in runs(found.row.case, at) if run.term == FINISH)
    return found if closed or late else None


def superseded(proofs: Iterable[str]) -> set[str]:
    """Those of the proofs that are figures which do not hold any more: corrected, or withdrawn. What else proves an
    effect stays: a file, a matter that ended.
    """
    wanted = {int(rest) for kind, _, rest in (one.partition(":") for one in proofs) if kind == "fact"}
    holding = set(current().filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    return {f"fact:{key}" for key in wanted - holding}


def files_of(matter: Matter, reader: Reader | None) -> list[File]:
    """The files that prove the moves of a matter."""
    moves = list(Move.objects.known_at().filter(case=matter.case).order_by("n"))
    return list(dict.fromkeys(one.file for one in evidence_of(moves, reader)))


def _matter(ref: str, reader: Reader | None) -> Shown | None:
    found = named([ref], reader).get(ref)
    return Shown("matter", f"{found[1].label} {found[1].title}", found[1]) if found else None


def _key(rest: str) -> int:
    return int(rest) if rest.isdecimal() and len(rest) < 19 else 0
