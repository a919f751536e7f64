"""One effect for one content, and again after it was withdrawn."""

from __future__ import annotations

from collections.abc import Mapping

from jingkai.kernel.records.hashing import content_hash
from jingkai.kernel.records.models import RequestKey, Withdrawal


def once(act: str, content: Mapping[str, object], place: str = "") -> str:
    """The request key of a call with this content: the same one until what it wrote is withdrawn, then another.

    With a `place` it is that of whoever writes there, whatever it is: of two at the same moment one writes, and another
    content is refused (`records.request-changed`).
    """
    base = f"{act}:{place or content_hash(content)}"
    earlier = RequestKey.objects.filter(key__startswith=base).values_list("batch_id", flat=True)
    again = Withdrawal.objects.filter(withdrawn_id__in=list(earlier)).count()
    return f"{base}:{again}" if again else base
