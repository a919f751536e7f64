"""Seals committed entries, one after the other, into the hash chain."""

from django.db import IntegrityError

from .hashing import GENESIS, chain_hash
from .models import Entry, Seal
from .turn import transacting

_ENTRIES_A_TRANSACTION = 500


def seal() -> int:
    """Seal every committed entry that is not sealed yet; how many. Two sealers beside each other do no
    harm.
    """
    sealed = 0
    while count := _seal_some():
        sealed += count
    return sealed


def _seal_some() -> int:
    last = Seal.objects.order_by("-entry_id").first()
    number, digest = (last.entry_id, last.digest) if last else (0, GENESIS)
    seals = []
    for entry in Entry.objects.filter(seq__gt=number).order_by("seq")[:_ENTRIES_A_TRANSACTION]:
        digest = chain_hash(digest, entry)
        seals.append(Seal(entry=entry, digest=digest))
    try:
        with transacting():
            Seal.objects.bulk_create(seals)
    except IntegrityError:
        if not Seal.objects.filter(entry_id=number + 1).exists():
            raise
        # The other sealer was here first, with the same seals.
    return len(seals)
