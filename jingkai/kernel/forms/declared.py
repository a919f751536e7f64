"""Fields and forms as one YAML file declares them: how a form is designed, kept and passed on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import field_validator

from jingkai.engines.documents import Part
from jingkai.engines.periods import day_of
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.queries import organisations_named
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rules.document import checked
from jingkai.kernel.rules.yaml_text import read_yaml

from .models import FieldKind, Form, Span
from .problems import UNIT_ELSEWHERE
from .services.designing import FormDraft, LineDraft, SectionDraft, define_form
from .services.dictionary import FieldDraft, define_fields


class FieldPart(Part):
    """A field of the dictionary; `owner` is the name of the unit that owns it."""

    code: str
    name: str
    name_en: str = ""
    owner: str
    kind: str = FieldKind.QUANTITY
    unit: str = ""
    measure: str = ""
    aspect: str = "amount"
    category: str = ""
    span: str = Span.PERIOD
    calibers: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


class LinePart(Part):
    """A field on a form: its code alone, or with how this form takes it."""

    field: str
    calibers: tuple[str, ...] = ()
    records: str = "自报"
    required: bool = True


class SectionPart(Part):
    """A section and its fields."""

    title: str = ""
    title_en: str = ""
    fields: tuple[LinePart, ...]

    @field_validator("fields", mode="before")
    @classmethod
    def _codes_alone(cls, value: Any) -> Any:
        return (
            [{"field": one} if isinstance(one, str) else one for one in value]
            if isinstance(value, list)
            else value
        )


class FormPart(Part):
    """A form; `issuer` is the name of the unit that issues it."""

    code: str
    title: str
    title_en: str = ""
    issuer: str
    period: str
    sections: tuple[SectionPart, ...]


class FormsFile(Part):
    """A file of fields and forms."""

    fields: tuple[FieldPart, ...] = ()
    forms: tuple[FormPart, ...] = ()


def define_declared(actor: Actor, zone: Organisation, text: str, *, at: datetime) -> list[Form]:
    """Enter the fields and forms of a file; what is there just so stays, a changed form is its next version.

    Raises Problem `rules.unreadable`, `rules.invalid` with the place, `forms.unit-elsewhere`, and those of
    `define_fields` and `define_form`.
    """
    file = checked(FormsFile, read_yaml(text))
    fields = [FieldDraft(**(one.model_dump() | {"owner": _unit(zone, one.owner, at)})) for one in file.fields]
    define_fields(actor, zone, fields, at=at)
    return [define_form(actor, zone, _form(one, zone, at), at=at) for one in file.forms]


def _form(one: FormPart, zone: Organisation, at: datetime) -> FormDraft:
    sections = [
        SectionDraft(part.title, [LineDraft(**line.model_dump()) for line in part.fields], part.title_en)
        for part in one.sections
    ]
    return FormDraft(one.code, one.title, _unit(zone, one.issuer, at), one.period, sections, one.title_en)


def _unit(zone: Organisation, name: str, at: datetime) -> Organisation:
    found = [one for one in organisations_named(name, on=day_of(at)) if one.root == zone.pk]
    if len(found) != 1:
        raise UNIT_ELSEWHERE(unit=name, zone=zone.name)
    return found[0]
