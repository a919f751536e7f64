"""Making forms out of fields of the dictionary."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from jingkai.kernel.facts.problems import UNKNOWN_WORD
from jingkai.kernel.facts.vocabulary import vocabulary
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rules.daybook import day_book

from ..filling import lines_of
from ..models import Field, Form, Line
from ..models.form import PERIODS
from ..problems import (
    FIELD_TWICE,
    FIELD_UNKNOWN,
    FIELDS_MISSING,
    PERIOD_UNKNOWN,
    TITLE_MISSING,
    UNIT_ELSEWHERE,
)


@dataclass(frozen=True)
class LineDraft:
    """A field on a form, by its code in the dictionary."""

    field: str
    calibers: Sequence[str] = ()
    records: str = "自报"
    required: bool = True


@dataclass(frozen=True)
class SectionDraft:
    """A section of a form and its fields in order."""

    title: str
    fields: Sequence[LineDraft]
    title_en: str = ""


@dataclass(frozen=True)
class FormDraft:
    """A form to be made, or the next version of one."""

    code: str
    title: str
    issuer: Organisation
    period: str
    sections: Sequence[SectionDraft]
    title_en: str = ""


def define_form(actor: Actor, zone: Organisation, draft: FormDraft, *, at: datetime) -> Form:
    """Make a form, or its next version where it differs from the last; what is there just so is given back.

    Raises Problem `forms.title-missing`, `forms.fields-missing`, `forms.period-unknown`, `forms.field-unknown`,
    `forms.field-twice`, `forms.unit-elsewhere`, `facts.unknown-word`, `forms.version-taken`, `parties.not-allowed`.
    """
    _check(draft, zone)
    day_book(at).require(actor, "send", "forms", draft.issuer)
    fields = {one.code: one for one in Field.objects.known_at().filter(zone=zone)}
    last = Form.objects.known_at().filter(zone=zone, code=draft.code.strip()).order_by("-version").first()
    form = Form(
        zone=zone,
        code=draft.code.strip(),
        version=last.version + 1 if last is not None else 1,
        title=draft.title.strip(),
        title_en=draft.title_en.strip(),
        issuer=draft.issuer,
        period=draft.period,
    )
    lines = list(_lines(draft, fields))
    if last is not None and _said(last, lines_of(last)) == _said(form, lines):
        return last
    with joining(None, actor, act="forms.form", at=at, ref=form.code) as call:
        call.add(form)
        for one in lines:
            one.form = form
        call.add_all(lines)
    return form


def _check(draft: FormDraft, zone: Organisation) -> None:
    if not draft.title.strip() or not draft.code.strip():
        raise TITLE_MISSING()
    if draft.issuer.root != zone.pk:
        raise UNIT_ELSEWHERE(unit=draft.issuer.name, zone=zone.name)
    if draft.period not in PERIODS:
        raise PERIOD_UNKNOWN(period=draft.period, known="、".join(PERIODS))
    codes = [one.field for section in draft.sections for one in section.fields]
    if not codes:
        raise FIELDS_MISSING(form=draft.title)
    if len(set(codes)) < len(codes):
        raise FIELD_TWICE()


def _lines(draft: FormDraft, fields: dict[str, Field]) -> Iterator[Line]:
    place = 0
    for section in draft.sections:
        for one in section.fields:
            if one.field not in fields:
                raise FIELD_UNKNOWN(field=one.field)
            for word in (*one.calibers, one.records):
                if word not in vocabulary().calibers:
                    known = "、".join(vocabulary().calibers)
                    raise UNKNOWN_WORD(word=word, what="口径", what_en="caliber", known=known)
            place += 1
            yield Line(
                field=fields[one.field],
                section=section.title.strip(),
                section_en=section.title_en.strip(),
                place=place,
                calibers=list(one.calibers),
                records=one.records,
                required=one.required,
            )


def _said(form: Form, lines: Sequence[Line]) -> tuple[object, ...]:
    """What a form says, but for its version."""
    rows = [
        (one.field_id, one.section, one.section_en, one.place, one.calibers, one.records, one.required)
        for one in lines
    ]
    return (form.title, form.title_en, form.issuer_id, form.period, rows)
