"""What this room refuses."""

from jingkai.kernel.problems import Catalogue

_ROOM = Catalogue("rules")

UNREADABLE = _ROOM.add(
    "unreadable",
    zh="规则文件读不懂：{why}。请按 YAML 格式更正。",
    en="The rule file can't be read: {why_en}. Correct its YAML.",
    clause="DESIGN 5.7",
)
INVALID = _ROOM.add(
    "invalid",
    zh="规则文件不合要求，“{place}”：{why}。请更正后再提交。",
    en="The rule file does not hold at {place}: {why_en}. Correct it and send it again.",
    clause="DESIGN 5.7",
)
KIND_UNKNOWN = _ROOM.add(
    "kind-unknown",
    zh="没有“{kind}”这类规则。现有：{known}。请更正 kind 一行。",
    en="There is no kind of rule called {kind}. There are: {known}. Correct the line kind.",
    clause="DESIGN 5.7",
)
KEY_OF_OTHER_KIND = _ROOM.add(
    "key-of-other-kind",
    zh="规则“{key}”属于“{kind}”类，不能改作另一类。请换一个键。",
    en="{key} is a rule of kind {kind} and does not become another kind. Choose another key.",
    clause="DESIGN 2 RuleSet",
)
DRAFT_MOVED = _ROOM.add(
    "draft-moved",
    zh="这份草案在您打开之后已有人改过，现在是第 {revision} 稿。您填写的内容还在，请对照新稿后再存。",
    en="Somebody changed this draft since you opened it: it is at revision {revision} now. What you typed is kept; "
    "compare it with the new one before you save.",
    clause="W1.4.2",
)
NOT_THE_LAST = _ROOM.add(
    "not-the-last",
    zh="这是第 {this} 稿，后来已改到第 {last} 稿。请查看并批准最后一稿。",
    en="This is revision {this}; it was changed up to revision {last} since. Read and approve the last one.",
    clause="W1.4.2",
)
VERSION_TAKEN = _ROOM.add(
    "version-taken",
    zh="规则“{key}”在{where}已有一份“{version}”版草案，两份草案同名就分不清。请换一个版本号再存，填写的内容还在。",
    en="{key} has a draft {version} in {where}: two drafts of one name can't be told apart. Choose another version; "
    "what you typed is kept.",
    clause="W1.4.2",
)
CHANGES_NOTHING = _ROOM.add(
    "changes-nothing",
    zh="除版本号和起始日期外，这份草案与现行的“{version}”版一字不差，批准了也不改变什么。请写明要改的内容后再存。",
    en="But for its number and first day the draft says what version {version}, which holds, says: approving it would "
    "change nothing. Write what is to change, then save it.",
    clause="W1.4.2",
)
VERSION_APPROVED = _ROOM.add(
    "version-approved",
    zh="规则“{key}”的版本“{version}”已经批准，不能再改。请起草一个新的版本号。",
    en="Version {version} of {key} has been approved and does not change. Draft it under a new version.",
    clause="DESIGN 1 rules",
)
APPROVED_ALREADY = _ROOM.add(
    "approved-already",
    zh="此版本已经批准。请查看批准记录。",
    en="This version has been approved already. Look at its approval.",
    clause="DESIGN 1 rules",
)
APPROVER_IS_AUTHOR = _ROOM.add(
    "approver-is-author",
    zh="起草人（或其委托、受托人）不能批准自己的规则。请由另一人批准。",
    en="Who wrote a rule, or acts for its author, does not approve it. Ask a second person.",
    clause="DESIGN 1 rules",
)
APPROVER_MISSING = _ROOM.add(
    "approver-missing",
    zh="批准规则要有批准人；只有随版本发布的规则由该版本批准。请由有权的人批准。",
    en="A rule is approved by a person; only rules shipped with a release are approved by it. Ask someone who may.",
    clause="DESIGN 2 RuleSet",
)
AUTHOR_MISSING = _ROOM.add(
    "author-missing",
    zh="起草规则要有起草人。请以某人的身份起草。",
    en="A draft has an author. Draft it as a person.",
    clause="DESIGN 2 RuleSet",
)
FIXED = _ROOM.add(
    "fixed",
    zh="“{place}”由法规或本平台规定，地方版本不能改动。请恢复原文。",
    en="{place} is fixed by law or by the platform: a zone's version does not change it. Put it back.",
    clause="DESIGN 4",
)
NOT_FOUND = _ROOM.add(
    "not-found",
    zh="没有适用的规则“{key}”（{on}）。请先起草并批准，或核对日期。",
    en="No rule {key} holds on {on}. Draft and approve one, or check the date.",
    clause="DESIGN 2 RuleSet",
)
VERSION_NOT_FOUND = _ROOM.add(
    "version-not-found",
    zh="没有编号为 {number} 的规则版本。请用 jingkai rules list 查看。",
    en="There is no rule version number {number}. See jingkai rules list.",
    clause="DESIGN 2 RuleSet",
)
TRIAL_WRITES = _ROOM.add(
    "trial-writes",
    zh="试算中不能写入或公布。请先批准草案，再正式计算。",
    en="Nothing is written or published while a draft is tried. Approve it first, then compute for good.",
    clause="K2.6",
)
NOTHING_TO_TRY = _ROOM.add(
    "nothing-to-try",
    zh="没有任何计算用到“{kind}”类规则，无法试算。请在相应系统安装后再试。",
    en="No computation uses rules of kind {kind}, so there is nothing to try. Install the system that does.",
    clause="K2.6",
)
ROLE_UNKNOWN = _ROOM.add(
    "role-unknown",
    zh="角色规则中没有“{role}”。请从现有角色中选择：{known}。",
    en="The rule set of roles has no {role}. Choose one of: {known}.",
    clause="practice-S 4.4",
)
