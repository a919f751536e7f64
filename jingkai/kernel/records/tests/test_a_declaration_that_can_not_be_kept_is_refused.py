from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.db.models.functions import Lower
from django.test.utils import isolate_apps

from jingkai.kernel.records import checks, declare
from jingkai.kernel.records.checks import declared_tables
from jingkai.kernel.records.declare import Guard, append_only, cache, declaration_of, mutable
from jingkai.kernel.records.models import Entry, File
from tests.proof import proves


@pytest.fixture(autouse=True)
def _declarations_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(declare, "_DECLARED", dict(declare._DECLARED))


def ids_of(make: Callable[[], Any], monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The faults of one model, which no other test sees."""
    with isolate_apps("jingkai.kernel.records"):
        model = make()
        monkeypatch.setattr(checks.apps, "get_models", lambda: [model])
        return {str(message.id) for message in declared_tables(None)}


def a_model(name: str = "Sample", /, **attributes: Any) -> Any:
    class Meta:
        app_label = "jk_records"
        constraints = attributes.pop("constraints", [])

    return type(name, (models.Model,), {"__module__": __name__, "Meta": Meta, **attributes})


@proves("K2.1.6")
def test_a_table_that_does_not_say_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ids_of(a_model, monkeypatch) == {"jk_records.E001"}
    assert ids_of(lambda: mutable("a login")(a_model()), monkeypatch) == set()


@pytest.mark.parametrize(
    ("field", "fault"),
    [
        (lambda: models.FloatField(), "E004"),
        (lambda: models.DecimalField(max_digits=9, decimal_places=2), "E004"),
        (lambda: models.DateTimeField(auto_now_add=True), "E005"),
        (lambda: models.DateField(auto_now=True), "E005"),
        (lambda: models.IntegerField(db_default=7), "E006"),
    ],
)
def test_a_column_whose_value_can_not_be_recorded(
    field: Callable[[], Any], fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = ids_of(lambda: append_only()(a_model(value=field())), monkeypatch)
    assert found == {f"jk_records.{fault}"}
    assert ids_of(lambda: cache(rebuild=list)(a_model("Other", value=field())), monkeypatch) == set()


def test_a_uniqueness_that_replace_could_pass_by(monkeypatch: pytest.MonkeyPatch) -> None:
    by_expression = models.UniqueConstraint(Lower("name"), name="jk_by_expression")
    model = lambda: a_model(name=models.TextField(), constraints=[by_expression])  # noqa: E731
    assert ids_of(lambda: append_only()(model()), monkeypatch) == {"jk_records.E007"}


def test_a_problem_or_a_constraint_that_is_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    guard = Guard("x", "1 = 0", "records.no-such-problem")
    assert ids_of(lambda: append_only(guard)(a_model()), monkeypatch) == {"jk_records.E002"}
    problems = {"jk_no_such_constraint": "records.row-exists"}
    assert ids_of(lambda: append_only(problems=problems)(a_model()), monkeypatch) == {"jk_records.E003"}


def test_one_table_declared_as_two_things() -> None:
    with isolate_apps("jingkai.kernel.records"):
        append_only()(a_model("Twice"))

        class Second(models.Model):
            class Meta:
                app_label = "jk_records"
                db_table = "jk_records_twice"

        with pytest.raises(ValueError, match="declared twice"):
            append_only()(Second)


def test_the_tables_of_this_room_are_what_the_readme_says() -> None:
    kinds = {model: declaration_of(model) for model in apps.get_app_config("jk_records").get_models()}
    caches = {model.__name__ for model, one in kinds.items() if one and one.kind == "cache"}
    assert caches == {"BatchLive", "Counter", "RoomVersion", "SearchText"}
    assert all(one and one.kind in ("append-only", "cache") for one in kinds.values())
    assert (one := declaration_of(File))
    assert one.carries_batch
    assert (one := declaration_of(Entry))
    assert not one.carries_batch
