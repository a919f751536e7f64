"""Issuing lights."""

from datetime import date, datetime

from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.models import RuleSet
from jingkai.kernel.rules.trial import refuse_in_trial

from ..lights import Lamp
from ..models import IssuedLight


def issue_light(
    actor: Actor,
    ref: str,
    lamp: Lamp | None,
    *,
    holder: Organisation,
    day: date,
    rule: RuleSet,
    at: datetime,
    why: str = "",
    call: Writer | None = None,
) -> IssuedLight:
    """Store the light that was said of `ref` on a day; without a lamp, that there was none and `why`.

    Raises Problem `rules.trial-writes` while a draft is tried, `flows.needs-missing` for none without a reason.
    """
    refuse_in_trial()
    with joining(call, actor, act="flows.light", at=at, ref=ref) as writer:
        return writer.add(
            IssuedLight(
                ref=ref,
                holder=holder,
                day=day,
                level=lamp.level if lamp else None,
                colour=lamp.colour if lamp else "",
                shape=lamp.shape if lamp else "",
                zh=lamp.zh if lamp else "",
                en=lamp.en if lamp else "",
                why=why or (lamp.when if lamp else ""),
                rule=rule,
            )
        )
