"""The sample stands alone: what is invented is never written beside the records of a real zone."""

from __future__ import annotations

from jingkai.kernel.parties.models import ZONE, Organisation
from jingkai.kernel.records.models import RequestKey
from jingkai.site.problems import NOT_THE_SAMPLE

FOUNDED = "sample:parties:"
"""Begins the request key of the call that founded a sample zone."""


def assert_only_samples() -> None:
    """Raises Problem `site.not-the-sample` where the database has a zone that the sample did not found."""
    samples = RequestKey.objects.filter(key__startswith=FOUNDED).values("batch")
    own = Organisation._base_manager.filter(kind=ZONE).exclude(batch__in=samples)
    names = list(own.order_by("pk").values_list("name", flat=True))
    if names:
        raise NOT_THE_SAMPLE(zones="、".join(names))
