"""What this room refuses."""

from jingkai.kernel.problems import Catalogue

_ROOM = Catalogue("rounds")

NOT_FOUND = _ROOM.add(
    "not-found",
    zh="没有考评“{number}”。请核对编号。",
    en="There is no round {number}. Check the number.",
    clause="INV.7",
)
INCOMPLETE = _ROOM.add(
    "incomplete",
    zh="考评缺少{what}。请补齐后再开始。",
    en="The round lacks {what_en}. Complete it, then open it.",
    clause="A2.1",
)
KEY_TAKEN = _ROOM.add(
    "key-taken",
    zh="这一考评已经开始，内容与此不同：{there}。请在原考评上办理。",
    en="This round was opened already, and it says otherwise: {there}. Go on with that one.",
    clause="INV.6",
)
WORD_UNKNOWN = _ROOM.add(
    "word-unknown",
    zh="“{word}”不是规则规定的{what}。可用的有：{known}。",
    en="'{word}' is no {what_en} of the rule. Use one of: {known}.",
    clause="A2.1",
)
RULE_NOT_APPROVED = _ROOM.add(
    "rule-not-approved",
    zh="考评规则或方案还没有批准，不能据以考评。请先批准规则。",
    en="The rule or the scheme of the round is not approved. Have it approved first.",
    clause="DESIGN 2 Round",
)
SCHEME_UNKEPT = _ROOM.add(
    "scheme-unkept",
    zh="方案“{scheme}”不能用于考评：{why}。请更正方案或考评规则。",
    en="A round can not be held by the scheme {scheme}: {why_en}. Correct the scheme or the rule of the round.",
    clause="A2.1",
)
COHORT_FIXED = _ROOM.add(
    "cohort-fixed",
    zh="参评对象和指标在考评开始时定下，不能再增加。请另开一次考评。",
    en="Who is judged, and by what, was fixed when the round was opened. Open another round.",
    clause="A2.1",
)
NOT_READY = _ROOM.add(
    "not-ready",
    zh="按办法，参评的须是“{kind}”台账中已到“{stage}”的对象；还不是的有：{entrants}。请先办完前面的步骤。",
    en="By the rule those are judged who are in the register {kind} and have reached {stage}; these are not: "
    "{entrants}. Complete what comes before.",
    clause="A3.3",
)
OTHER_ROUND = _ROOM.add(
    "other-round",
    zh="参评对象、指标、评委不属同一次考评，或该指标不是这样得分的。请从该考评的页面办理。",
    en="Entrant, criterion and rater are not of one round, or the criterion does not get its scores this way. Go by "
    "the page of the round.",
    clause="A2.1",
)
NOT_OPEN = _ROOM.add(
    "not-open",
    zh="考评现在是“{state}”，不能再评分或增加评委。",
    en="The round is '{state_en}': ballots and raters are entered no more.",
    clause="A2.1",
)
NOT_A_RATER = _ROOM.add(
    "not-a-rater",
    zh="您不是这次考评的评委，或该指标由其他评委评分。评分须由评委本人办理，不能代评。",
    en="You are no rater of this round, or others rate by this criterion. A rater rates in person, nobody does so for "
    "another.",
    clause="A2.1",
)
NOT_ATTENDED = _ROOM.add(
    "not-attended",
    zh="没有到过“{entrant}”现场的人不能对它评分或点评。确实到场的，请先由主办单位补记到场人员。",
    en="Who was not at {entrant} does not rate it and does not comment on it. Who was has the host enter it first.",
    clause="A2.1",
)
RATES_OWN = _ROOM.add(
    "rates-own",
    zh="不能对本单位（“{entrant}”）评分。请由其他单位的评委评分。",
    en="Nobody rates his own unit ({entrant}). Raters of other units do.",
    clause="INV.2",
)
OUT_OF_RANGE = _ROOM.add(
    "out-of-range",
    zh="“{criterion}”只能评 {least} 到 {most}，不能评 {value}。",
    en="{criterion} is rated from {least} to {most}, not {value}.",
    clause="A2.1",
)
SAME_VOTE = _ROOM.add(
    "same-vote",
    zh="“{criterion}”的位次每个只能投一次，{value} 已投给另一对象。",
    en="Each place of {criterion} is given once; {value} was given to another already.",
    clause="A2.1",
)
VOTED_ALREADY = _ROOM.add(
    "voted-already",
    zh="对“{entrant}”已经评过分，按规则不能改。原评分有效。",
    en="You rated {entrant} already, and the rule does not let a ballot be changed. The first one counts.",
    clause="A2.1",
)
OTHER_HAND = _ROOM.add(
    "other-hand",
    zh="“{rater}”的评分已由本人提交，或已由他人按纸质票录入，不能再以另一种方式重复。原评分有效。",
    en="{rater} cast it in person, or another entered it from paper: it does not come a second way. The first counts.",
    clause="A3.3",
)
ENTERS_FOR_RATERS = _ROOM.add(
    "enters-for-raters",
    zh="本次考评的评委和参评单位的人员不录入纸质票，录入过的也不再担任评委。请由主办单位其他人员办理。",
    en="Who rates in the round or is of a unit that is judged enters no paper ballots, and who entered some rates "
    "nothing. Somebody else of the host does.",
    clause="A3.3, INV.2",
)
PAPER_MISSING = _ROOM.add(
    "paper-missing",
    zh="录入纸质票须附票面扫描件，并写明录入人。请选择扫描件后再提交。",
    en="A ballot that is entered from paper has the scanned paper with it, and who entered it. Choose the file, then "
    "send again.",
    clause="A3.3",
)
TOO_FINE = _ROOM.add(
    "too-fine",
    zh="“{value}”不是数，或小数超过 {decimals} 位。请核对。",
    en="'{value}' is no number, or has more than {decimals} decimals. Check it.",
    clause="DESIGN 5.4",
)
SOURCE_MISSING = _ROOM.add(
    "source-missing",
    zh="上级评定的分数须写明评定机关并附文件。请补齐。",
    en="A score of an upper body names who gave it, and has its paper with it. Add them.",
    clause="A2.1",
)
REASON_MISSING = _ROOM.add(
    "reason-missing",
    zh="调整、更正和不由考评结果而来的奖惩须写明原因。请补充。",
    en="An adjustment, a correction, and what follows otherwise than from a result say why. Write it.",
    clause="A2.1",
)
CONSEQUENCE_MISMATCH = _ROOM.add(
    "consequence-mismatch",
    zh="结果运用与它的流程实例不符。请在相应页面提出。",
    en="What is to follow does not fit its case. Propose it on its page.",
    clause="A2.3",
)
CHANGED_MEANWHILE = _ROOM.add(
    "changed-meanwhile",
    zh="刚有他人办理了同一项。请刷新后再办。",
    en="Somebody did the same meanwhile. Look again, then go on.",
    clause="A2.1",
)
OWN_UNIT = _ROOM.add(
    "own-unit",
    zh="不能认定或调整本单位（“{entrant}”）的成绩。请由其他单位办理。",
    en="Nobody recognises or adjusts what is of his own unit ({entrant}). Another unit does.",
    clause="INV.2",
)
FACT_ELSEWHERE = _ROOM.add(
    "fact-elsewhere",
    zh="“{ref}”不是“{entrant}”的现行数据。请选取该单位现行的数据。",
    en="{ref} is no figure of {entrant} that holds now. Take one that is.",
    clause="A2.1, INV.3",
)
FACTS_TIE = _ROOM.add(
    "facts-tie",
    zh="“{entrant}”的“{criterion}”有 {count} 个同一口径的数据，不知取哪一个。请先更正数据。",
    en="{entrant} has {count} figures of {criterion} in one caliber, and it is not known which to take. Correct the "
    "figures first.",
    clause="INV.5",
)
COMMENT_UNCLEAR = _ROOM.add(
    "comment-unclear",
    zh="点评要写明何人说了什么；没有点评的登记“无意见”。",
    en="A comment says who said what; where there is none, that is entered.",
    clause="A2.1",
)
COMMENTS_MISSING = _ROOM.add(
    "comments-missing",
    zh="还有 {count} 个对象既没有点评也没有登记“无意见”：{entrants}。请补齐后再归档。",
    en="{count} entrants have neither a comment nor the word that there is none: {entrants}. Enter it, then archive "
    "the round.",
    clause="A2.1",
)
NOT_COMPUTED = _ROOM.add(
    "not-computed",
    zh="得分算不出来：{why}",
    en="The scores can not be computed: {why_en}",
    clause="INV.3",
)
UNPINNED = _ROOM.add(
    "unpinned",
    zh="评定结果须写明所依据的方案版本和数据时点，并与该考评一致。请通过评定办理。",
    en="A result names the version of the scheme and the as-of that it stands on. It is made by grading.",
    clause="DESIGN 1 rounds",
)
FROZEN = _ROOM.add(
    "frozen",
    zh="评定结果形成后不再增改。请写明原因调整，重新评定。",
    en="Nothing is added to results once they are made. Adjust with a reason, and grade again.",
    clause="A2.1",
)
STILL_OPEN = _ROOM.add(
    "still-open",
    zh="评分还没有截止，不能评定。请先截止评分。",
    en="Ballots are still cast: the round can not be graded. Close it first.",
    clause="A2.1",
)
NOT_GRADED = _ROOM.add(
    "not-graded",
    zh="还没有评定，或这不是最近一次评定。请先评定。",
    en="There is no grading yet, or this is not the last one. Grade the round first.",
    clause="A2.1",
)
ANNOUNCED = _ROOM.add(
    "announced",
    zh="结果已经公布，不能再改。数据变动的，结果上会注明。",
    en="The results are announced and do not change. Where the figures do, the results say so.",
    clause="A2.1",
)
DRAW = _ROOM.add(
    "draw",
    zh="“和牌”：{classes}。请拉开档次后重新评定，或写明原因再公布。",
    en="A draw: {classes_en}. Spread them and grade again, or say why, then announce.",
    clause="A2.2",
)
STALE = _ROOM.add(
    "stale",
    zh="评定之后数据或调整有变动（{what}）。请重新评定再公布。",
    en="Figures or adjustments changed after the grading ({what}). Grade again, then announce.",
    clause="A2.1",
)
NOT_PUBLIC = _ROOM.add(
    "not-public",
    zh="按规则，结果公示期满、异议处理完毕后才能公布（{why}）。",
    en="By the rule results hold after they were before the public and objections are decided ({why_en}).",
    clause="A2.1",
)
DECIDER_TOOK_PART = _ROOM.add(
    "decider-took-part",
    zh="参与评分、认定、调整或评定的人不能处理对结果的异议。请由他人处理。",
    en="Who rated, recognised, adjusted or graded does not decide on an objection to the results. Somebody else does.",
    clause="A2.1, INV.2",
)
NOT_ANNOUNCED = _ROOM.add(
    "not-announced",
    zh="结果还没有公布，不能据以奖惩。请先公布结果。",
    en="The results are not announced: nothing follows from them yet. Announce them first.",
    clause="A2.3",
)
BASIS_FALLEN = _ROOM.add(
    "basis-fallen",
    zh="所依据的{what}已被更正，不能批准。请终止该项。",
    en="What it stands on ({what}) was corrected since: it is not approved. Let it lapse.",
    clause="A2.3",
)
BASIS_STANDS = _ROOM.add(
    "basis-stands",
    zh="所依据的数据没有变动，不能据此撤销。",
    en="What it stands on holds: there is no ground to take it back.",
    clause="A2.3",
)
NOT_IN_EFFECT = _ROOM.add(
    "not-in-effect",
    zh="该项还没有批准生效，不能兑现。请先报组织部门批准。",
    en="It is not in effect: nothing is given on it. Have it approved by the organisation line first.",
    clause="A2.3",
)
