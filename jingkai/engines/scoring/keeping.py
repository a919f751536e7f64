"""The scheme that results were computed under, kept beside them (留存所用方案)."""

from __future__ import annotations

import shutil
from pathlib import Path

from jingkai.engines.quantity import Problem

from .comparing import compare
from .problems import problem
from .reading import Plan, load_scheme

KEPT = "scheme-used.yaml"


def assert_unedited(plan: Plan, folder: Path) -> None:
    """Refuse a scheme under whose key and version, but not under whose text, the results in `folder` were computed. A
    scheme without a version is none that anybody can have used under that name.

    Raises Problem `scoring.scheme-edited`.
    """
    kept = folder / KEPT
    if not plan.version or not kept.is_file():
        return
    try:
        used = load_scheme(kept)
    except Problem as refusal:
        raise _edited(plan, kept, refusal.zh, refusal.en) from refusal
    if (used.key, used.version) == (plan.key, plan.version) and used.identity != plan.identity:
        changes = compare(used, plan).changes
        said = "，".join(
            f"{one.id} {one.key}：{one.before or '—'} → {one.after or '—'}" for one in changes[:3]
        )
        raise _edited(plan, kept, said or "各项的先后", said or "the order of its parts")


def keep(scheme: Path, folder: Path) -> None:
    """Put the file of the scheme beside the results that were computed under it."""
    kept = folder / KEPT
    if scheme.resolve() != kept.resolve():
        shutil.copyfile(scheme, kept)


def _edited(plan: Plan, kept: Path, why: str, why_en: str) -> Problem:
    return problem(
        "scoring.scheme-edited", key=plan.key, version=plan.version, kept=kept.name, why=why, why_en=why_en
    )
