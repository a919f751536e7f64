"""What doctor finds here that no database can refuse."""

from collections.abc import Iterator

from django.db.models import F

from jingkai.kernel.records.doctor import Finding, examination

from .models import Move


@examination
def order_of_time() -> Iterator[Finding]:
    """No move is dated before the one it follows."""
    later = Move.objects.filter(case__moves__n=F("n") - 1, at__lt=F("case__moves__at"))
    for case, n in later.order_by("case", "n").values_list("case", "n"):
        zh, en = f"事项 {case} 第 {n} 步早于上一步", f"move {n} of case {case} is dated before the one before"
        yield Finding("flows.before-last-move", "fault", "jk_flows_move", zh, en)
