"""Where a reference to something that follows is opened."""

from __future__ import annotations

import json

from django.urls import reverse

from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.models import Retired
from jingkai.kernel.rounds.models import Consequence


def to_reward(key: str, zone: Organisation) -> str:
    """How a reward was referred to before it was a Consequence: the page of the one it became."""
    old = Retired.objects.filter(label="jk_cadres.reward", key=key).first()
    row = (
        Consequence.objects.filter(case=json.loads(old.text)["case_id"]).first() if old is not None else None
    )
    return to_consequence(str(row.pk), zone) if row is not None else ""


def to_consequence(key: str, zone: Organisation) -> str:
    """A person's reward has a page; anything else stands on the page of all that follows."""
    if not key.isdecimal() or len(key) > 18:
        return ""
    row = Consequence.objects.filter(pk=int(key)).first()
    if row is None:
        return ""
    return (
        reverse("cadres:reward", args=[row.pk]) if row.person_id is not None else reverse("web:consequences")
    )
