"""The hash written with a row is the one computed from the row read back, on both databases."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.db import connection, models, transaction
from django.test.utils import isolate_apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jingkai.kernel.problems import Problem
from jingkai.kernel.records.hashing import canonical, content_hash, row_hash, row_text
from jingkai.kernel.records.role import become_app, become_owner

text = st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs",)), max_size=30)
whole = st.integers(-(2**63), 2**63 - 1)
exact = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=8,
)
zones = st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours)))

rows = st.fixed_dictionaries(
    {
        "name": text,
        "note": st.none() | text,
        "count": whole,
        "share": st.none() | st.integers(-(2**31), 2**31 - 1),
        "done": st.booleans(),
        "day": st.none() | st.dates(date(1900, 1, 1)),
        "at": st.datetimes(datetime(1900, 1, 2), datetime(9999, 12, 30), timezones=zones),  # noqa: DTZ001
        "content": exact,
        "token": st.none() | st.uuids(),
        "sealed": st.none() | st.binary(max_size=20),
    }
)

SOME = {"name": "a", "count": 1, "done": True, "at": datetime(2026, 11, 21, tzinfo=UTC)}


@pytest.fixture
def sample(committed_db: object) -> Iterator[type[models.Model]]:
    """A table with a column of every kind that a recorded row may have."""
    del committed_db
    with isolate_apps("jingkai.kernel.records"):

        class Sample(models.Model):
            name = models.CharField(max_length=30)
            note = models.TextField(null=True)
            count = models.BigIntegerField()
            share = models.IntegerField(null=True)
            done = models.BooleanField()
            day = models.DateField(null=True)
            at = models.DateTimeField()
            content = models.JSONField(null=True)
            token = models.UUIDField(null=True)
            sealed = models.BinaryField(null=True)

            class Meta:
                app_label = "jk_records"

        if connection.vendor == "postgresql":
            become_owner(connection)
        with connection.schema_editor() as editor:
            editor.create_model(Sample)
        yield Sample
        if connection.vendor == "postgresql":
            become_app(connection)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(values=rows)
def test_a_row_read_back_has_the_hash_it_was_written_with(
    sample: type[models.Model], values: dict[str, object]
) -> None:
    row = sample(**values)
    before = row_hash(row)
    with transaction.atomic():
        row.save(force_insert=True)
    assert row_hash(sample._base_manager.get(pk=row.pk)) == before


def test_what_is_typed_as_text_hashes_as_what_it_means(sample: type[models.Model]) -> None:
    at = datetime(2026, 11, 21, 9, 0, tzinfo=timezone(timedelta(hours=8)))
    token = uuid.UUID(int=7)
    typed = sample(name="a", count="12", done=1, day="2026-11-21", at=at, token=str(token))
    meant = sample(name="a", count=12, done=True, day=date(2026, 11, 21), at=at.astimezone(UTC), token=token)
    assert row_hash(typed) == row_hash(meant)


def test_every_value_counts_and_an_unset_one_does_not(sample: type[models.Model]) -> None:
    at = datetime(2026, 11, 21, tzinfo=UTC)
    plain = {"name": "a", "count": 1, "done": False, "at": at}
    # A column added later is NULL in old rows: it must not change their hashes.
    assert "note" not in row_text(sample(**plain))
    assert "share" not in row_text(sample(**plain, share=None))
    others = [
        {"name": "b"},
        {"count": 2},
        {"done": True},
        {"at": at + timedelta(microseconds=1)},
        {"share": 0},
    ]
    hashes = {row_hash(sample(**plain | other)) for other in others}
    assert len(hashes | {row_hash(sample(**plain))}) == len(others) + 1


@pytest.mark.parametrize("damaged", ["a\x00b", "half \ud83d of a pair"])
def test_text_that_postgresql_can_not_store_is_refused_on_both(
    sample: type[models.Model], damaged: str
) -> None:
    for value in ({"name": damaged}, {"content": {"deep": [damaged]}}):
        with pytest.raises(Problem) as refusal:
            row_hash(sample(**SOME | value))
        assert refusal.value.code == "records.unstorable-text"


@pytest.mark.parametrize("value", [{"content": {"share": 0.1}}, {"at": datetime(2026, 1, 1)}])  # noqa: DTZ001
def test_a_value_without_an_exact_text_is_refused(
    sample: type[models.Model], value: dict[str, object]
) -> None:
    with pytest.raises(Problem) as refusal:
        row_text(sample(**SOME | value))
    assert refusal.value.code == "records.unhashable-value"


def test_the_order_of_keys_does_not_count_and_the_order_of_a_list_does() -> None:
    assert canonical({"b": 1, "a": [1, 2]}) == canonical({"a": [1, 2], "b": 1}) == '{"a":[1,2],"b":1}'
    assert content_hash({"a": [1, 2]}) != content_hash({"a": [2, 1]})
    assert content_hash(b"abc") == content_hash("abc")
