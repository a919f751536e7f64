"""What this room refuses."""

from jingkai.kernel.problems import Catalogue

_ROOM = Catalogue("matters")

UNIT_MISSING = _ROOM.add(
    "unit-missing",
    zh="第 {rows} 行没有责任单位，不能交办。请先明确每一行的单位。",
    en="Rows {rows} have no unit and can't be assigned. Name a unit for each first.",
    clause="st-S4, st-S15",
)
UNIT_ELSEWHERE = _ROOM.add(
    "unit-elsewhere",
    zh="“{unit}”不是“{zone}”的单位。请改选本区单位。",
    en="{unit} is not a unit of {zone}. Choose one that is.",
    clause="DESIGN 2 Matter",
)
TITLE_MISSING = _ROOM.add(
    "title-missing",
    zh="事项没有内容。请写明要办什么。",
    en="The matter does not say what is to be done. Write it.",
    clause="DESIGN 2 Matter",
)
WORD_UNKNOWN = _ROOM.add(
    "word-unknown",
    zh="没有“{word}”这个{what}。可用的有：{known}。",
    en="There is no {what} {word}. Use one of: {known}.",
    clause="DESIGN 2 RuleSet",
)
ORIGIN_DIFFERS = _ROOM.add(
    "origin-differs",
    zh="同一来源（{origin}）已立项为另一内容：{there}。请在原事项上办理，或撤销后重立。",
    en="The same origin ({origin}) is a matter with other content already: {there}. Go on with that one, or "
    "withdraw it first.",
    clause="INV.6",
)
CASE_TAKEN = _ROOM.add(
    "case-taken",
    zh="一个流程实例只办一个事项。请通过立项服务登记。",
    en="A case is of one matter. Open matters through the service.",
    clause="DESIGN 2 Matter",
)
NUMBER_TAKEN = _ROOM.add(
    "number-taken",
    zh="该年度的这个序号已被使用。请通过立项服务取号。",
    en="That number of the year is taken. Numbers are given by the service.",
    clause="DESIGN 2 Matter",
)
NUMBER_GAP = _ROOM.add(
    "number-gap",
    zh="事项序号必须连续，不能跳号。请通过立项服务取号。",
    en="Numbers of matters follow each other without a gap. They are given by the service.",
    clause="DESIGN 2 Matter",
)
PARENT_NOT_OLDER = _ROOM.add(
    "parent-not-older",
    zh="上级事项必须先于本事项立项，不能互为上级。请先立上级事项。",
    en="A parent is opened before its children, and no circle is possible. Open the parent first.",
    clause="DESIGN 1 matters",
)
PARENT_ELSEWHERE = _ROOM.add(
    "parent-elsewhere",
    zh="上级事项属于另一个区。请选择本区的事项。",
    en="The parent is a matter of another zone. Choose one of this zone.",
    clause="DESIGN 2 Matter",
)
PARENT_ENDED = _ROOM.add(
    "parent-ended",
    zh="上级事项 {parent} 已经了结，不能再加子项。请另行立项。",
    en="The parent {parent} has ended: no child can be added. Open a matter of its own.",
    clause="DESIGN 2 Matter",
)
CLOSING_UNVERIFIED = _ROOM.add(
    "closing-unverified",
    zh="该流程不经核验就能销号，或不能销号，不能用于事项。请改用销号须经核验的流程。",
    en="This flow closes without verification, or never: no matter runs on it. Use one whose closing is verified.",
    clause="DESIGN 1 matters, INV.2",
)
CHILDREN_OPEN = _ROOM.add(
    "children-open",
    zh="还有子项未了结：{children}。请先办结全部子项。",
    en="Children are still open: {children}. Close them all first.",
    clause="K5.1",
)
HANDED_OVER = _ROOM.add(
    "handed-over",
    zh="此事已转由“{unit}”牵头办理。如须继续参与，请由其联系。",
    en="This matter was handed over to {unit}, which goes on with it.",
    clause="DESIGN 2 Case / Move",
)
HANDOVER_MISMATCH = _ROOM.add(
    "handover-mismatch",
    zh="转办必须对应该事项的转办动作。请通过转办服务办理。",
    en="A handover belongs to a move of its matter. Hand over through the service.",
    clause="DESIGN 2 Case / Move",
)
NOT_FOUND = _ROOM.add(
    "not-found",
    zh="没有事项“{number}”。请核对编号，写法如 2024-17。",
    en="There is no matter {number}. Check the number; it is written like 2024-17.",
    clause="INV.7",
)
SIGNAL_NOT_FOUND = _ROOM.add(
    "signal-not-found",
    zh="没有苗头 {number}。请核对编号。",
    en="There is no signal {number}. Check the number.",
    clause="INV.7",
)
SIGNAL_KIND_UNKNOWN = _ROOM.add(
    "signal-kind-unknown",
    zh="没有“{kind}”这类苗头。可登记的有：{known}。",
    en="There is no kind of signal {kind}. A person may enter: {known}.",
    clause="K4.3",
)
SIGNAL_WORDS_MISSING = _ROOM.add(
    "signal-words-missing",
    zh="苗头须写明内容和关于什么。请补充。",
    en="A signal says what was noticed and about what. Write both.",
    clause="DESIGN 2 Signal",
)
SIGNAL_NOTED = _ROOM.add(
    "signal-noted",
    zh="同一苗头在同一时点已有登记。请在原苗头上处理。",
    en="The same signal of the same occasion is there already. Go on with that one.",
    clause="DESIGN 2 Signal",
)
SIGNAL_ELSEWHERE = _ROOM.add(
    "signal-elsewhere",
    zh="苗头与事项不属同一区。请选择本区的事项。",
    en="The signal and the matter are of different zones. Choose a matter of this zone.",
    clause="DESIGN 2 Signal",
)
SIGNAL_JOINED = _ROOM.add(
    "signal-joined",
    zh="该苗头已立项或已并入事项。请到该事项上办理。",
    en="The signal was opened as a matter, or added to one, before. Go on with that matter.",
    clause="DESIGN 2 Signal",
)
MATTER_ENDED = _ROOM.add(
    "matter-ended",
    zh="事项 {matter} 已经了结，不能再并入苗头。请另行立项。",
    en="Matter {matter} has ended: nothing is added to it. Open a new one.",
    clause="DESIGN 2 Signal",
)
