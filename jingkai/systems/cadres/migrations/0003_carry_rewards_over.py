"""What the rewards say goes on: each is a Consequence of the same case, on the same entries and figures."""

import json
from collections import defaultdict
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

from jingkai.kernel.records.retiring import CarriedOver, lift


def carry(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    rewards = _rows(apps, "jk_cadres.reward")
    if not rewards:
        return
    # As declared before they know nothing of what follows otherwise than from a result.
    lift(editor.connection, ["jk_rounds_consequence"])
    grounds: dict[int, list[int]] = defaultdict(list)
    for _, row in _rows(apps, "jk_cadres.ground"):
        grounds[row["reward_id"]].append(row["listing_id"])
    over = CarriedOver(apps, "cadres.carry-over", timezone.now())
    for key, row in rewards:
        said = {name: row[name] for name in ("case_id", "person_id", "rule_id", "key", "reason")}
        new = over.add("jk_rounds.Consequence", **said)
        for listing in grounds[key]:
            over.add("jk_cadres.Ground", consequence=new, listing_id=listing)
        bases = apps.get_model("jk_records", "Basis").objects.filter(ref=f"reward:{key}").order_by("pk")
        for one in bases:
            over.add(
                "jk_records.Basis", ref=f"consequence:{new.pk}", stands_on_id=one.stands_on_id, row=one.row
            )
    over.close()


def _rows(apps: Apps, label: str) -> list[tuple[int, dict[str, Any]]]:
    rows = apps.get_model("jk_records", "Retired").objects.filter(label=label).order_by("pk")
    return [(int(one.key), json.loads(one.text)) for one in rows]


class Migration(migrations.Migration):
    dependencies = [("jk_cadres", "0002_rewards_are_consequences")]
    operations = [migrations.RunPython(carry, migrations.RunPython.noop)]
