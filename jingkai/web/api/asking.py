"""What a call names: the zone, a number of the journal, the key of a request."""

from __future__ import annotations

import re
from typing import Annotated

from django.http import HttpRequest
from pydantic import Field

from jingkai.kernel.facts.zones import find_zone
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.sequence import latest
from jingkai.web.problems import NO_SUCH_AS_OF

from .bearer import caller_of
from .problems import KEY_MISSING
from .shapes import Text

_KEY = re.compile(r"[\x21-\x7e]{1,100}")
ZoneName = Annotated[Text, Field(description="name or number of the zone; not needed if there is only one")]


def zone_of(request: HttpRequest, name: str) -> Organisation:
    """The zone. Raises Problem `facts.no-zone`, `facts.zone-unnamed`, `facts.zone-unknown`, `facts.zone-ambiguous`."""
    return find_zone(name, caller_of(request).reader.on)


def known_number(number: int | None) -> int:
    """The number that is read at: the last without one. Raises Problem `web.no-such-as-of`."""
    last = latest()
    if number is not None and number > last:
        raise NO_SUCH_AS_OF(as_of=number, last=last)
    return number or last


def request_key(request: HttpRequest) -> str:
    """The key of a request that writes, as it is kept. Raises Problem `api.key-missing`."""
    said = request.headers.get("Idempotency-Key", "")
    if not _KEY.fullmatch(said):
        raise KEY_MISSING()
    return caller_of(request).key(said)
