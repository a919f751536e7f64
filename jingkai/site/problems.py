"""What the command line refuses by itself."""

from jingkai.kernel.problems import Catalogue

_SITE = Catalogue("site")

AS_OF_OUTSIDE = _SITE.add(
    "as-of-outside",
    zh="留痕到第 {last} 号为止，没有第 {number} 号。--as-of 请写 0 到 {last} 之间的序号。",
    en="The journal ends at number {last}: there is no {number}. Give --as-of a number from 0 to {last}.",
    clause="DESIGN 2 As-of",
)
