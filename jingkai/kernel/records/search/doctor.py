"""Does the index hold the pieces of the texts beside it? (The texts are compared as any cache.)"""

from __future__ import annotations

from collections import Counter as Multiset
from collections.abc import Iterator

from django.db import connection

from ..doctor import Finding, examination
from ..models import SearchText
from .indexing import entries
from .stores import TEXTS, store_of

# How many differing pieces are named.
_NAMED = 3


@examination
def pieces() -> Iterator[Finding]:
    """Every piece is in as many texts as the index says."""
    wanted: Multiset[str] = Multiset()
    rows = SearchText.objects.values_list("kind", "row", "text").iterator(chunk_size=2000)
    for one in entries(rows):
        wanted.update(one.pieces.split())
    stored = store_of(connection).counted(connection)
    wrong = sorted(piece for piece in wanted.keys() | stored.keys() if wanted[piece] != stored.get(piece, 0))
    if wrong:
        named = " ".join(wrong[:_NAMED]).replace("\ue000", "")
        zh = f"检索索引与文本不符（{named} 等 {len(wrong)} 处）：请运行 jingkai search --rebuild"
        en = f"the search index differs from its texts ({named}; {len(wrong)} in all): run jingkai search --rebuild"
        yield Finding("records.search-index", "fault", TEXTS, zh, en)
