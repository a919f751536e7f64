"""Writing a draft."""

from datetime import datetime

from django.utils import timezone

from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer

from ..access import require
from ..book import RuleBook
from ..document import Header
from ..kinds import kind_of
from ..models import RuleSet
from ..problems import AUTHOR_MISSING, DRAFT_MOVED, FIXED, VERSION_TAKEN
from .entering import approval_of, assert_changes, last_revision, parsed, row_of


def draft(
    actor: Actor,
    text: str,
    *,
    unit: Organisation | None,
    at: datetime,
    after: RuleSet | None = None,
    call: Writer | None = None,
) -> RuleSet:
    """Enter a rule file as a draft of the unit's own version; without a unit, one for its region or everywhere.

    The same file again gives the draft that is there; a changed file is a further revision of it. With `after`, the
    row that the writer had before him, another's revision that came in between is not written over.

    Raises Problem `rules.author-missing`, `parties.not-allowed`, those of reading a file, `rules.fixed`,
    `rules.version-approved`, `rules.version-taken`, `rules.draft-moved`, `rules.changes-nothing`.
    """
    if actor.person is None:
        raise AUTHOR_MISSING()
    day = timezone.localdate(at)
    require(actor, "draft", "rules", unit, on=day)
    document, header = parsed(text)
    if unit is not None:
        _assert_fixed_parts(header, unit)
    row, new = row_of(document, header, unit, actor, text)
    if not new:
        return row
    if row.revision == 1:
        _assert_own_name(row)
    assert_changes(row)
    if after is not None and row.revision > 1:
        last = last_revision(row)
        if last.pk != after.pk:
            raise DRAFT_MOVED(revision=last.revision)
    with joining(call, actor, act="rules.draft", at=at, ref=f"{row.key} {row.version}") as writer:
        return writer.add(row)


def _assert_own_name(row: RuleSet) -> None:
    """A draft bears no name that another draft of the same rule and zone has: by it one is told from the other."""
    if row.unit is None:
        return
    there = RuleSet.objects.filter(key=row.key, version=row.version, unit__isnull=False)
    for other in there.exclude(scope=row.scope).select_related("unit").order_by("pk"):
        if other.unit is not None and other.unit.root == row.unit.root and approval_of(other) is None:
            raise VERSION_TAKEN(key=row.key, version=row.version, where=other.unit.name)


def _assert_fixed_parts(header: Header, unit: Organisation) -> None:
    """What law or the platform fixes stands in a zone's version as in the one for its region or everywhere."""
    fixed = kind_of(header.kind).fixed
    if not fixed:
        return
    above = RuleBook().find(header.key, None, header.valid_from)
    for part in fixed:
        if above is not None and above.header.body.get(part) != header.body.get(part):
            raise FIXED(place=f"body.{part}")
