"""What the address says of a table on its way in: zone, sending unit, caliber, the file's name, the answers so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.problems import UNKNOWN_WORD
from jingkai.kernel.facts.vocabulary import vocabulary
from jingkai.kernel.facts.workbooks.understanding import Sender
from jingkai.kernel.facts.zones import find_zone
from jingkai.kernel.parties.access import Reader, visibility_of
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.web.acting import actor_of, reader_of_request
from jingkai.web.problems import NO_SUCH_UNIT

from .kept import Kept, kept
from .problems import SENDER_MISSING

DEFAULT_CALIBER = "自报"
_NAME = 255


@dataclass(frozen=True)
class Sending:
    """`files` are all tables that were chosen together, as (sha256, name); `name` is the one in question, `so_far` the
    answers given up to now and `answers` their address.
    """

    sender: Sender
    name: str
    files: tuple[tuple[str, str], ...]
    answers: str
    so_far: Kept

    def query(self, **changes: str) -> str:
        """The query string of a page of the same table, with something changed; "" leaves it out."""
        asked = {
            "zone": self.sender.zone.name,
            "sender": str(self.sender.unit.pk),
            "caliber": self.sender.caliber,
            "name": self.name,
            "answers": self.answers,
            **changes,
        }
        pairs = [(key, value) for key, value in asked.items() if value]
        pairs += [("file", f"{sha256}/{name}") for sha256, name in self.files]
        return urlencode(pairs)

    def look(self, sha256: str, **changes: str) -> str:
        """The address of the page that shows what was understood."""
        return f"{reverse('economy:import-look', args=[sha256])}?{self.query(**changes)}"

    def batch(self, key: int) -> str:
        """The address of a batch's page, from which one finds back here."""
        return f"{reverse('economy:batch', args=[key])}?{self.query()}"

    def chosen(self) -> str:
        """The address of the list of tables that were chosen together; "" where it was one."""
        if len(self.files) < 2:
            return ""
        return f"{reverse('economy:import')}?{self.query(name='', answers='')}"


def sending_of(request: HttpRequest, asked: QueryDict, on: date) -> Sending:
    """Read it from the address, or from the form that was sent.

    Raises Problem `importing.sender-missing`, `importing.answers-lost`, `web.no-such-unit`, `facts.unknown-word` and
    those of `find_zone`.
    """
    zone = find_zone(asked.get("zone", ""), on)
    caliber = asked.get("caliber", "") or DEFAULT_CALIBER
    if caliber not in (known := vocabulary().calibers):
        raise UNKNOWN_WORD(word=caliber[:20], what="口径", what_en="caliber", known="、".join(known))
    actor = actor_of(request)
    person = Person.objects.filter(pk=actor.person).first() if actor.person is not None else None
    answers = asked.get("answers", "")
    return Sending(
        sender=Sender(
            zone, _unit(asked.get("sender", ""), zone, on, reader_of_request(request)), caliber, person
        ),
        name=asked.get("name", "")[-_NAME:],
        files=tuple(_file(one) for one in asked.getlist("file")),
        answers=answers,
        so_far=kept(answers) if answers else Kept(),
    )


def senders(zone: Organisation, on: date, reader: Reader | None) -> list[Organisation]:
    """The units that a table may be brought in for, the zone itself last: a reader's are those whose figures are read,
    and the bodies in which a post is held.
    """
    units = list(_senders(zone, on, reader).order_by("pk"))
    return sorted(units, key=lambda one: (one.pk == zone.pk, one.pk))


def readable(reader: Reader) -> frozenset[int]:
    """The ids of the units of which a reader may know by bringing tables in."""
    return reader.units(visibility_of(Fact).kind) | reader.bodies


def _senders(zone: Organisation, on: date, reader: Reader | None) -> QuerySet[Organisation]:
    there = Organisation.objects.live_on(on).filter(zone.subtree())
    return there if reader is None else there.filter(pk__in=readable(reader))


def sender_of(text: str, zone: Organisation, on: date, reader: Reader | None) -> Organisation | None:
    """The unit of this number, of those of `senders`; None for no number. Raises Problem `web.no-such-unit`."""
    return _unit(text, zone, on, reader) if text else None


def _unit(text: str, zone: Organisation, on: date, reader: Reader | None) -> Organisation:
    if not text:
        raise SENDER_MISSING()
    there = _senders(zone, on, reader)
    found = there.filter(pk=int(text)).first() if text.isdecimal() and len(text) < 18 else None
    if found is None:
        raise NO_SUCH_UNIT(unit=text[:20], zone=zone.name)
    return found


def _file(text: str) -> tuple[str, str]:
    sha256, _, name = text.partition("/")
    return sha256, name[-_NAME:]
