"""Reading cases as a person: what is hidden is as if it were not there."""

from jingkai.kernel.parties.access import Counts, Level, Reader, count_by
from jingkai.kernel.rules.access import smallest_cell

from .models import Case, Move
from .problems import CASE_NOT_FOUND


def find_case(reader: Reader, number: int) -> Case:
    """The case of this number. Raises Problem `flows.case-not-found`, the same for hidden as for absent."""
    found = Case.objects.visible_to(reader).filter(pk=number).select_related("flow", "holder").first()
    if found is None:
        raise CASE_NOT_FOUND(number=number)
    return found


def cases(reader: Reader, *, state: str = "", ref: str = "", level: Level = Level.CONTENT) -> list[Case]:
    """The cases that the reader reaches at `level`, by number; in one state, or about one thing, if given."""
    rows = Case.objects.visible_to(reader, level)
    if state:
        rows = rows.filter(now__state=state)
    if ref:
        rows = rows.filter(ref=ref)
    return list(rows.select_related("now", "holder").order_by("pk"))


def history(reader: Reader, number: int) -> list[Move]:
    """The moves of a case in their order. Raises Problem `flows.case-not-found`."""
    case = find_case(reader, number)
    moves = Move.objects.visible_to(reader).filter(case=case)
    return list(moves.select_related("flow_move", "person", "body").order_by("n"))


def count_cases(reader: Reader, by: str = "now__state") -> Counts:
    """How many cases there are by state (or holder, or kind), as far as the reader may count them."""
    rows = Case.objects.known_at(reader.as_of)
    return count_by(rows, reader, by, smallest_cell(reader))
