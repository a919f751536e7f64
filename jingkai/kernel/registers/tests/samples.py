"""What the tests of registers write: a kind of subject that is declared."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from jingkai.kernel.rules.models import RuleSet
from jingkai.kernel.rules.services import ship_folder

# The day on which everything is written.
AT = datetime(2024, 4, 8, 9, 0, tzinfo=UTC)

PROJECTS = """
kind: register
key: register.project
version: "1"
title: {zh: 项目台账, en: Register of projects}
valid_from: 2020-01-01
source: 测试
body:
  title: {zh: 项目, en: Projects}
  stages:
    - {code: signed, title: {zh: 签约, en: contract signed}}
    - {code: started, title: {zh: 开工, en: begun}, needs: [signed]}
    - {code: roofed, title: {zh: 封顶, en: roofed}, needs: [started]}
  columns:
    - {code: trade, title: {zh: 产业, en: Industry}, type: choice, vocabulary: trades}
    - {code: size, title: {zh: 规模, en: Size}, type: figure}
    - {code: ends, title: {zh: 合同到期, en: Contract ends}, type: date}
    - {code: remark, title: {zh: 备注, en: Remark}, type: text, listed: "false"}
  vocabulary:
    trades:
      title: {zh: 主导产业, en: industries}
      words: {electronics: {zh: 电子信息, en: electronics}, materials: {zh: 新材料, en: new materials}}
"""


def declare(text: str = PROJECTS) -> RuleSet:
    """The rule of a register, as a release ships it."""
    with TemporaryDirectory() as folder:
        Path(folder, "register.yaml").write_text(text, encoding="utf-8")
        (rule,) = ship_folder(Path(folder), at=AT)
    return rule
