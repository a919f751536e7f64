"""The refusals of this engine: what is wrong with a code or name, and what to do next."""

from __future__ import annotations

from jingkai.engines.quantity.problems import Problem, Sentence, raise_from

CREDIT = "GB 32100-2015"
CITIZEN = "GB 11643-1999"

PROBLEMS: dict[str, Sentence] = {
    "identity.code-length": Sentence(
        zh="统一社会信用代码应为18位，这里是{length}位。请对照证照补全或删去多余的字符。",
        en="A credit code has 18 characters, this one has {length}. Compare it with the certificate.",
        clause=f"{CREDIT} 4",
    ),
    "identity.code-character": Sentence(
        zh="第{positions}位“{characters}”不在信用代码字符集内（不用I、O、S、V、Z）。请对照证照改正。",
        en="'{characters}' at {positions} cannot stand there: credit codes have no I, O, S, V, Z and six "
        "digits for the place. Compare it with the certificate.",
        clause=f"{CREDIT} 4",
    ),
    "identity.code-department": Sentence(
        zh="前两位“{prefix}”不是登记管理部门和机构类别表里的代码。请核对前两位。",
        en="'{prefix}' is in no table of registration departments and kinds. Check the first two characters.",
        clause=f"{CREDIT} 表1",
    ),
    "identity.code-place": Sentence(
        zh="登记机关行政区划码“{place}”的省级代码不存在。请核对第3至8位。",
        en="The place of registration '{place}' begins with no province's code. Check characters 3 to 8.",
        clause=f"{CREDIT} 4, GB/T 2260",
    ),
    "identity.code-body-check": Sentence(
        zh="主体标识码（第9至17位）的校验码应为“{expected}”，这里是“{found}”。错多半在第9至17位，请对照证照。",
        en="The body's code (characters 9 to 17) should end in '{expected}', not '{found}'. "
        "The slip is probably among them: compare them with the certificate.",
        clause="GB 11714",
    ),
    "identity.code-check": Sentence(
        zh="末位校验码应为“{expected}”，这里是“{found}”。请对照证照逐位核对。",
        en="The last character should be '{expected}', not '{found}'. Compare the code with the certificate.",
        clause=f"{CREDIT} 附录A",
    ),
    "identity.id-length": Sentence(
        zh="公民身份号码应为18位（旧为15位），这里是{length}位。请对照证件补全。",
        en="A citizen's number has 18 digits (formerly 15), this one has {length}. Compare it with the card.",
        clause=CITIZEN,
    ),
    "identity.id-character": Sentence(
        zh="第{positions}位不是数字（只有末位可以是X）。请对照证件改正。",
        en="There is no digit at {positions}; only the last may be an X. Compare it with the card.",
        clause=CITIZEN,
    ),
    "identity.id-place": Sentence(
        zh="地址码的省级代码“{place}”不存在。请核对第1、2位。",
        en="'{place}' is no province's code. Check digits 1 and 2.",
        clause=f"{CITIZEN}, GB/T 2260",
    ),
    "identity.id-date": Sentence(
        zh="出生日期码不是一个真实的日期。请核对第{positions}位。",
        en="The date of birth is no date of the calendar. Check digits {positions}.",
        clause=CITIZEN,
    ),
    "identity.id-not-yet-born": Sentence(
        zh="出生日期在{on}之后。请核对第7至14位。",
        en="The date of birth lies after {on}. Check digits 7 to 14.",
        clause=CITIZEN,
    ),
    "identity.id-check": Sentence(
        zh="末位校验码应为“{expected}”，这里是“{found}”。请对照证件逐位核对。",
        en="The last digit should be '{expected}', not '{found}'. Compare the number with the card.",
        clause=f"{CITIZEN} 附录A",
    ),
    "identity.id-old-form": Sentence(
        zh="这是15位旧号，没有校验码。请换用18位号码，并由本人证件确认。",
        en="This is the old form of 15 digits without a check. Use the one of 18, confirmed by the card.",
        clause=CITIZEN,
    ),
    "identity.digits-lost": Sentence(
        zh="表格软件把号码当数字存了，只留下前15位。请把该列设为文本后重新录入。",
        en="A spreadsheet took it for a number and kept 15 digits. Make the column text and type it again.",
        clause="DESIGN 5.12",
    ),
    "identity.code-unknown": Sentence(
        zh="看不出这是信用代码还是身份号码。请核对是否录错列。",
        en="This is neither a credit code nor a citizen's number. Check that it stands in the right column.",
        clause="DESIGN 1 identity",
    ),
    "identity.name-empty": Sentence(
        zh="名称是空的，或只有标点。请填写名称。",
        en="The name is empty or has nothing but punctuation. Fill in a name.",
        clause="DESIGN 1 identity",
    ),
}


def problem(code: str, **fields: object) -> Problem:
    """The identity Problem of `code`, filled in."""
    return raise_from(PROBLEMS, code, **fields)
