"""From midnight to eight in the morning it is yesterday in UTC: what is entered today is there today."""

from datetime import UTC, datetime

import pytest

from jingkai.kernel.parties.models import Post
from jingkai.site.commands import _common
from tests.month.commands import Shell

# 00:30 of 23 November in Shanghai.
JUST_AFTER_MIDNIGHT = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)


class Clock(datetime):
    @classmethod
    def now(cls, tz: object = None) -> datetime:
        return JUST_AFTER_MIDNIGHT


def test_who_is_entered_after_midnight_is_listed_at_once(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_common, "datetime", Clock)
    shell("init", "--zone", "夜班开发区", "--unit", "夜班街道")
    entered = shell("person", "add", "王夜", "--unit", "夜班街道", "--post", "值班员", "--role", "street")
    assert entered.code == 0, entered.err
    assert str(Post.objects.get(title="值班员").since) == "2026-11-23"
    assert "1 个职务" in shell("person", "list").out
