"""What a person knows of facts besides what grants open."""

from __future__ import annotations

from django.db.models import Q

from jingkai.kernel.parties.access import Level, Reader, visibility_of

from .models import Fact


def read_or_reported_by(reader: Reader) -> Q:
    """The condition on facts that the reader may read, or that a body of the reader's reported: who said a figure of
    another unit knows what was said.
    """
    return visibility_of(Fact).rule(reader, Level.CONTENT) | Q(reported_by__in=reader.bodies)
