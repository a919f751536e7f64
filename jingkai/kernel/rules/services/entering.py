"""From a rule file to a row: what drafting, approving and shipping have in common."""

import json
from typing import Any

from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.actor import Actor

from ..book import RuleBook
from ..document import Header, canonical_text, header_of, identity_of
from ..kinds import body_of
from ..models import Approval, RuleSet
from ..problems import CHANGES_NOTHING, KEY_OF_OTHER_KIND, VERSION_APPROVED
from ..yaml_text import read_yaml


def parsed(text: str) -> tuple[dict[str, Any], Header]:
    """A rule file, read and checked by the model of its kind.

    Raises Problem `rules.unreadable`, `rules.invalid`, `rules.kind-unknown`, `rules.key-of-other-kind`.
    """
    document = read_yaml(text)
    header = header_of(document)
    body_of(header.kind, header.body)
    other = RuleSet.objects.filter(key=header.key).exclude(kind=header.kind).first()
    if other is not None:
        raise KEY_OF_OTHER_KIND(key=header.key, kind=other.kind)
    return document, header


# What every version says of itself, and not of what is to be done.
_OWN = ("version", "valid_from", "region")


def assert_changes(rule_set: RuleSet) -> None:
    """Refuse a version that says what the one says that holds in its place when it begins.

    Raises Problem `rules.changes-nothing`.
    """
    holding = RuleBook().find(rule_set.key, rule_set.unit, rule_set.valid_from)
    if holding is not None and _said(holding) == _said(rule_set):
        raise CHANGES_NOTHING(version=holding.version)


def _said(rule_set: RuleSet) -> dict[str, Any]:
    return {key: value for key, value in json.loads(rule_set.document).items() if key not in _OWN}


def scope_of(header: Header, unit: Organisation | None) -> str:
    """Where the version holds: a unit's own, else its region, else everywhere."""
    if unit is not None:
        return f"unit:{unit.pk}"
    return f"region:{header.region}" if header.region else ""


def same_version(header: Header, scope: str) -> list[RuleSet]:
    """The revisions of this version that are there, the last first."""
    rows = RuleSet.objects.filter(key=header.key, scope=scope, version=header.version)
    return list(rows.order_by("-revision"))


def last_revision(rule_set: RuleSet) -> RuleSet:
    """The last that was written of this version."""
    rows = RuleSet.objects.filter(key=rule_set.key, scope=rule_set.scope, version=rule_set.version)
    return rows.order_by("-revision")[0]


def approval_of(rule_set: RuleSet) -> Approval | None:
    """The approval of this version, of whichever revision."""
    return Approval.objects.filter(key=rule_set.key, scope=rule_set.scope, version=rule_set.version).first()


def row_of(
    document: dict[str, Any], header: Header, unit: Organisation | None, actor: Actor, written: str
) -> tuple[RuleSet, bool]:
    """The row for a document, as it was `written`, and whether it is a new one.

    The same content as the last revision gives that row. Raises Problem `rules.version-approved` for other
    content under a version that was approved.
    """
    text, scope = canonical_text(document), scope_of(header, unit)
    there = same_version(header, scope)
    identity = identity_of(text)
    if there and there[0].identity == identity:
        return there[0], False
    approval = approval_of(there[0]) if there else None
    if approval is not None:
        if approval.rule_set.identity == identity:
            return approval.rule_set, False
        raise VERSION_APPROVED(key=header.key, version=header.version)
    return (
        RuleSet(
            kind=header.kind,
            key=header.key,
            scope=scope,
            unit=unit,
            version=header.version,
            revision=there[0].revision + 1 if there else 1,
            valid_from=header.valid_from,
            valid_to=header.valid_to,
            source=header.source,
            document=text,
            text=written,
            identity=identity,
            author_id=actor.person,
            author_for_id=actor.for_person,
        ),
        True,
    )
