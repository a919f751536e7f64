"""How names are compared: 向陽街道 = 向阳街道, 拱辰 街道 = 拱辰街道."""

from jingkai.engines.identity import fold_name


def folded(name: str) -> str:
    """The name without what only writing differs in: script, width, case, spaces and punctuation."""
    return fold_name(name).text
