"""Notices to the person of the token, and receipts for them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Body, Path, Query, Router
from pydantic import BaseModel, ConfigDict

from jingkai.kernel.messages.models import Receipt, Step
from jingkai.kernel.messages.queries import Received, received_by
from jingkai.kernel.messages.services import receive
from jingkai.kernel.records.sealer import seal
from jingkai.web.api.answering import answered, tagged
from jingkai.web.api.bearer import Scope, caller_of
from jingkai.web.api.paging import Listing, by_number, page_of
from jingkai.web.api.shapes import Key, Page, Party, Shape

ROUTER = Router()


class ReceiptShape(Shape):
    """How far a notice got: delivered, read, urged, acknowledged."""

    step: str
    at: datetime


class NoticeShape(Shape):
    """A notice; `sender` is null where the platform sent it, `ref` what it is about."""

    id: int
    title: str
    text: str
    kind: str
    ref: str
    sender: Party | None
    at: datetime
    must_acknowledge: bool
    receipts: list[ReceiptShape]


class Given(BaseModel):
    """The receipt that is given."""

    model_config = ConfigDict(extra="forbid")
    step: Literal["read", "acknowledged"]


@ROUTER.get(
    "/notices",
    response=Page[NoticeShape],
    auth=Scope("messages"),
    url_name="notices",
    summary="Notices to one",
)
def notices(request: HttpRequest, asked: Query[Listing]) -> HttpResponse:
    """The notices to the person of the token, by number. Looking gives no receipt."""
    place, reader = asked.place(), caller_of(request).reader

    def page() -> Page[NoticeShape]:
        rows = received_by(reader, after=place.number(), most=asked.limit + 1)
        return page_of(asked, place, rows, lambda some: [_notice(one) for one in some], by_number)

    return tagged(request, page)


@ROUTER.post(
    "/notices/{number}/receipts",
    response={201: ReceiptShape},
    auth=Scope("messages", writes=True),
    url_name="notice-receipts",
    summary="Note that a notice was read or acknowledged",
)
def receipt(request: HttpRequest, number: Path[Key], given: Body[Given]) -> HttpResponse:
    """The same step twice has one effect, and gives the first receipt: it needs no request key."""
    caller = caller_of(request)
    done = receive(caller.actor, number, Step(given.step), at=caller.at)
    seal()
    return answered(_receipt(done), 201)


def _notice(one: Received) -> NoticeShape:
    notice, sender = one.notice, one.notice.sender
    return NoticeShape(
        id=notice.pk,
        title=notice.title,
        text=notice.text,
        kind=notice.kind,
        ref=notice.ref,
        sender=Party(id=sender.pk, name=sender.name) if sender is not None else None,
        at=notice.at,
        must_acknowledge=notice.must_acknowledge,
        receipts=[_receipt(given) for given in one.receipts],
    )


def _receipt(row: Receipt) -> ReceiptShape:
    return ReceiptShape(step=row.step, at=row.at)
