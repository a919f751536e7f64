"""Which rules hold for a zone and its units, what follows them, and which drafts wait."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef

from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.models import Entry
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.kinds import Kind, kind_of
from jingkai.kernel.rules.models import Approval, RuleSet


@dataclass(frozen=True)
class Held:
    """A rule that holds for the zone (or only for a unit of it): the version, those approved that begin later, and
    drafts of it.
    """

    rule: RuleSet
    later: tuple[RuleSet, ...]
    drafts: tuple[RuleSet, ...]

    @property
    def kind(self) -> Kind:
        return kind_of(self.rule.kind)


@dataclass(frozen=True)
class Version:
    """A version with who wrote and who approved it, and when; `approval` is None of a draft."""

    rule: RuleSet
    written_at: datetime | None
    approval: Approval | None
    approved_at: datetime | None
    holds: bool


def rules_of(reader: Reader | None, zone: Organisation, on: date) -> tuple[list[Held], list[RuleSet]]:
    """The rules that hold for the zone on a day, the zone's own first, then by key; and the drafts of rules of which no
    version holds.
    """
    book, approved = RuleBook(), frozenset(Approval.objects.values_list("rule_set", flat=True))
    found, alone = [], []
    for rows in _by_key(reader, zone, book).values():
        drafts = _drafts(rows, approved)
        holding = [one for one in [book.find(rows[0].key, zone, on)] if one is not None]
        inner = f"unit:{zone.pk}"
        units = {one.unit for one in rows if one.scope.startswith("unit:") and one.scope != inner}
        for unit in units:
            one = book.find(rows[0].key, unit, on)
            if one is not None and one.unit_id == unit.pk:
                holding.append(one)
        for one in holding:
            places = _nearer(book.chain(zone), one.scope)
            later = (
                row for row in rows if row.pk in approved and row.valid_from > on and row.scope in places
            )
            found.append(Held(one, tuple(later), tuple(drafts) if one is holding[0] else ()))
        if not holding:
            alone += drafts
    return sorted(found, key=lambda one: (not one.rule.scope.startswith("unit:"), one.rule.key)), alone


def _nearer(chain: tuple[str, ...], scope: str) -> tuple[str, ...]:
    """The places whose versions would be taken before those of `scope`, and itself; a unit's own are its own."""
    return chain[: chain.index(scope) + 1] if scope in chain else (scope,)


def versions(reader: Reader | None, zone: Organisation, key: str, on: date) -> list[Version]:
    """Every version of a rule that concerns the zone, the newest first: what was approved, and the last revision of
    each draft.
    """
    book = RuleBook()
    rows = _by_key(reader, zone, book, key).get(key, [])
    approvals = {
        one.rule_set_id: one for one in Approval.objects.filter(rule_set__in=rows).select_related("approver")
    }
    shown = [one for one in rows if one.pk in approvals] + _drafts(rows, approvals)
    batches = [one.batch_id for one in shown] + [one.batch_id for one in approvals.values()]
    at = dict(Entry.objects.filter(batch__in=batches).values_list("batch", "at"))
    holding = book.find(key, zone, on)
    return [
        Version(
            one,
            at.get(one.batch_id),
            approvals.get(one.pk),
            at.get(approvals[one.pk].batch_id) if one.pk in approvals else None,
            one == holding,
        )
        for one in sorted(shown, key=lambda one: -one.pk)
    ]


def baseline(rule: RuleSet, zone: Organisation) -> RuleSet | None:
    """What a version is compared with: what holds in its place when it begins; of one that holds itself the one before
    it. None where there is nothing before it.
    """
    book, unit = RuleBook(), rule.unit or zone
    found = book.find(rule.key, unit, rule.valid_from)
    if found is not None and found.pk != rule.pk:
        return found
    approved = Approval.objects.filter(rule_set=OuterRef("pk"))
    before = RuleSet.objects.filter(
        Exists(approved), key=rule.key, scope__in=book.chain(unit), pk__lt=rule.pk
    )
    return before.order_by("-pk").first()


def _by_key(
    reader: Reader | None, zone: Organisation, book: RuleBook, key: str = ""
) -> dict[str, list[RuleSet]]:
    """The rows that concern the zone, by key, the oldest first."""
    inside = Organisation.objects.filter(zone.subtree()).values_list("pk", flat=True)
    scopes = {*book.chain(zone), *(f"unit:{one}" for one in inside)}
    rows = RuleSet.objects.seen_by(reader).filter(scope__in=scopes)
    if key:
        rows = rows.filter(key=key)
    found: dict[str, list[RuleSet]] = defaultdict(list)
    for row in rows.select_related("unit", "author").order_by("key", "pk"):
        found[row.key].append(row)
    return found


def _drafts(rows: Iterable[RuleSet], approved: Collection[int]) -> list[RuleSet]:
    """The last revision of each version that is not approved, the newest first."""
    last: dict[tuple[str, str], RuleSet] = {}
    done = set()
    for row in rows:
        last[row.scope, row.version] = row
        if row.pk in approved:
            done.add((row.scope, row.version))
    return sorted((row for place, row in last.items() if place not in done), key=lambda one: -one.pk)
