"""A flow of supervision, and cases that run by it."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from jingkai.kernel.flows.models import Case
from jingkai.kernel.flows.services import open_case
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.parties.tests.people import AT, Zone
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rules.services import ship_folder
from jingkai.kernel.rules.tests.samples import a_ruled_zone, hold

HOUR = ZoneInfo("Asia/Shanghai")

BODY: dict[str, Any] = {
    "kind": "items",
    "opening": {
        "move": "assign",
        "title": {"zh": "交办", "en": "assign"},
        "target": "assigned",
        "needs": ["due"],
        "starts": ["sign", "finish"],
    },
    "terms": {
        "sign": {
            "title": {"zh": "签收", "en": "sign"},
            "length": "1 working day",
            "late": {"zh": "签收超期", "en": "signed late"},
        },
        "finish": {
            "title": {"zh": "办结", "en": "finish"},
            "late": {"zh": "办结超期", "en": "finished late"},
        },
    },
    "states": {
        "assigned": {"title": {"zh": "已交办", "en": "assigned"}},
        "doing": {"title": {"zh": "办理中", "en": "doing"}},
        "reported": {"title": {"zh": "已反馈", "en": "reported"}},
        "closed": {"title": {"zh": "已销号", "en": "closed"}, "end": "closed"},
        "stopped": {"title": {"zh": "已中止", "en": "stopped"}, "end": "stopped"},
    },
    "moves": [
        {
            "move": "sign",
            "title": {"zh": "签收", "en": "sign"},
            "source": ["assigned"],
            "target": "doing",
            "side": "do",
            "by": "doer",
            "stops": ["sign"],
        },
        {
            "move": "report",
            "title": {"zh": "反馈", "en": "report"},
            "source": ["doing"],
            "target": "reported",
            "side": "do",
            "by": "doer",
            "needs": ["evidence"],
            "stops": ["finish"],
        },
        {
            "move": "return",
            "title": {"zh": "退回", "en": "return"},
            "source": ["reported"],
            "target": "doing",
            "side": "verify",
            "by": "other",
            "act": "approve",
            "of": "closing",
        },
        {
            "move": "close",
            "title": {"zh": "核验销号", "en": "close"},
            "source": ["reported"],
            "target": "closed",
            "side": "verify",
            "by": "other",
            "act": "approve",
            "of": "closing",
        },
        {
            "move": "stop",
            "title": {"zh": "中止", "en": "stop"},
            "source": ["assigned", "doing"],
            "target": "stopped",
            "side": "none",
        },
    ],
}


def flow_text(key: str = "flow.test", **body: Any) -> str:
    """The rule file of the flow, with parts of its body replaced."""
    document = {
        "kind": "flow",
        "key": key,
        "version": "1",
        "title": {"zh": "督办", "en": "supervision"},
        "valid_from": "2020-01-01",
        "source": "测试",
        "body": BODY | body,
    }
    # Through JSON, since YAML would write a part that stands there twice as a reference.
    return yaml.safe_dump(json.loads(json.dumps(document)), allow_unicode=True, sort_keys=False)


def at(day: str, clock: str = "09:00") -> datetime:
    """A time of that day in Shanghai."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=HOUR)


def a_flowing_zone(folder: Path) -> Zone:
    """A zone with rules and the flow; both streets' people and the supervision office hold their roles."""
    zone = a_ruled_zone()
    (folder / "flow.yaml").write_text(flow_text(), encoding="utf-8")
    ship_folder(folder, at=AT)
    return zone


def a_case(zone: Zone, holder: Organisation | None = None, due: date = date(2024, 2, 1), **more: Any) -> Case:
    """Assigned by the office to the east street, on Friday 5 January 2024."""
    opened: Case = open_case(
        zone.actor(zone.clerk),
        "flow.test",
        ref="matter:1",
        holder=holder or zone.east,
        due=due,
        at=at("2024-01-05"),
        **more,
    )
    return opened


def in_post(person: Person, body: Organisation, zone: Zone, role: str = "supervision") -> Actor:
    """A further post of the person in another body, with a role there; the actor in that post."""
    from jingkai.kernel.parties.services import give_post
    from jingkai.kernel.parties.tests.people import START
    from jingkai.kernel.records.actor import SYSTEM

    post = give_post(SYSTEM, person, body, "兼职", since=START, at=AT)
    hold(person, role, body)
    return Actor(person=person.pk, post=post.pk)
