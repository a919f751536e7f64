"""What the database can't refuse about facts, and doctor finds."""

from collections.abc import Iterator

from django.db.models import Count

from jingkai.kernel.records.doctor import Finding, examination

from .known import current
from .models import Fact
from .vocabulary import vocabulary

# How many places are named.
_NAMED = 3


@examination
def words_of_facts() -> Iterator[Finding]:
    """Each fact's nature and caliber are words of the vocabulary."""
    words = vocabulary()
    for column, known in (("caliber", words.calibers), ("nature", words.natures)):
        for word in (
            Fact.objects.exclude(**{f"{column}__in": list(known)}).values_list(column, flat=True).distinct()
        ):
            yield Finding(
                "fact-word", "fault", "jk_facts.fact",
                f"数据中出现未规定的{column}“{word}”", f"facts carry an undeclared {column}: {word}",
            )  # fmt: skip


@examination
def corrected_twice() -> Iterator[Finding]:
    """Two people corrected the same row at once: both corrections stand until one is superseded."""
    twice = (
        current()
        .filter(step__gt=0)
        .values("line_id")
        .annotate(rows=Count("pk"))
        .filter(rows__gt=1)
        .order_by()
    )
    for one in twice[:_NAMED]:
        yield Finding(
            "fact-corrected-twice", "note", f"fact:{one['line_id']}",
            "同一数据同时有两次更正，并列显示，请核定其一",
            "a figure was corrected twice at once: both stand until one of them is corrected",
        )  # fmt: skip
