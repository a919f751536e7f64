"""What goes into a round: ballots, scores of upper bodies, what was recognised, and what was said on the spot."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from jingkai.kernel.flows.models.move import holds_post_sql
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.parties.access import Level, Reader, custom, see
from jingkai.kernel.parties.models import Organisation, Person, Scoped
from jingkai.kernel.records.declare import Guard, append_only
from jingkai.kernel.records.models import File

from .round import KIND, Criterion, Entrant, Rater, told_to_its_unit
from .sql import RATING, absent_sql, round_of, state_sql, turn_sql, unit_of

_NONE = Q(pk__in=[])
_MINE = "NEW.rater_id"
_PERSON = f"(SELECT v.person_id FROM jk_rounds_rater v WHERE v.id = {_MINE})"


def _criterion(what: str) -> str:
    """True unless the criterion is of the entrant's round and `what` holds of it."""
    return (
        "NOT EXISTS (SELECT 1 FROM jk_rounds_criterion c JOIN jk_rounds_entrant e ON e.round_id = c.round_id"
        f" WHERE c.id = NEW.criterion_id AND e.id = NEW.entrant_id AND {what})"
    )


_OF_A_RATER = (
    "NOT EXISTS (SELECT 1 FROM jk_rounds_rater v JOIN jk_rounds_criterion c ON c.round_id = v.round_id"
    f" WHERE v.id = {_MINE} AND c.id = NEW.criterion_id AND (c.raters = '' OR c.raters = v.\"group\"))"
)
_OUTSIDE = (
    "EXISTS (SELECT 1 FROM jk_rounds_criterion c WHERE c.id = NEW.criterion_id"
    " AND (NEW.micro < c.least OR NEW.micro > c.most))"
)
# What another entrant was given by the last ballot of the same rater.
_GIVEN = (
    "EXISTS (SELECT 1 FROM jk_rounds_criterion c JOIN jk_rounds_ballot b ON b.criterion_id = c.id"
    f" WHERE c.id = NEW.criterion_id AND c.unrepeated AND b.rater_id = {_MINE} AND b.entrant_id <> NEW.entrant_id"
    " AND b.micro = NEW.micro AND NOT EXISTS (SELECT 1 FROM jk_rounds_ballot l WHERE l.rater_id = b.rater_id"
    " AND l.criterion_id = b.criterion_id AND l.entrant_id = b.entrant_id AND l.turn > b.turn))"
)
# The rater gave the same entrant something by another hand, himself or who entered it from paper; of places, which are
# given once each, everything comes by one hand.
_OTHER_HAND = (
    "EXISTS (SELECT 1 FROM jk_rounds_ballot b JOIN jk_rounds_criterion c ON c.id = b.criterion_id"
    f" WHERE b.rater_id = {_MINE} AND COALESCE(b.person_id, 0) <> COALESCE(NEW.person_id, 0)"
    " AND (b.entrant_id = NEW.entrant_id OR c.unrepeated OR EXISTS"
    " (SELECT 1 FROM jk_rounds_criterion d WHERE d.id = NEW.criterion_id AND d.unrepeated)))"
)
_WHO_ENTERS = "(NEW.person_id, NEW.for_person_id)"
_TAKES_PART = (
    "NEW.person_id IS NOT NULL AND (EXISTS (SELECT 1 FROM jk_rounds_rater r"
    f" WHERE r.round_id = {round_of()} AND r.person_id IN {_WHO_ENTERS})"
    " OR EXISTS (SELECT 1 FROM jk_rounds_entrant o"
    f" WHERE o.round_id = {round_of()} AND {holds_post_sql('o.unit_id', _WHO_ENTERS)}))"
)
_AGAIN = (
    "NEW.turn > 1 AND NOT EXISTS"
    " (SELECT 1 FROM jk_rounds_criterion c WHERE c.id = NEW.criterion_id AND c.again)"
)


_OTHER = _criterion("c.source = 'rated'")


def _of_its_rater(what: str) -> str:
    """`what`, of a ballot that is of one round and of a rater of it: one refusal at a time, so that both databases give
    the same code.
    """
    return f"NOT ({_OTHER}) AND NOT ({_OF_A_RATER}) AND ({what})"


def _ballots(reader: Reader, level: Level) -> Q:
    """A ballot is read by whose it is, by who entered it from paper and, once ballots are closed, by who runs the
    round: not by who is judged, and not by other raters.
    """
    mine = _NONE
    if reader.person is not None and level < Level.ACT:
        mine = Q(rater__person=reader.person) | Q(person=reader.person)
    units = reader.units(KIND, Level.ACT, "write")
    if not units:
        return mine
    still_cast = Q(entrant__round__case__now__state=RATING)
    return mine | (Q(entrant__round__host__in=units) & ~still_cast)


