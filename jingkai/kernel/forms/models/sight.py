"""Who sees what is asked: who reaches the case, and who asked; a unit sees the request that asks it."""

from django.db.models import Exists, OuterRef, Q

from jingkai.kernel.flows.models import Case
from jingkai.kernel.parties.access import Level, Reader, Visibility, custom, visible


def _by_case(reader: Reader, level: Level) -> Q:
    return Q(Exists(visible(Case._base_manager.filter(pk=OuterRef("case")), reader, level)))


def submission_seen() -> Visibility:
    """Submissions: with their case, and by the unit that asked."""

    def rule(reader: Reader, level: Level) -> Q:
        return _by_case(reader, level) | Q(request__requester__in=reader.bodies)

    return custom("forms", rule)


def request_seen() -> Visibility:
    """Requests: with their case, by the unit that asks, and by whoever sees a submission of theirs."""

    def rule(reader: Reader, level: Level) -> Q:
        from .request import Submission

        asked = visible(Submission._base_manager.filter(request=OuterRef("pk")), reader, level)
        return _by_case(reader, level) | Q(requester__in=reader.bodies) | Q(Exists(asked))

    return custom("forms", rule)
