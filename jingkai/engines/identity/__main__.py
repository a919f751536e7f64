"""`python -m jingkai.engines.identity check CODE...`, `compare A B`, `find NAME FILE`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from jingkai.engines.identity.checking import check_code
from jingkai.engines.identity.proposal import Name, Proposal, Verdict, candidates, compare
from jingkai.engines.identity.reading import CodeReading, masked
from jingkai.engines.quantity.problems import Problem

KINDS = {"credit_code": "统一社会信用代码", "citizen_id": "公民身份号码", "citizen_id_15": "15位身份号码"}
STATUS = {"valid": "有效", "doubtful": "存疑", "invalid": "无效"}
SLIPS = {"lookalike": "形近字符", "swapped": "相邻对调", "check": "仅末位有误", "upgrade": "对应的18位"}
VERDICTS = {Verdict.SAME: "相同", Verdict.LIKELY: "可能相同", Verdict.DIFFERENT: "不同"}


def describe(reading: CodeReading) -> str:
    """What was found out about a code, a line each; a citizen's number is shown by its ends only."""
    kind = KINDS.get(reading.kind, "?")
    lines = [f"{reading.shown}  {STATUS[reading.status]} {reading.status}  {kind}  {reading.bearer}".rstrip()]
    for finding in reading.findings:
        lines += [f"  {finding.problem.zh}", f"  {finding.problem.en}  [{finding.problem.code}]"]
    for repair in reading.repairs:
        shown = masked(repair.text) if reading.kind.startswith("citizen_id") else repair.text
        at = "、".join(str(position) for position in repair.positions)
        lines.append(f"  ? {shown}  {SLIPS[repair.slip]} {repair.slip} ({at})")
    return "\n".join(lines)


def describe_proposal(proposal: Proposal) -> str:
    """A proposal with its reasons, a line each."""
    names = f"{proposal.left.text} | {proposal.right.text}"
    lines = [f"{names}  {VERDICTS[proposal.verdict]} {proposal.verdict}  {proposal.score}"]
    return "\n".join(lines + [f"  {reason.zh} / {reason.en}" for reason in proposal.reasons])


def main(arguments: list[str]) -> int:
    """0 when every code holds or the names may be one, 1 when not, 2 when the question cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m jingkai.engines.identity", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check").add_argument("codes", nargs="+")
    pair = commands.add_parser("compare")
    pair.add_argument("left")
    pair.add_argument("right")
    find = commands.add_parser("find")
    find.add_argument("name")
    find.add_argument("file", type=Path, help="a text file with one name a line")
    options = parser.parse_args(arguments)
    if options.command == "check":
        readings = [check_code(code) for code in options.codes]
        print("\n".join(describe(reading) for reading in readings))
        return int(any(reading.status == "invalid" for reading in readings))
    try:
        if options.command == "compare":
            found: tuple[Proposal, ...] = (compare(Name(options.left), Name(options.right)),)
        else:
            lines = options.file.read_text(encoding="utf-8").splitlines()
            found = candidates(Name(options.name), (Name(line) for line in lines if line.strip()))
    except Problem as refused:
        print(f"{refused.zh}\n{refused.en}  [{refused.code}]", file=sys.stderr)
        return 2
    print("\n".join(describe_proposal(proposal) for proposal in found))
    return int(not any(proposal.verdict is not Verdict.DIFFERENT for proposal in found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
