"""The approval of a version."""

from django.db import models

from jingkai.kernel.parties.access import open_to_staff, see
from jingkai.kernel.parties.models import Person, Scoped
from jingkai.kernel.records.declare import Guard, append_only

from .rule_set import RuleSet

# Who approves, or is acted for in approving, is among those who wrote it or for whom it was written.
_BY_AUTHOR = (
    "EXISTS (SELECT 1 FROM jk_rules_ruleset r WHERE r.id = NEW.rule_set_id AND ("
    "r.author_id IN (NEW.approver_id, NEW.approver_for_id)"
    " OR r.author_for_id IN (NEW.approver_id, NEW.approver_for_id)))"
)
_FITS = (
    "NOT EXISTS (SELECT 1 FROM jk_rules_ruleset r WHERE r.id = NEW.rule_set_id"
    " AND r.key = NEW.key AND r.scope = NEW.scope AND r.version = NEW.version)"
)
_NOBODY = (
    "NEW.approver_id IS NULL AND (NEW.release = '' OR EXISTS (SELECT 1 FROM jk_rules_ruleset r"
    " WHERE r.id = NEW.rule_set_id AND (r.author_id IS NOT NULL OR r.unit_id IS NOT NULL)))"
)


@see(open_to_staff("rules", "by which rules one is judged is open to everyone who works here"))
@append_only(
    Guard("by-a-second-person", _BY_AUTHOR, "rules.approver-is-author"),
    Guard("by-somebody", _NOBODY, "rules.approver-missing"),
    Guard("of-that-version", _FITS, "rules.version-approved"),
    problems={"jk_approval_once": "rules.approved-already"},
    lasting=True,
)
class Approval(Scoped):
    """批准: from here on the version holds and does not change. `release` approves what it ships."""

    rule_set = models.ForeignKey(
        RuleSet, verbose_name="规则集", on_delete=models.PROTECT, related_name="approvals"
    )
    # Copied, so that one constraint keeps two revisions of a version from both being approved.
    key = models.CharField("键", max_length=120)
    scope = models.CharField("适用范围", max_length=40, blank=True)
    version = models.CharField("版本", max_length=40)
    approver = models.ForeignKey(
        Person, verbose_name="批准人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approver_for = models.ForeignKey(
        Person, verbose_name="代何人批准", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    release = models.CharField("发布版本", max_length=40, blank=True)

    class Meta:
        verbose_name = "批准"
        verbose_name_plural = "批准"
        constraints = [models.UniqueConstraint(fields=["key", "scope", "version"], name="jk_approval_once")]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"
