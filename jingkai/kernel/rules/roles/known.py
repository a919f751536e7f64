"""Which roles there are."""

from datetime import date

from jingkai.kernel.parties.models import Organisation

from ..book import RuleBook
from ..models import RuleSet
from .body import KEY, RolesBody


def roles_for(unit: Organisation | None, on: date, book: RuleBook | None = None) -> RolesBody:
    """The rule set of roles that holds for the unit on a day. Raises Problem `rules.not-found`."""
    return (book or RuleBook()).body(KEY, unit, on, RolesBody)


def known_roles() -> frozenset[str]:
    """The names of all roles in any version, whenever and wherever it holds."""
    found: set[str] = set()
    for row in RuleSet.objects.filter(key=KEY):
        if isinstance(row.body, RolesBody):
            found |= row.body.roles.keys()
    return frozenset(found)
