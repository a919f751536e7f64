"""One effect for one content, and again after it was withdrawn."""

from __future__ import annotations

from collections.abc import Mapping

from jingkai.kernel.records.hashing import content_hash
from jingkai.kernel.records.models import RequestKey, Withdrawal


def once(act: str, content: Mapping[str, object]) -> str:
    """The request key of a call with this content: the same one until what it wrote is withdrawn, then another."""
    base = f"{act}:{content_hash(content)}"
    earlier = RequestKey.objects.filter(key__startswith=base).values_list("batch_id", flat=True)
    again = Withdrawal.objects.filter(withdrawn_id__in=list(earlier)).count()
    return f"{base}:{again}" if again else base
