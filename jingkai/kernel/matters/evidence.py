"""What proves the moves of a matter: files with their time and fingerprint, and where else the same was used."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from jingkai.kernel.flows.models import Move
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.records.models import File

from .models import Matter

_FILE = "file:"


@dataclass(frozen=True)
class Evidence:
    """A file of a move. `also` are the other matters, of those the reader may read, in which the same content
    serves as evidence, and `again` whether an earlier move of this matter has it.
    """

    file: File
    move: Move
    also: tuple[Matter, ...]
    again: bool


def evidence_of(moves: Sequence[Move], reader: Reader | None) -> list[Evidence]:
    """The files of the moves of one matter, in their order."""
    named = [(move, key) for move in moves for key in _files_in(move.evidence)]
    files = File.objects.known_at().in_bulk([key for _, key in named])
    elsewhere = _elsewhere({one.sha256 for one in files.values()}, moves, reader)
    found, met = [], set()
    for move, key in named:
        if file := files.get(key):
            found.append(Evidence(file, move, tuple(elsewhere[file.sha256]), file.sha256 in met))
            met.add(file.sha256)
    return found


def other_evidence(move: Move) -> str:
    """What proves the move besides files: a reference or words, as they were entered."""
    return " ".join(one for one in move.evidence.split() if not _is_file(one))


def _elsewhere(hashes: set[str], moves: Sequence[Move], reader: Reader | None) -> dict[str, list[Matter]]:
    """By content, the other matters that have a file of it."""
    found: dict[str, list[Matter]] = defaultdict(list)
    same = dict(File.objects.known_at().filter(sha256__in=hashes).values_list("pk", "sha256"))
    asked = Q(pk__in=[])
    for key in same:
        asked |= Q(evidence__contains=f"{_FILE}{key}")
    others = Move.objects.known_at().filter(asked).exclude(case__in={one.case_id for one in moves})
    uses = [(row.case_id, same[key]) for row in others for key in _files_in(row.evidence) if key in same]
    rows = Matter.objects.seen_by(reader)
    matters = {one.case_id: one for one in rows.filter(case__in={case for case, _ in uses})}
    for case, sha256 in uses:
        if case in matters and matters[case] not in found[sha256]:
            found[sha256].append(matters[case])
    return found


def _files_in(evidence: str) -> list[int]:
    return [int(one.removeprefix(_FILE)) for one in evidence.split() if _is_file(one)]


def _is_file(word: str) -> bool:
    return word.startswith(_FILE) and word.removeprefix(_FILE).isdecimal()
