"""Refusals (拒绝): a stable code, a sentence in both languages, the clause it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial


class Problem(ValueError):  # noqa: N818  DESIGN calls a refusal a Problem
    """A refusal that tells its reader what to do next.

    `code` is stable (`quantity.units-differ`), `zh` and `en` are whole sentences, `clause` names the rule it
    rests on. Engines above this one raise the same class with codes of their own.
    """

    def __init__(self, code: str, *, zh: str, en: str, clause: str = "") -> None:
        super().__init__(f"{code}: {zh} / {en}")
        self.code = code
        self.zh = zh
        self.en = en
        self.clause = clause

    def __reduce__(self) -> tuple[object, ...]:
        # The default would call the class with the one joined message when a worker hands it on.
        return partial(type(self), self.code, zh=self.zh, en=self.en, clause=self.clause), ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One entry of a catalogue of Problems: the two sentences with `{fields}`, and the clause."""

    zh: str
    en: str
    clause: str


def raise_from(catalogue: dict[str, Sentence], code: str, **fields: object) -> Problem:
    """The Problem of `code` with its sentences filled in. Raises KeyError if the catalogue lacks the code."""
    sentence = catalogue[code]
    return Problem(
        code, zh=sentence.zh.format(**fields), en=sentence.en.format(**fields), clause=sentence.clause
    )


PROBLEMS: dict[str, Sentence] = {
    "quantity.units-differ": Sentence(
        zh="“{left}”与“{right}”计量的不是同一种东西，不能相加减或比较。请分别列出，或先改用同一种单位。",
        en="'{left}' and '{right}' do not measure the same thing and cannot be added or compared. "
        "List them apart, or bring them to one unit first.",
        clause="DESIGN 2 Quantity",
    ),
    "quantity.unit-unknown": Sentence(
        zh="不认识单位“{unit}”。请改用单位表里的写法，或在本区单位表中补上它。",
        en="The unit '{unit}' is not known. Spell it as in the unit table, or add it to your zone's.",
        clause="DESIGN 2 Quantity",
    ),
    "quantity.unit-twice": Sentence(
        zh="单位表里“{unit}”出现两次。请删去其中一个。",
        en="The unit table has '{unit}' twice. Remove one of them.",
        clause="DESIGN 2 Quantity",
    ),
    "quantity.not-exact": Sentence(
        zh="数值“{value}”不是精确小数。请以文本或十进制小数给出，不用浮点数。",
        en="The value '{value}' is not an exact decimal. Give it as text or Decimal, not as a float.",
        clause="DESIGN 2 Quantity",
    ),
    "quantity.out-of-range": Sentence(
        zh="数值“{value}”过大、过小或位数过多。请核对单位和小数点。",
        en="The value '{value}' is too large, too small or has too many digits. "
        "Check its unit and decimal point.",
        clause="DESIGN 2 Quantity",
    ),
    "quantity.empty-interval": Sentence(
        zh="下限 {lo} 不在上限 {hi} 之下，区间为空。请核对两端。",
        en="The lower end {lo} is not below the upper end {hi}: no value is left. Check both ends.",
        clause="DESIGN 2 Quantity",
    ),
    "quantity.row-unreadable": Sentence(
        zh="数值“{value}”与标记“{qualifier}”读不成一个数。请按导出时的原样填写。",
        en="The value '{value}' with the mark '{qualifier}' cannot be read. Keep both as they were exported.",
        clause="DESIGN 3.6",
    ),
    "quantity.nothing-to-add": Sentence(
        zh="没有可相加的数。请至少给出一个数，或说明单位。",
        en="There is nothing to add. Give at least one value, or say the unit.",
        clause="DESIGN 2 Quantity",
    ),
}


def problem(code: str, **fields: object) -> Problem:
    """The quantity Problem of `code`, filled in."""
    return raise_from(PROBLEMS, code, **fields)
