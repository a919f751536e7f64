"""What is sent from the pages of applications. A form says which move it followed: sent twice it is done once."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict

from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.registers.applying import step
from jingkai.kernel.registers.consulting import consult, reply

from .pages import papers_in, typed
from .problems import UNIT_UNCHOSEN
from .sheet import ApplicationSheet, ConsultationSheet

CONSULT, UNIT = "consult", "unit-"


def act_on(sheet: ApplicationSheet, request: HttpRequest) -> None:
    """Make the next move of an application, or ask units about it.

    Raises Problem `flows.moved-meanwhile` where somebody else moved it since, `web-applications.unit-unchosen`,
    `web-applications.file-too-large`, and those of the services.
    """
    sent, do = request.POST, request.POST.get("do", "")
    if do == CONSULT:
        if sent.get("asked", "") == str(len(sheet.asked)):
            consult(sheet.actor, sheet.row, _units(sheet, sent), at=sheet.at)
        return
    if sheet.sent_again(do, sent.get("seen", "")):
        return
    again = do == sheet.of.again
    step(
        sheet.actor,
        sheet.row,
        do,
        at=sheet.at,
        note=sent.get("note", "").strip(),
        event=sent.get("event", ""),
        fields=typed(request) if again else None,
        papers=papers_in(request, [one.zh for one in sheet.of.papers] if again else []),
    )


def reply_to(sheet: ConsultationSheet, request: HttpRequest) -> None:
    """Make the next move of a consultation. Raises Problem as `act_on`."""
    sent, do = request.POST, request.POST.get("do", "")
    if sheet.sent_again(do, sent.get("seen", "")):
        return
    reply(
        sheet.actor,
        sheet.row,
        do,
        at=sheet.at,
        note=sent.get("note", "").strip(),
        event=sent.get("event", ""),
        papers=papers_in(request, []),
    )


def _units(sheet: ApplicationSheet, sent: QueryDict) -> dict[str, Organisation]:
    """The unit that is chosen for each stage for which somebody is to be asked."""
    by_key = {str(one.pk): one for one in sheet.units}
    found = {}
    for place, stage in enumerate(sheet.to_ask):
        unit = by_key.get(sent.get(f"{UNIT}{place}", ""))
        if unit is None:
            raise UNIT_UNCHOSEN(stage=stage.title.zh, stage_en=stage.title.en)
        found[stage.code] = unit
    return found
