"""The peer of the register page: Django's own admin over the same table, as `startproject` sets it up. It stands in the
bench alone: the product's admin knows no table of the zone's (docs/decisions), and it scopes nothing.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.urls import path

from jingkai.kernel.matters.models import Matter


class Matters(admin.ModelAdmin):  # type: ignore[type-arg]
    """The columns of the ledger, but for lateness and light: what is open by what is due first; with `?all`, all."""

    list_display = ("label", "title", "lead_unit", "lead_leader", "state", "finish")
    list_select_related = ("lead_unit", "lead_leader", "case__now")
    list_per_page = 50
    search_fields = ("title",)
    raw_id_fields = ("batch", "case", "zone", "subject", "lead_unit", "lead_leader", "parent")

    @admin.display
    def state(self, row: Matter) -> str:
        """The state of its case."""
        return row.case.now.state

    @admin.display
    def finish(self, row: Matter) -> Any:
        """Until when it is to be closed."""
        return row.case.now.finish

    def get_queryset(self, request: HttpRequest) -> QuerySet[Matter]:
        """Of all years by number, or what is open."""
        rows = super().get_queryset(request)
        if request.path.startswith("/all"):
            return rows.order_by("-year", "-number")
        open_ones = rows.filter(case__now__ended__in=[False])
        return open_ones.order_by(F("case__now__finish").asc(nulls_last=True), "pk")


site = admin.AdminSite()
site.register(Matter, Matters)
urlpatterns = [path("open/", site.urls), path("all/", site.urls)]
