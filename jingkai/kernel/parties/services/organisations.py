"""Entering organisations: their names, codes and plates."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from jingkai.engines.identity import check_code, normalise_code
from jingkai.engines.periods import day_of
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer

from ..models import ZONE, Alias, AliasKind, Ending, NameKey, Organisation, Plate, Registration
from ..models.tree import path_under
from ..naming import folded
from ..problems import CODE_INVALID, NAME_MISSING, ZONE_IS_ROOT, ZONE_NAME_TAKEN
from ..queries import organisations_named
from .joining import joining


def found_zone(
    actor: Actor, name: str, *, since: date, at: datetime, region: str = "", call: Writer | None = None
) -> Organisation:
    """Enter a zone: the root of a tree. `region` is its code of GB/T 2260, for rules of its city or province.

    Raises Problem `parties.name-missing`, `parties.zone-name-taken`.
    """
    there = [one for one in organisations_named(name, on=max(since, day_of(at))) if one.kind == ZONE]
    if there:
        raise ZONE_NAME_TAKEN(name=name.strip(), zone=there[0].pk)
    return add_organisation(actor, name, kind=ZONE, parent=None, since=since, at=at, region=region, call=call)


def add_organisation(
    actor: Actor,
    name: str,
    *,
    kind: str,
    parent: Organisation | None,
    since: date,
    at: datetime,
    code: str = "",
    region: str = "",
    also: Sequence[tuple[str, AliasKind]] = (),
    call: Writer | None = None,
) -> Organisation:
    """Enter an organisation under its parent, with its credit code and further names if it has any.

    Raises Problem `parties.name-missing`, `parties.zone-is-root`, `parties.code-invalid`,
    `parties.code-taken`.
    """
    name = _named(name)
    if (kind == ZONE) != (parent is None) and kind == ZONE:
        raise ZONE_IS_ROOT()
    code = _checked(code) if code else ""
    with joining(call, actor, act="parties.organisation", at=at, ref=name) as writer:
        row = writer.add(
            Organisation(
                name=name, kind=kind, parent=parent, above=path_under(parent), region=region, since=since
            )
        )
        names = [(name, AliasKind.NAME), *also]
        _name(writer, row, names, since)
        if code:
            _register(writer, row, code)
    return row


def add_alias(
    actor: Actor,
    organisation: Organisation,
    name: str,
    *,
    kind: AliasKind,
    since: date,
    at: datetime,
    call: Writer | None = None,
) -> Alias:
    """Say that the organisation also goes by this name. A person has confirmed it: `actor`.

    The same name twice gives the alias that is there. Raises Problem `parties.name-missing`.
    """
    name = _named(name)
    there = Alias.objects.valid_on(since).filter(organisation=organisation, name=name).first()
    if there is not None:
        return there
    with joining(call, actor, act="parties.alias", at=at, ref=f"organisation:{organisation.pk}") as writer:
        return _name(writer, organisation, [(name, kind)], since)[0]


def put_plate(
    actor: Actor,
    organisation: Organisation,
    body: Organisation,
    *,
    since: date,
    at: datetime,
    call: Writer | None = None,
) -> Plate:
    """Say that `organisation` is only another plate of `body`. Raises Problem `parties.plate-of-plate`."""
    ref = f"organisation:{organisation.pk}"
    with joining(call, actor, act="parties.plate", at=at, ref=ref) as writer:
        return writer.add(Plate(organisation=organisation, body=body, since=since))


def register_code(
    actor: Actor, organisation: Organisation, code: str, *, at: datetime, call: Writer | None = None
) -> Registration:
    """Enter the organisation's credit code.

    Raises Problem `parties.code-invalid` (check digits, GB 32100), `parties.code-taken` (another live
    organisation has it), `parties.code-on-plate`.
    """
    code = _checked(code)
    ref = f"organisation:{organisation.pk}"
    with joining(call, actor, act="parties.code", at=at, ref=ref) as writer:
        return _register(writer, organisation, code)


def close_organisation(
    actor: Actor,
    organisation: Organisation,
    *,
    day: date,
    reason: str,
    at: datetime,
    successor: Organisation | None = None,
    call: Writer | None = None,
) -> Ending:
    """The organisation exists no more from `day` on; `successor` takes its place.

    Raises Problem `parties.ended-already`, `parties.ending-of-nothing`, `parties.reason-missing`.
    """
    ref = f"organisation:{organisation.pk}"
    with joining(call, actor, act="parties.close", at=at, ref=ref) as writer:
        return writer.add(
            Ending(
                relation="organisation",
                target=organisation.pk,
                day=day,
                reason=reason.strip(),
                successor=successor,
            )
        )


def refresh_names() -> int:
    """Fold every name again, after folding has learned; the number of look-up keys that changed."""
    stored = dict(NameKey.objects.values_list("alias_id", "folded"))
    changed = 0
    for key, name in Alias.objects.values_list("pk", "name"):
        if stored.get(key) != folded(name):
            NameKey.objects.update_or_create(alias_id=key, defaults={"folded": folded(name)})
            changed += 1
    return changed


def _named(name: str) -> str:
    name = name.strip()
    if not name:
        raise NAME_MISSING()
    return name


def _checked(code: str) -> str:
    reading = check_code(code, kind="credit_code")
    if reading.status == "invalid":
        why = reading.findings[0].problem
        raise CODE_INVALID(code=code, why=f"{why.zh} {why.en}")
    return normalise_code(code)


def _register(writer: Writer, organisation: Organisation, code: str) -> Registration:
    turn = Registration.objects.filter(code=code).count() + 1
    return writer.add(Registration(organisation=organisation, code=code, turn=turn))


def _name(
    writer: Writer, organisation: Organisation, names: Iterable[tuple[str, AliasKind]], since: date
) -> list[Alias]:
    rows = writer.add_all(
        Alias(organisation=organisation, name=_named(name), kind=kind, since=since) for name, kind in names
    )
    NameKey.objects.bulk_create(NameKey(alias=row, folded=folded(row.name)) for row in rows)
    return rows
