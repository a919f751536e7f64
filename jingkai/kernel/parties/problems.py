"""What this room refuses."""

from jingkai.kernel.problems import Catalogue

_ROOM = Catalogue("parties")

ZONE_IS_ROOT = _ROOM.add(
    "zone-is-root",
    zh="经开区是机构树的根，不能设在其他机构之下；其他机构必须有上级机构。请选择上级机构，或另建经开区。",
    en="A zone is the root of its tree and stands under nothing; every other organisation has a parent. "
    "Choose its parent, or found a zone.",
    clause="DESIGN 1 parties",
)
ZONE_NAME_TAKEN = _ROOM.add(
    "zone-name-taken",
    zh="已有名为“{name}”的开发区（organisation:{zone}）。请另取名称，或就用已有的那一个。",
    en="There is a zone called {name} already (organisation:{zone}). Choose another name, or use that one.",
    clause="DESIGN 1 parties",
)
PARENT_NOT_OLDER = _ROOM.add(
    "parent-not-older",
    zh="上级必须先于下级登记（{table}）。请先登记上级，再在其下新增。",
    en="A parent is entered before what stands under it ({table}). Enter the parent first.",
    clause="DESIGN 5.1",
)
LINEAGE = _ROOM.add(
    "lineage",
    zh="上级路径与上级机构不符（{table}）。请通过登记服务新增。",
    en="The path of ancestors does not fit the parent ({table}). Enter it through the service.",
    clause="DESIGN 5.1",
)
CODE_TAKEN = _ROOM.add(
    "code-taken",
    zh="统一社会信用代码 {code} 已属于另一家现存机构。请查找该机构，或把此名称登记为它的别名或牌子。",
    en="Credit code {code} belongs to another live organisation. Look that one up, or enter this name as its "
    "alias or plate.",
    clause="DESIGN 1 parties",
)
CODE_INVALID = _ROOM.add(
    "code-invalid",
    zh="“{code}”不是有效的统一社会信用代码：{why} 请对照证照更正。",
    en="{code} is not a valid credit code: {why} Compare it with the certificate.",
    clause="GB 32100-2015",
)
CODE_ON_PLATE = _ROOM.add(
    "code-on-plate",
    zh="这是一块牌子，信用代码登记在其主体上。请登记到主体机构。",
    en="This is a plate: a credit code is entered for its body. Enter it there.",
    clause="DESIGN 2 Two plates, one body",
)
PLATE_OF_PLATE = _ROOM.add(
    "plate-of-plate",
    zh="牌子只能挂在主体上，主体本身不能再是别的机构的牌子。请直接选择最终的主体。",
    en="A plate hangs on a body, and a body is nobody's plate. Choose the body itself.",
    clause="DESIGN 2 Two plates, one body",
)
NAME_MISSING = _ROOM.add(
    "name-missing",
    zh="名称不能为空。请填写名称。",
    en="A name is needed. Fill it in.",
    clause="DESIGN 1 parties",
)
NAME_UNKNOWN = _ROOM.add(
    "name-unknown",
    zh="没有名为“{name}”的机构。请核对写法，或先登记机构或别名。",
    en="No organisation is called {name}. Check the spelling, or enter the organisation or an alias first.",
    clause="K3.5",
)
NAME_AMBIGUOUS = _ROOM.add(
    "name-ambiguous",
    zh="“{name}”对应 {count} 家机构。请用全称或编号指明是哪一家。",
    en="{name} fits {count} organisations. Say which by its full name or number.",
    clause="K3.5",
)
PERSON_UNKNOWN = _ROOM.add(
    "person-unknown",
    zh="没有叫“{name}”的人员。请核对姓名，或写 person:编号；还没有登记的，用 jingkai person add 登记。",
    en="There is no person called {name}. Check the name, or write person:ID; enter a new one by jingkai person add.",
    clause="DESIGN 1 parties",
)
PERSON_AMBIGUOUS = _ROOM.add(
    "person-ambiguous",
    zh="有几个人都叫“{name}”。请写编号指明是哪一个：{known}。",
    en="Several people are called {name}. Say which by number: {known}.",
    clause="DESIGN 1 parties",
)
NOT_FOUND = _ROOM.add(
    "not-found",
    zh="没有这条记录（{what}）。请核对编号。",
    en="There is no such record ({what}). Check the number.",
    clause="INV.7",
)
DATES_BACKWARDS = _ROOM.add(
    "dates-backwards",
    zh="止期早于起期（{table}）。请更正日期。",
    en="It ends before it starts ({table}). Correct the dates.",
    clause="DESIGN 2 Grant",
)
ENDED_ALREADY = _ROOM.add(
    "ended-already",
    zh="此项已经终止，不能再次终止。请查看已有的终止记录。",
    en="This has been ended before. Look at the ending that is there.",
    clause="DESIGN 1 parties",
)
ENDING_OF_NOTHING = _ROOM.add(
    "ending-of-nothing",
    zh="要终止的记录不存在，或终止日早于起始日。请核对编号和日期。",
    en="There is nothing such to end, or it would end before it began. Check number and date.",
    clause="DESIGN 1 parties",
)
REASON_MISSING = _ROOM.add(
    "reason-missing",
    zh="终止必须写明原因。请填写原因。",
    en="An ending says why. Give the reason.",
    clause="INV.1",
)
GRANT_WITHOUT_SCOPE = _ROOM.add(
    "grant-without-scope",
    zh="授权必须有范围：单位、单位及下级、地点、专项或专区之一。请指明范围。",
    en="A grant needs one scope: a unit, a subtree, a place, a campaign or a compartment. Name it.",
    clause="DESIGN 1 parties",
)
GRANT_WITHOUT_ROLE = _ROOM.add(
    "grant-without-role",
    zh="授权必须有角色。请从角色规则中选择。",
    en="A grant needs a role. Choose one of the rule set of roles.",
    clause="DESIGN 1 parties",
)
GRANT_FOREIGN_POST = _ROOM.add(
    "grant-foreign-post",
    zh="授权所依附的岗位不是此人的岗位。请选择此人担任的岗位。",
    en="The grant hangs on a post that this person does not hold. Choose a post of the person's own.",
    clause="DESIGN 2 Grant",
)
DELEGATION_ENDLESS = _ROOM.add(
    "delegation-endless",
    zh="委托必须有截止日期，且不早于开始日期。请填写截止日期。",
    en="A delegation has a last day, not before its first. Give it.",
    clause="practice-S 4.4",
)
DELEGATION_TO_SELF = _ROOM.add(
    "delegation-to-self",
    zh="不能委托给本人。请选择另一人。",
    en="Nobody delegates to himself. Choose another person.",
    clause="practice-S 4.4",
)
LOGIN_TAKEN = _ROOM.add(
    "login-taken",
    zh="该账号已属于一人。一个账号只属于一个人，请为另一人另建账号。",
    en="This login belongs to a person already, and to one only. Make another login for another person.",
    clause="DESIGN 5.3",
)
ACCOUNT_NAME_TAKEN = _ROOM.add(
    "account-name-taken",
    zh="已有账号“{name}”（不分大小写）。请另取账号名。",
    en="There is an account {name} already (capitals or not). Choose another name.",
    clause="W1.2",
)
ACCOUNT_NAME_UNREADABLE = _ROOM.add(
    "account-name-unreadable",
    zh="“{name}”不能作账号名：不能为空，也不能有空格。请另取账号名。",
    en="{name!r} is no name for an account: it may not be empty or have spaces. Choose another name.",
    clause="W1.2",
)
ACCOUNT_UNKNOWN = _ROOM.add(
    "account-unknown",
    zh="没有账号“{name}”。请用 jingkai account list 查看已有的账号。",
    en="There is no account {name}. See those there are with jingkai account list.",
    clause="W1.2",
)
PASSWORD_WEAK = _ROOM.add(
    "password-weak",
    zh="密码不符合要求：{why}请另取密码。",
    en="The password will not do: {why_en} Choose another.",
    clause="W1.2",
)
COMPARTMENT_KEY_TAKEN = _ROOM.add(
    "compartment-taken",
    zh="已有同名专区。请使用已有的专区，或另取标识。",
    en="A compartment with this key exists. Use it, or choose another key.",
    clause="DESIGN 2 Compartment",
)
COMPARTMENT_ELSEWHERE = _ROOM.add(
    "compartment-elsewhere",
    zh="“{name}”是独立运行的封闭专区，本系统不存其数据，也不提供任何入口（{clause}）。本次请求已留痕。",
    en="{name} is a sealed compartment run as its own installation: nothing of it is here, and nothing leads "
    "there ({clause}). This request has been journalled.",
    clause="DESIGN 2 Compartment",
)
NOT_ALLOWED = _ROOM.add(
    "not-allowed",
    zh="您的角色不能办理此事（{act}）。需要：{needs}。请联系有权的人员，或申请授权。",
    en="Your roles do not allow this ({act_en}). It needs: {needs_en}. Ask someone who may, or ask for a grant.",
    clause="practice-S 4.4",
)
TOKEN_CLOSED = _ROOM.add(
    "token-closed",
    zh="此令牌不含“{scope}”。请换用含有该范围的令牌，或在“密码和二次验证”页另建一个。",
    en="This token does not hold {scope}. Use one that does, or make one on the page of your account.",
    clause="W1.4.3",
)
TOKEN_SCOPE_UNKNOWN = _ROOM.add(
    "token-scope-unknown",
    zh="没有名为“{scope}”的范围。写法是“类别:read”或“类别:write”，类别有：{known}。",
    en="There is no scope {scope}. It is written kind:read or kind:write, with one of these kinds: {known}.",
    clause="W1.4.3",
)
TOKEN_WITHOUT_SCOPE = _ROOM.add(
    "token-without-scope",
    zh="令牌必须写明范围，例如 items:read。请至少选一项。",
    en="A token names what it opens, as items:read. Choose at least one scope.",
    clause="W1.4.3",
)
TOKEN_ENDLESS = _ROOM.add(
    "token-endless",
    zh="令牌必须有截止日期，最迟到 {last}（{days} 天）。请改早。",
    en="A token has an end, no later than {last} ({days} days). Choose an earlier day.",
    clause="GB/T 22239-2019 8.1.4.1",
)
TOKEN_UNKNOWN = _ROOM.add(
    "token-unknown",
    zh="没有编号为 {number} 的令牌，或它已失效。请用 jingkai token list 核对编号。",
    en="There is no live token with the number {number}. See jingkai token list.",
    clause="W1.4.3",
)
TOKEN_FOREIGN_POST = _ROOM.add(
    "token-foreign-post",
    zh="令牌只能以本人的岗位办事。请选择本人的岗位。",
    en="A token acts in a post of its own person. Choose one of those.",
    clause="W1.4.3",
)
VIEW_TOO_LONG = _ROOM.add(
    "view-too-long",
    zh="视图的名称最多 {name} 个字，条件最多 {query} 个字符。请缩短名称，或减少条件。",
    en="The name of a view has at most {name} characters and its conditions {query}. Shorten the one or the other.",
    clause="W1.3.4",
)
VIEW_TOO_MANY = _ROOM.add(
    "view-too-many",
    zh="您在此页保存的视图已达 {most} 个。请先移除不用的，或用已有的名称保存以替换它。",
    en="You keep {most} views of this page, which is the most. Remove one, or save under a name that is there.",
    clause="W1.3.4",
)
VIEW_FOREIGN_UNIT = _ROOM.add(
    "view-foreign-unit",
    zh="视图只能与本人任职的单位共享。请选择本单位，或只给自己保存。",
    en="A view is shared with a unit in which you hold a post. Choose that one, or keep it for yourself.",
    clause="W1.3.4",
)
VIEW_UNKNOWN = _ROOM.add(
    "view-unknown",
    zh="您没有编号为 {number} 的视图，它可能已被替换或移除。请刷新页面再看。",
    en="You keep no view with the number {number}; it may have been replaced or removed. Load the page again.",
    clause="W1.3.4",
)
