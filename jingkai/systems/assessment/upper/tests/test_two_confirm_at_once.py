"""Two people at the same moment: one of them did it, and nothing is there twice."""

from functools import partial

from jingkai.kernel.matters.models import Matter
from jingkai.kernel.problems import Problem
from jingkai.kernel.rounds.models import Announcement, Report
from tests.invariants.together import together
from tests.proof import proves

from ...models import Tag
from ..analysis import analyse
from ..running import Given, confirm, enter
from ..saying import tag
from .samples import JULY, READ, a_paper, all_scores, an_assessed_zone, opened, settled


@proves("A3.1.2")
def test_two_who_confirm_at_once_open_two_matters_and_not_four(committed_db: object) -> None:
    del committed_db
    there = an_assessed_zone()
    round = settled(there)
    seen = analyse(round).digest
    done = together(*[lambda: confirm(there.secretary, round, seen, at=JULY) for _ in range(3)])
    assert [len(one) for one in done if isinstance(one, list)] == [2, 2, 2]
    assert (Matter.objects.count(), Announcement.objects.count()) == (2, 1)


def test_two_who_tag_or_enter_at_once_are_one_after_the_other_or_one_is_refused(committed_db: object) -> None:
    del committed_db
    there = an_assessed_zone()
    round, upper = opened(there), there.upper
    for words in ({"研发投入": "hard"}, {"研发投入": "lose"}):
        done = together(*[partial(tag, there.clerk, upper, words, at=READ)] * 3)
        refused = {one.code for one in done if isinstance(one, Problem)}
        assert refused <= {"assessment.changed-meanwhile"}
    assert [one.word for one in Tag.objects.order_by("turn")] == ["hard", "lose"]
    given = Given(all_scores(), {})

    def once() -> None:
        enter(there.clerk, round, given, issuer="区考核办", paper=a_paper(), at=JULY)

    done = together(once, once, once)
    refused = {one.code for one in done if isinstance(one, Problem)}
    assert refused <= {"rounds.changed-meanwhile", "assessment.nothing-given", "rounds.reason-missing"}
    assert Report.objects.count() == 20