@see(custom(KIND, _ballots))
@append_only(
    Guard("of-one-round", _OTHER, "rounds.other-round"),
    Guard("of-a-rater", f"NOT ({_OTHER}) AND {_OF_A_RATER}", "rounds.not-a-rater"),
    Guard("while-rating", _of_its_rater(f"{state_sql(round_of())} <> '{RATING}'"), "rounds.not-open"),
    Guard("of-what-was-attended", _of_its_rater(absent_sql(_PERSON)), "rounds.not-attended"),
    Guard("not-of-the-own-unit", _of_its_rater(holds_post_sql(unit_of(), _PERSON)), "rounds.rates-own"),
    Guard("within", _of_its_rater(_OUTSIDE), "rounds.out-of-range"),
    Guard("by-who-takes-no-part", _of_its_rater(_TAKES_PART), "rounds.enters-for-raters"),
    Guard("by-one-hand", _of_its_rater(_OTHER_HAND), "rounds.other-hand"),
    Guard("each-once", _of_its_rater(f"NOT ({_OTHER_HAND}) AND {_GIVEN}"), "rounds.same-vote"),
    Guard("again-by-the-rule", _of_its_rater(f"NOT ({_OTHER_HAND}) AND {_AGAIN}"), "rounds.voted-already"),
    Guard(
        "in-turn",
        turn_sql("jk_rounds_ballot", "rater_id", "criterion_id", "entrant_id"),
        "rounds.changed-meanwhile",
    ),
    problems={"jk_ballot_once": "rounds.voted-already", "jk_ballot_paper": "rounds.paper-missing"},
    lasting=True,
)
class Ballot(Scoped):
    """评分票: what a rater gave an entrant by a criterion, in millionths. A later turn counts in its place, where the
    rule lets one be cast again; the earlier stays. One that stood on paper has the `paper` as it was scanned, and says
    which `person` entered it; of one that the rater cast himself both are None.
    """

    rater = models.ForeignKey(Rater, verbose_name="评委", on_delete=models.PROTECT, related_name="ballots")
    entrant = models.ForeignKey(
        Entrant, verbose_name="参评对象", on_delete=models.PROTECT, related_name="ballots"
    )
    criterion = models.ForeignKey(
        Criterion, verbose_name="指标", on_delete=models.PROTECT, related_name="ballots"
    )
    turn = models.PositiveSmallIntegerField("第几次")
    micro = models.BigIntegerField("评分（百万分之一）")
    at = models.DateTimeField("时间")
    day = models.DateField("日期")
    paper = models.ForeignKey(
        File, verbose_name="纸质票", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        Person, verbose_name="录入人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    for_person = models.ForeignKey(
        Person, verbose_name="代何人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "评分票"
        verbose_name_plural = "评分票"
        constraints = [
            models.UniqueConstraint(fields=["rater", "criterion", "entrant", "turn"], name="jk_ballot_once"),
            models.CheckConstraint(
                condition=Q(paper=None, person=None, for_person=None)
                | Q(paper__isnull=False, person__isnull=False),
                name="jk_ballot_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"ballot:{self.pk}"


@see(told_to_its_unit("entrant"))
@append_only(
    Guard("of-one-round", _criterion("c.source = 'reported'"), "rounds.other-round"),
    Guard("in-turn", turn_sql("jk_rounds_report", "criterion_id", "entrant_id"), "rounds.changed-meanwhile"),
    problems={
        "jk_report_once": "rounds.changed-meanwhile",
        "jk_report_issuer": "rounds.source-missing",
        "jk_report_reason": "rounds.reason-missing",
    },
    lasting=True,
)
class Report(Scoped):
    """上级评分: what an upper body gave an entrant by a criterion, in millionths, with its paper. A later turn
    corrects it, and says why; results that stand on the earlier one are then in doubt.
    """

    entrant = models.ForeignKey(
        Entrant, verbose_name="参评对象", on_delete=models.PROTECT, related_name="reports"
    )
    criterion = models.ForeignKey(
        Criterion, verbose_name="指标", on_delete=models.PROTECT, related_name="reports"
    )
    turn = models.PositiveSmallIntegerField("第几次")
    micro = models.BigIntegerField("评分（百万分之一）")
    issuer = models.CharField("评定机关", max_length=200)
    paper = models.ForeignKey(File, verbose_name="文件", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField("更正原因", max_length=300, blank=True)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "上级评分"
        verbose_name_plural = "上级评分"
        constraints = [
            models.UniqueConstraint(fields=["criterion", "entrant", "turn"], name="jk_report_once"),
            models.CheckConstraint(condition=~Q(issuer=""), name="jk_report_issuer"),
            models.CheckConstraint(condition=Q(turn=1) | ~Q(reason=""), name="jk_report_reason"),
        ]

    def __str__(self) -> str:
        return f"report:{self.pk}"


def _recognitions(reader: Reader, level: Level) -> Q:
    """As scores are read; and by whoever recognised it, who may have to correct it."""
    found = told_to_its_unit("entrant").rule(reader, level)
    return found | Q(person=reader.person) if reader.person is not None else found


@see(custom(KIND, _recognitions))
@append_only(
    Guard("of-one-round", _criterion("c.recognised"), "rounds.other-round"),
    Guard(
        "not-of-the-own-unit", f"NEW.body_id = {unit_of()} OR {holds_post_sql(unit_of())}", "rounds.own-unit"
    ),
    Guard(
        "in-turn", turn_sql("jk_rounds_recognition", "criterion_id", "entrant_id"), "rounds.changed-meanwhile"
    ),
    problems={
        "jk_recognition_once": "rounds.changed-meanwhile",
        "jk_recognition_reason": "rounds.reason-missing",
    },
    lasting=True,
)
class Recognition(Scoped):
    """认定: what counts for an entrant by a criterion, in millionths, in the judgement of somebody entitled who is
    not of its unit. `facts` are the ids of the facts it was recognised on. A later turn corrects it, and says why.
    """

    entrant = models.ForeignKey(
        Entrant, verbose_name="参评对象", on_delete=models.PROTECT, related_name="recognitions"
    )
    criterion = models.ForeignKey(
        Criterion, verbose_name="指标", on_delete=models.PROTECT, related_name="recognitions"
    )
    turn = models.PositiveSmallIntegerField("第几次")
    micro = models.BigIntegerField("认定数（百万分之一）")
    facts = models.JSONField("所据数据", default=list)
    note = models.CharField("说明", max_length=300, blank=True)
    reason = models.CharField("更正原因", max_length=300, blank=True)
    person = models.ForeignKey(Person, verbose_name="认定人", on_delete=models.PROTECT, related_name="+")
    for_person = models.ForeignKey(
        Person, verbose_name="代何人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    body = models.ForeignKey(
        Organisation, verbose_name="认定单位", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("时间")
    day = models.DateField("日期")

    class Meta:
        verbose_name = "认定"
        verbose_name_plural = "认定"
        constraints = [
            models.UniqueConstraint(fields=["criterion", "entrant", "turn"], name="jk_recognition_once"),
            models.CheckConstraint(condition=Q(turn=1) | ~Q(reason=""), name="jk_recognition_reason"),
        ]

    def __str__(self) -> str:
        return f"recognition:{self.pk}"


@see(told_to_its_unit("entrant"))
@append_only(
    Guard(
        "of-who-was-there",
        f"NEW.person_id IS NOT NULL AND {absent_sql('NEW.person_id')}",
        "rounds.not-attended",
    ),
    Guard("in-turn", turn_sql("jk_rounds_comment", "entrant_id"), "rounds.changed-meanwhile"),
    problems={"jk_comment_once": "rounds.changed-meanwhile", "jk_comment_clear": "rounds.comment-unclear"},
    lasting=True,
)
class Comment(Scoped):
    """点评: what somebody who was there said of an entrant, and the matter that came of it; without a person and a
    word: there was no comment.
    """

    entrant = models.ForeignKey(
        Entrant, verbose_name="参评对象", on_delete=models.PROTECT, related_name="comments"
    )
    turn = models.PositiveSmallIntegerField("第几条")
    person = models.ForeignKey(
        Person, verbose_name="点评人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    says = models.TextField("内容", blank=True)
    matter = models.ForeignKey(
        Matter, verbose_name="转办事项", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "点评"
        verbose_name_plural = "点评"
        constraints = [
            models.UniqueConstraint(fields=["entrant", "turn"], name="jk_comment_once"),
            models.CheckConstraint(
                condition=Q(person__isnull=False) & ~Q(says="") | Q(person=None, says="", matter=None),
                name="jk_comment_clear",
            ),
        ]

    def __str__(self) -> str:
        return f"comment:{self.pk}"


def commented() -> Exists:
    """The condition that an entrant has a comment, or the word that there is none."""
    return Exists(Comment.objects.known_at().filter(entrant=OuterRef("pk")))
