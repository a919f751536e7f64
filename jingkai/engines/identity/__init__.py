"""identity (身份): codes with check digits, folded names, and proposals that two names are one."""

from jingkai.engines.identity.checking import check_code, normalise_code
from jingkai.engines.identity.folding import Folded, fold_name
from jingkai.engines.identity.proposal import Name, Proposal, Verdict, candidates, compare
from jingkai.engines.identity.reading import CodeReading, Finding, Repair, masked
from jingkai.engines.identity.reasons import Reason

__all__ = [
    "CodeReading",
    "Finding",
    "Folded",
    "Name",
    "Proposal",
    "Reason",
    "Repair",
    "Verdict",
    "candidates",
    "check_code",
    "compare",
    "fold_name",
    "masked",
    "normalise_code",
]
