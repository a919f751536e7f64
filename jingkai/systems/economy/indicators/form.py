"""The form of a definition: what stands in it, and what was sent as a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from jingkai.kernel.facts.amending import IndicatorDraft
from jingkai.kernel.facts.defining import DIRECTIONS, FREQUENCIES
from jingkai.kernel.facts.models import Indicator
from jingkai.kernel.facts.problems import UNKNOWN_WORD
from jingkai.kernel.facts.vocabulary import vocabulary
from jingkai.kernel.parties.models import Organisation, Post

from ..words import Lang, Words

_TEXTS = (
    "code",
    "name",
    "name_en",
    "formula",
    "unit",
    "decimals",
    "direction",
    "owner",
    "frequency",
    "leader",
)
_MOST_DECIMALS = 6


@dataclass(frozen=True)
class Fields:
    """The fields as they stand, each as text; `calibers` in their order, as many as there are."""

    texts: dict[str, str]
    calibers: tuple[str, ...]

    @classmethod
    def of(cls, row: Indicator | None) -> Fields:
        """Of a definition; empty for a new one."""
        if row is None:
            return cls(dict.fromkeys(_TEXTS, "") | {"decimals": "2", "direction": "higher"}, ())
        texts = {
            name: str(getattr(row, name) or "")
            for name in _TEXTS
            if name not in ("owner", "leader", "decimals")
        }
        texts |= {
            "owner": str(row.owner_id or ""),
            "leader": str(row.leader_id or ""),
            "decimals": str(row.decimals),
        }
        return cls(texts, tuple(row.calibers))

    @classmethod
    def sent(cls, sent: QueryDict) -> Fields:
        """As they were sent."""
        found = [sent.get(f"caliber-{n}", "") for n in range(1, len(vocabulary().calibers) + 1)]
        return cls(
            {name: sent.get(name, "").strip() for name in _TEXTS},
            tuple(dict.fromkeys(one for one in found if one)),
        )

    def draft(self, zone: Organisation, row: Indicator | None, on: date) -> IndicatorDraft:
        """What they say, of the definition `row` if one is amended; a unit or post that may not be chosen is none.

        Raises Problem `facts.unknown-word` for decimals that are none.
        """
        decimals = self.texts["decimals"]
        if not (decimals.isdecimal() and len(decimals) == 1 and int(decimals) <= _MOST_DECIMALS):
            known = f"0–{_MOST_DECIMALS}"
            raise UNKNOWN_WORD(
                word=decimals[:20] or "—", what="小数位", what_en="number of decimals", known=known
            )
        return IndicatorDraft(
            name=self.texts["name"][:120],
            name_en=self.texts["name_en"][:120],
            formula=self.texts["formula"][:2000],
            unit=self.texts["unit"][:40],
            decimals=int(decimals),
            direction=self.texts["direction"],  # type: ignore[arg-type]  # checked by the service
            owner=next((one for one in owners(zone, on) if str(one.pk) == self.texts["owner"]), None),
            calibers=self.calibers,
            frequency=self.texts["frequency"] or None,  # type: ignore[arg-type]  # checked by the service
            leader=next((one for one in leaders(zone, row, on) if str(one.pk) == self.texts["leader"]), None),
        )


def owners(zone: Organisation, on: date) -> list[Organisation]:
    """The zone and its units, of which one owns an indicator."""
    return list(Organisation.objects.live_on(on).filter(zone.subtree()).order_by("pk"))


def leaders(zone: Organisation, row: Indicator | None, on: date) -> list[Post]:
    """The posts of the zone itself, one a title; the one that a definition names stays among them."""
    rows = Post.objects.valid_on(on).filter(body=zone).order_by("pk")
    posts = {one.title: one for one in rows}
    if row is not None and row.leader is not None:
        posts[row.leader.title] = row.leader
    return list(posts.values())


def choices(zone: Organisation, row: Indicator | None, on: date, lang: Lang) -> dict[str, Any]:
    """What may be chosen in the form."""
    words = Words(lang)
    return {
        "owners": owners(zone, on),
        "leaders": leaders(zone, row, on),
        "directions": [(one, words(f"direction_{one}")) for one in DIRECTIONS],
        "frequencies": [(one, words(f"every_{one}")) for one in FREQUENCIES],
        "calibers": [(one, vocabulary().caliber_words(one, lang)) for one in vocabulary().calibers],
    }
