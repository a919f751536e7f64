"""What the pages of rounds refuse: what was typed and can not be read. What may be done, the room says."""

from jingkai.kernel.problems import Catalogue

_CATALOGUE = Catalogue("web-rounds")

LINES_UNCLEAR = _CATALOGUE.add(
    "lines-unclear",
    zh="有几行读不出来：{lines}。请按输入框下的说明更正后再提交。",
    en="Lines are not understood: {lines}. Correct them as the note below the field says, and send again.",
    clause="A3.3",
)
PEOPLE_UNKNOWN = _CATALOGUE.add(
    "people-unknown",
    zh="在本区没有唯一的这几位在职人员：{names}。请核对姓名。",
    en="Nobody, or more than one, of these names holds a post in the zone: {names}. Check the names.",
    clause="A3.3",
)
FIELD_UNCLEAR = _CATALOGUE.add(
    "field-unclear",
    zh="“{field}”没有填写，或者读不出来：{said}。请更正后再提交。",
    en="'{field_en}' is missing or not understood: {said}. Correct it and send again.",
    clause="A3.3",
)
BALLOT_OLD = _CATALOGUE.add(
    "ballot-old",
    zh="这一页打开之后，别处已保存了评分。下面显示的是已经保存的，请核对后再提交。",
    en="Ballots were saved elsewhere since this page was opened. What is saved is shown below: look, then go on.",
    clause="INV.6",
)
