"""Sheets made by hand: what the printed forms are made from, without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from jingkai.kernel.papers.content import Block, Run
from jingkai.kernel.papers.sheet import Sheet

NOTICE = Sheet(
    kind="通知",
    head="滨河经济开发区督查室文件",
    title="关于开展2024年第一季度防汛安全检查的通知",
    corrects="",
    addressed="各街道、各部门",
    blocks=(
        Block("heading", (Run("一、总体要求"),)),
        Block("paragraph", (Run("一季度税收"), Run("24.4亿元", "fact:17", "财政局", "自报"), Run("，同比增长。"))),
        Block("subheading", (Run("（一）时间安排"),)),
        Block("table", rows=(((Run("牵头单位"),), (Run("东城街道"),)), ((Run("办结期限"),), (Run("2024年2月1日"),)))),
    ),
    attachments=("检查表", "联系人名单"),
    signature="滨河经济开发区督查室",
    copies="西城街道",
    printed_by="滨河经济开发区督查室",
    number="滨经发〔2024〕3号",
    day=date(2024, 1, 8),
    made=datetime(2024, 1, 8, 1, 0, tzinfo=UTC),
    as_of=17,
)  # fmt: skip


def a_sheet(**changes: Any) -> Sheet:
    """The notice, otherwise."""
    return replace(NOTICE, **changes)
