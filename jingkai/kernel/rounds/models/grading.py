"""Gradings with their results, which stay as they were made; adjustments beside them; and the one that is announced."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from jingkai.kernel.flows.models.move import holds_post_sql
from jingkai.kernel.papers.models import Publication
from jingkai.kernel.parties.access import Level, Reader, custom, see, through
from jingkai.kernel.parties.models import Organisation, Person, Scoped
from jingkai.kernel.records.declare import Guard, append_only
from jingkai.kernel.rules.models import RuleSet

from .round import KIND, Entrant, Round, judged, run_by, told_to_its_unit
from .sql import CLOSED, GRADED, announced_sql, round_of, state_sql, turn_sql, unit_of

_NONE = Q(pk__in=[])


def _round() -> type[Round]:
    return Round


def _people(name: str) -> models.ForeignKey[Person, Person]:
    return models.ForeignKey(Person, verbose_name=name, on_delete=models.PROTECT, related_name="+")


def _gradings(reader: Reader, level: Level) -> Q:
    """Who runs or approves rounds; and, of the one that is announced, the units that were judged."""
    found = run_by("round__case").rule(reader, level)
    if units := reader.units(KIND, level):
        found |= Q(Exists(judged("round", units)), announcements__isnull=False)
    return found


@see(custom(KIND, _gradings))
@append_only(
    Guard(
        "pinned",
        "NEW.as_of < 1 OR NEW.as_of > (SELECT k.last FROM jk_records_counter k WHERE k.id = 1)"
        " OR NOT EXISTS (SELECT 1 FROM jk_rounds_round r WHERE r.id = NEW.round_id AND r.scheme_id = NEW.scheme_id)",
        "rounds.unpinned",
    ),
    # The call has made its move already.
    Guard(
        "after-rating",
        f"{state_sql('NEW.round_id')} NOT IN ('{CLOSED}', '{GRADED}') AND NOT {announced_sql('NEW.round_id')}",
        "rounds.still-open",
    ),
    Guard("before-it-is-announced", announced_sql("NEW.round_id"), "rounds.announced"),
    Guard("in-turn", turn_sql("jk_rounds_grading", "round_id"), "rounds.changed-meanwhile"),
    problems={"jk_grading_turn": "rounds.changed-meanwhile"},
    lasting=True,
)
class Grading(Scoped):
    """评定: the turn-th time that a round is graded, by this version of its scheme, with what was known at `as_of`.

    `drawn` says that some class lies closer together than the rule allows; `draws` and `ties` say which and how equal
    points were told apart. `digest` is sha256 over the inputs and all that came of them: it is the same whenever it is
    computed again.
    """

    round = models.ForeignKey(Round, verbose_name="考评", on_delete=models.PROTECT, related_name="gradings")
    turn = models.PositiveSmallIntegerField("第几次")
    scheme = models.ForeignKey(RuleSet, verbose_name="方案版本", on_delete=models.PROTECT, related_name="+")
    as_of = models.BigIntegerField("所知时点")
    drawn = models.BooleanField("和牌", default=False)
    draws = models.JSONField("和牌的类别", default=list)
    ties = models.JSONField("同分处理", default=list)
    digest = models.CharField("内容摘要", max_length=64)
    person = models.ForeignKey(
        Person, verbose_name="评定人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    for_person = models.ForeignKey(
        Person, verbose_name="代何人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "评定"
        verbose_name_plural = "评定"
        constraints = [models.UniqueConstraint(fields=["round", "turn"], name="jk_grading_turn")]

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """How other rows name it."""
        return f"grading:{self.pk}"


def _results(reader: Reader, level: Level) -> Q:
    """Who is judged reads its own result once it is announced; who runs or approves rounds reads all."""
    running = reader.units(KIND, Level.ACT)
    found = Q(grading__round__host__in=running) if running else _NONE
    units = reader.units(KIND, level)
    if units:
        told = Announcement.objects.filter(grading=OuterRef("grading"))
        found |= Q(Exists(told), entrant__unit__in=units)
    return found


_UNPINNED = (
    "NOT EXISTS (SELECT 1 FROM jk_rounds_grading g JOIN jk_rounds_entrant e ON e.round_id = g.round_id"
    " WHERE g.id = NEW.grading_id AND e.id = NEW.entrant_id"
    " AND g.scheme_id = NEW.scheme_id AND g.as_of = NEW.as_of)"
)
# One refusal at a time, so that both databases give the same code.
_LATER = (
    f"NOT ({_UNPINNED}) AND EXISTS"
    " (SELECT 1 FROM jk_rounds_grading g WHERE g.id = NEW.grading_id AND g.batch_id <> NEW.batch_id)"
)


@see(custom(KIND, _results))
@append_only(
    Guard("pinned", _UNPINNED, "rounds.unpinned"),
    Guard("with-its-grading", _LATER, "rounds.frozen"),
    problems={"jk_result_once": "rounds.frozen"},
    lasting=True,
)
class Result(Scoped):
    """结果: what an entrant came to, by this version of the scheme as of this number. Points are in billionths:
    `original` before adjustments, `points` with them, and empty where nothing is known. `tier` is what holds,
    `by_score` the tier before the gates.
    """

    grading = models.ForeignKey(
        Grading, verbose_name="评定", on_delete=models.PROTECT, related_name="results"
    )
    entrant = models.ForeignKey(
        Entrant, verbose_name="参评对象", on_delete=models.PROTECT, related_name="results"
    )
    scheme = models.ForeignKey(RuleSet, verbose_name="方案版本", on_delete=models.PROTECT, related_name="+")
    as_of = models.BigIntegerField("所知时点")
    original = models.BigIntegerField("原得分（十亿分之一）", null=True)
    points = models.BigIntegerField("得分（十亿分之一）", null=True)
    place = models.PositiveIntegerField("类内位次", null=True)
    by_score = models.CharField("按得分等次", max_length=60, blank=True)
    tier = models.CharField("等次", max_length=60, blank=True)
    gates = models.JSONField("未过关口", default=list)

    class Meta:
        verbose_name = "结果"
        verbose_name_plural = "结果"
        constraints = [models.UniqueConstraint(fields=["grading", "entrant"], name="jk_result_once")]

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """How other rows name it."""
        return f"result:{self.pk}"


def _result() -> type[Result]:
    return Result


@see(through("result", _result))
@append_only(
    Guard(
        "with-its-result",
        "NOT EXISTS (SELECT 1 FROM jk_rounds_result r WHERE r.id = NEW.result_id AND r.batch_id = NEW.batch_id)",
        "rounds.frozen",
    ),
    problems={"jk_score_once": "rounds.frozen"},
    lasting=True,
)
class Score(Scoped):
    """得分: the points of a result at a node or an indicator of the scheme, in billionths, and its place among all.
    `source` says of an indicator whether it was computed, rated or reported.
    """

    result = models.ForeignKey(Result, verbose_name="结果", on_delete=models.PROTECT, related_name="scores")
    node = models.CharField("结点", max_length=120)
    source = models.CharField("来源", max_length=10, blank=True)
    points = models.BigIntegerField("得分（十亿分之一）", null=True)
    place = models.PositiveIntegerField("位次", null=True)

    class Meta:
        verbose_name = "得分"
        verbose_name_plural = "得分"
        constraints = [models.UniqueConstraint(fields=["result", "node"], name="jk_score_once")]

    def __str__(self) -> str:
        return f"{self.result_id} {self.node}"


@see(told_to_its_unit("entrant"))
@append_only(
    Guard(
        "beside-an-original",
        f"NOT EXISTS (SELECT 1 FROM jk_rounds_grading g WHERE g.round_id = {round_of()})",
        "rounds.not-graded",
    ),
    Guard("before-it-is-announced", announced_sql(round_of()), "rounds.announced"),
    Guard(
        "not-of-the-own-unit", f"NEW.body_id = {unit_of()} OR {holds_post_sql(unit_of())}", "rounds.own-unit"
    ),
    problems={"jk_adjustment_reason": "rounds.reason-missing"},
    lasting=True,
)
class Adjustment(Scoped):
    """调整: points, in billionths, that are added to or taken off what an entrant came to, and why. What it came to
    stays as it is; the next grading has both.
    """

    entrant = models.ForeignKey(
        Entrant, verbose_name="参评对象", on_delete=models.PROTECT, related_name="adjustments"
    )
    points = models.BigIntegerField("加减分（十亿分之一）")
    reason = models.TextField("原因")
    evidence = models.CharField("佐证", max_length=200, blank=True)
    person = _people("调整人")
    for_person = models.ForeignKey(
        Person, verbose_name="代何人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    body = models.ForeignKey(
        Organisation, verbose_name="调整单位", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("时间")
    day = models.DateField("日期")

    class Meta:
        verbose_name = "调整"
        verbose_name_plural = "调整"
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="jk_adjustment_reason")]

    def __str__(self) -> str:
        return f"adjustment:{self.pk}"


_LAST = (
    "NOT EXISTS (SELECT 1 FROM jk_rounds_grading g WHERE g.id = NEW.grading_id AND g.round_id = NEW.round_id)"
    " OR EXISTS (SELECT 1 FROM jk_rounds_grading g JOIN jk_rounds_grading mine ON mine.id = NEW.grading_id"
    " WHERE g.round_id = NEW.round_id AND g.turn > mine.turn)"
)
_DRAWN = (
    "EXISTS (SELECT 1 FROM jk_rounds_grading g WHERE g.id = NEW.grading_id AND g.drawn) AND NEW.reason = ''"
)
_ADJUSTED_SINCE = (
    "EXISTS (SELECT 1 FROM jk_rounds_adjustment a JOIN jk_rounds_entrant e ON e.id = a.entrant_id"
    " JOIN jk_records_batchlive l ON l.batch_id = a.batch_id JOIN jk_rounds_grading g ON g.id = NEW.grading_id"
    " WHERE e.round_id = NEW.round_id AND l.live_seq > g.as_of)"
)
_NOT_YET_PUBLIC = (
    "EXISTS (SELECT 1 FROM jk_rounds_round r WHERE r.id = NEW.round_id AND r.public)"
    " AND NOT EXISTS (SELECT 1 FROM jk_papers_publication p JOIN jk_papers_about a ON a.paper_id = p.paper_id"
    " WHERE p.id = NEW.publication_id AND p.until < NEW.day AND a.ref = 'grading:' || NEW.grading_id)"
)


@see(through("round", _round))
@append_only(
    Guard("of-the-last-grading", _LAST, "rounds.not-graded"),
    Guard("draw-explained", _DRAWN, "rounds.draw"),
    Guard("with-every-adjustment", _ADJUSTED_SINCE, "rounds.stale"),
    Guard("after-publicity", _NOT_YET_PUBLIC, "rounds.not-public"),
    problems={"jk_announcement_round": "rounds.announced"},
    lasting=True,
)
class Announcement(Scoped):
    """公布: this grading of the round holds. From here on none is made; `reason` says why a draw was let stand."""

    round = models.ForeignKey(
        Round, verbose_name="考评", on_delete=models.PROTECT, related_name="announcements"
    )
    grading = models.ForeignKey(
        Grading, verbose_name="评定", on_delete=models.PROTECT, related_name="announcements"
    )
    publication = models.ForeignKey(
        Publication, verbose_name="公示", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField("和牌的原因", blank=True)
    at = models.DateTimeField("时间")
    day = models.DateField("日期")

    class Meta:
        verbose_name = "公布"
        verbose_name_plural = "公布"
        constraints = [models.UniqueConstraint(fields=["round"], name="jk_announcement_round")]

    def __str__(self) -> str:
        return f"{self.round_id} {self.grading_id}"


@see(run_by("round__case"))
@append_only(
    Guard("of-what-is-announced", f"NOT {announced_sql('NEW.round_id')}", "rounds.not-announced"),
    Guard(
        "with-every-comment",
        "EXISTS (SELECT 1 FROM jk_rounds_round r JOIN jk_rounds_entrant e ON e.round_id = r.id"
        " WHERE r.id = NEW.round_id AND r.commented"
        " AND NOT EXISTS (SELECT 1 FROM jk_rounds_comment c WHERE c.entrant_id = e.id))",
        "rounds.comments-missing",
    ),
    problems={"jk_archive_round": "records.row-exists"},
    lasting=True,
)
class Archive(Scoped):
    """归档: the round is over; where the rule asks for it, every entrant has a comment or the word that there is
    none.
    """

    round = models.ForeignKey(Round, verbose_name="考评", on_delete=models.PROTECT, related_name="archives")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "归档"
        verbose_name_plural = "归档"
        constraints = [models.UniqueConstraint(fields=["round"], name="jk_archive_round")]

    def __str__(self) -> str:
        return str(self.round_id)
