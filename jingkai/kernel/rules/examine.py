"""What doctor finds here that no database can refuse."""

from collections.abc import Iterator

from jingkai.kernel.parties.models import Grant
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.doctor import Finding, examination

from .document import identity_of
from .models import RuleSet
from .roles import known_roles


@examination
def rule_sets() -> Iterator[Finding]:
    """Each document is what its identity says, and its kind can still read it."""
    for row in RuleSet.objects.order_by("pk"):
        place = f"jk_rules_ruleset {row.pk}"
        if identity_of(row.document) != row.identity:
            zh, en = f"“{row}”的全文与其摘要不符", f"the text of {row} is not what its identity says"
            yield Finding("rules.invalid", "fault", place, zh, en)
            continue
        try:
            row.body  # noqa: B018 - reading it is the examination
        except Problem as problem:
            yield Finding(problem.code, "fault", place, problem.zh, problem.en)


@examination
def grants() -> Iterator[Finding]:
    """Each grant names a role that some rule set of roles knows; otherwise it opens nothing."""
    known = known_roles()
    for key, role in Grant.objects.order_by("pk").values_list("pk", "role"):
        if role not in known:
            zh, en = f"授权 {key} 的角色“{role}”不存在", f"grant {key} names {role}, which is no role"
            yield Finding("rules.role-unknown", "note", "jk_parties_grant", zh, en)
