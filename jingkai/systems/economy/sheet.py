"""A proof sheet on the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from .evidence import Evidence
from .proof import Proof
from .words import Lang, Words, ref_words


def sheet(proof: Proof, lang: Lang) -> str:
    """The sheet: value first, then how it was made, what it stands on, and its hash."""
    return "\n".join(_lines(proof, Words(lang)))


def _lines(proof: Proof, words: Words) -> Iterator[str]:
    yield f"{words('proof')}  {proof.title}"
    yield f"  {words('value')}  {proof.value}"
    if proof.formula:
        yield f"  {words('formula')}  {proof.formula}"
        yield f"  {words('says')}  {proof.says}"
        yield f"  {words('steps')}"
        yield from (f"    {step}" for step in proof.steps)
    for name, value in proof.beside:
        yield f"  {name}  {value}"
    if proof.evidence:
        yield f"  {words('facts')}"
        for one in proof.evidence:
            yield from _evidence(one, words)
    for rule in proof.rules:
        yield f"  {words('rules')}  {rule}"
    yield f"  {words('as_of')}  {proof.as_of}"
    yield f"  {words('hash')}  {proof.hash}"


def _evidence(one: Evidence, words: Words) -> Iterator[str]:
    said = (ref_words(one.ref, words), one.name, one.value, one.period, one.caliber)
    yield f"    {'  '.join(part for part in said if part)}"
    if one.place:
        yield f"      {words('source')}  {one.place}{f'  sha256 {one.file_hash[:16]}…' if one.file_hash else ''}"
    yield f"      {words('people')}  {words('and').join(one.people)}  {one.entered}"
    if one.note:
        yield f"      {words('note')}  {one.note}"
    yield from (f"      ← {earlier}" for earlier in one.earlier)
    yield f"      {words('hash')}  {one.row_hash}"
