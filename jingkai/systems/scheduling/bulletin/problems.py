"""What compiling a bulletin refuses."""

from jingkai.kernel.problems import Catalogue

_BULLETIN = Catalogue("bulletin")

NOTHING_TO_PRINT = _BULLETIN.add(
    "nothing-to-print",
    zh="{period}没有既有出处又有口径的数，编不成通报。请先让各单位报数。",
    en="Nothing of {period} has both source and caliber, so there is no bulletin. Have the units report first.",
    clause="W2.4",
)
COMPILER_SEES_PART = _BULLETIN.add(
    "compiler-sees-part",
    zh="通报写全区的数，您只能看到一部分，不能拟稿。请由能看全区数据的同志拟。",
    en="A bulletin is of the whole zone, and you read a part of it. Somebody who reads all of it drafts it.",
    clause="W2.4, INV.7",
)
FIGURE_TYPED = _BULLETIN.add(
    "figure-typed",
    zh="“{text}”是手填的数。数字不手填：请写 {{指标代码}} 引用平台的数；名称里的数字请放进引号，如“1688”。",
    en="“{text}” is a typed figure. Put in the platform's by {{code of the indicator}}; digits of a name go in “ ”.",
    clause="W2.4",
)
REFERENCE_UNKNOWN = _BULLETIN.add(
    "reference-unknown",
    zh="{{{name}}} 引用不到数：没有这个指标、这一栏，或者它没有数、出处、口径。请从可引用的指标里选。",
    en="{{{name}}} puts in no figure: there is none, or it lacks value, source or caliber. Choose one of the list.",
    clause="W2.4",
)
