"""Answers on their way: kept as content under its hash, so that their page has an address and a reload does no harm.

They are no record. What was brought in with them is, and keeps those that come back next month.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO

from jingkai.kernel.problems import Problem
from jingkai.kernel.records.filestore import open_stored, store

from .problems import ANSWERS_LOST

SHA256 = re.compile(r"[0-9a-f]{64}")
_KIND = "jingkai answers"
# Longer than any answer: what is read back is what was written here.
_MOST_BYTES = 4_000_000


@dataclass(frozen=True)
class Kept:
    """Answers by question id, and why figures that were reported before are corrected."""

    answers: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""


def keep(so_far: Kept) -> str:
    """Where they are kept: an address for `kept`; "" for none."""
    if not so_far.answers and not so_far.reason:
        return ""
    content = {"kind": _KIND, "answers": dict(so_far.answers), "reason": so_far.reason}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return store(BytesIO(text.encode())).sha256


def kept(address: str) -> Kept:
    """What `keep` kept. Raises Problem `importing.answers-lost`."""
    if not SHA256.fullmatch(address):
        raise ANSWERS_LOST()
    try:
        with open_stored(address) as content:
            read = json.loads(content.read(_MOST_BYTES))
    except (Problem, ValueError) as error:
        raise ANSWERS_LOST() from error
    if not isinstance(read, dict) or read.get("kind") != _KIND:
        raise ANSWERS_LOST()
    return Kept(read["answers"], read["reason"])
