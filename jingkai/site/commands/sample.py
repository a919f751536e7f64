"""`jingkai sample`: a believable invented zone, to see the platform at work before there is any data."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ._common import DONE, guarded, language, now, say, seal

if TYPE_CHECKING:
    from jingkai.site.sample.writing import Written

NAME = "sample"
HELP = "write the sample zone: units, people by role, three years of invented figures, targets, projects, matters"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--zone, --lang."""
    parser.add_argument("--zone", default="", help="another name for it")
    language(parser)


@guarded
def run(args: argparse.Namespace) -> int:
    """Brings the database up to date and writes what is missing; a second run changes nothing. A database that holds
    another zone is left as it is.

    Raises Problem `site.not-the-sample`.
    """
    from django.conf import settings
    from django.core.management import call_command

    from jingkai.site.sample.writing import write_accounts, write_forms, write_recent, write_sample

    call_command("migrate", interactive=False, verbosity=0)
    written = write_sample(args.zone)
    written.matters += write_recent(written.zone, at=now())
    write_forms(written.zone, at=now())
    accounts = write_accounts(written.zone, settings.JINGKAI_DATA_DIR, at=now())
    seal()
    _say_written(args, written)
    for account, person in accounts.people:
        say(args, f"账号 {account}：{person}", f"account {account}: {person}")
    if accounts.people:
        say(args, f"密码都是 {accounts.password}", f"password of each: {accounts.password}")
    return DONE


def _say_written(args: argparse.Namespace, written: Written) -> None:
    if written.nothing:
        say(args, f"{written.zone}：已经建好，没有改动。", f"{written.zone}: it is there, nothing changed.")
        return
    say(
        args,
        f"{written.zone}（样例，虚构）：单位 {written.units}，数据 {written.facts}，指标 {written.indicators}，"
        f"目标 {written.targets}，项目 {written.projects}，事项 {written.matters}。"
        "除注明“公布”的数以外，全部为样例数据。",
        f"{written.zone} (a sample, invented): {written.units} units, {written.facts} facts, "
        f"{written.indicators} indicators, {written.targets} targets, {written.projects} projects, "
        f"{written.matters} matters. Whatever is not marked published (公布) is sample data.",
    )
