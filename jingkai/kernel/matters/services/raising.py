"""From a signal to a matter: opened as one, or added to the one that is open."""

from dataclasses import dataclass
from datetime import datetime

from jingkai.kernel.flows import services as flows
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer

from ..kinds import Opens
from ..models import Joined, Joining, Matter, Signal
from ..problems import MATTER_ENDED, SIGNAL_ELSEWHERE, SIGNAL_KIND_UNKNOWN
from ..standing import ended, ends
from .drafts import Draft
from .noticing import signal_rules
from .together import Opening


def open_as_matter(
    actor: Actor,
    signal: Signal,
    *,
    at: datetime,
    unit: Organisation | None = None,
    call: Writer | None = None,
) -> Matter:
    """Open the signal as a matter of the unit it is about, or of `unit`; the rule of its kind says which flow.

    Raises Problem `matters.signal-kind-unknown`, `flows.no-such-move` for a signal that is not open, and those
    of `open_matter`.
    """
    rules, _ = signal_rules(signal.zone, at)
    if signal.kind not in rules.kinds:
        raise SIGNAL_KIND_UNKNOWN(kind=signal.kind, known="、".join(rules.kinds))
    opens = rules.kinds[signal.kind].opens
    turned = flows.prepare_move(actor, signal.case, "open", at=at)
    opening = Opening(actor, signal.zone, at=at)
    opening.add([draft_of(signal, opens, unit or signal.unit)], flow=opens.flow)
    ready = opening.prepared()
    with joining(call, actor, act="matters.raise", at=at, ref=f"signal:{signal.pk}") as writer:
        flows.write_move(writer, turned)
        (matter,) = ready.write(writer).new
        writer.add(Joining(signal=signal, matter=matter, how=Joined.OPENED))
    return matter


def draft_of(signal: Signal, opens: Opens, unit: Organisation) -> Draft:
    """The matter that a signal is to open."""
    return Draft(
        title=signal.zh[:500],
        unit=unit,
        origin=f"signal:{signal.pk}",
        kind=opens.kind,
        category=opens.category,
        level=opens.level,
    )


@dataclass(frozen=True)
class PreparedJoining:
    """A signal that may come to a matter which the same call opens, or which is there."""

    signal: Signal
    how: Joined
    turned: flows.PreparedMove

    def write(self, call: Writer, matter: Matter) -> Joining:
        """Raises Problem `flows.moved-meanwhile` where something came of the signal since."""
        flows.write_move(call, self.turned)
        return call.add(Joining(signal=self.signal, matter=matter, how=self.how))


def prepare_joining(actor: Actor, signal: Signal, how: Joined, *, at: datetime) -> PreparedJoining:
    """Read and check what is needed for a signal to come to a matter that a meeting decided; nothing is written.

    Raises Problems as `flows.prepare_move`: `flows.no-such-move` for a signal that is not open.
    """
    name = "open" if how is Joined.OPENED else "add"
    return PreparedJoining(signal, how, flows.prepare_move(actor, signal.case, name, at=at))


def add_to_matter(
    actor: Actor, signal: Signal, matter: Matter, *, at: datetime, call: Writer | None = None
) -> Joining:
    """Add the signal to a matter that is open already.

    Raises Problem `matters.matter-ended`, `matters.signal-elsewhere`, `flows.no-such-move`.
    """
    if matter.zone_id != signal.zone_id:
        raise SIGNAL_ELSEWHERE()
    if ended(matter):
        raise MATTER_ENDED(matter=matter.label)
    turned = flows.prepare_move(actor, signal.case, "add", at=at)
    with joining(call, actor, act="matters.add-signal", at=at, ref=matter.ref) as writer:
        flows.write_move(writer, turned)
        return writer.add(Joining(signal=signal, matter=matter, how=Joined.ADDED))


def open_matters_about(zone: Organisation, kind: str) -> dict[str, Matter]:
    """The open matters that signals of this kind opened, by what these are about."""
    rows = Joining.objects.known_at().filter(
        signal__zone=zone, signal__kind=kind, how=Joined.OPENED, matter__zone=zone
    )
    found = {
        one.signal.about: one.matter
        for one in rows.select_related("signal", "matter__case__flow").order_by("pk")
    }
    how = ends(found.values())
    return {about: matter for about, matter in found.items() if not how[matter.pk]}
