"""`jingkai read FILE`: what the workbook reader understands of a file, without a database."""

import argparse
import json
from pathlib import Path

from jingkai.engines.sheets import SheetProblem, read_workbook
from jingkai.engines.sheets.report import report

from ._common import DONE, WRONG_USAGE, complain, language, refuse, unread, warn_unasked

NAME = "read"
HELP = "print what is understood of a workbook: facts, records, questions, warnings (nothing is stored)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE..., --json, --answers, --lang."""
    parser.add_argument("files", nargs="+", metavar="FILE", help=".xlsx, .xls, .ods or .csv")
    parser.add_argument(
        "--json", action="store_true", help="machine-readable, in the shape of the expected files"
    )
    parser.add_argument("--answers", metavar="FILE", help="JSON object: question id to answer")
    language(parser)


def run(args: argparse.Namespace) -> int:
    """Prints a report a file; 1 when any file is refused."""
    try:
        answers = json.loads(Path(args.answers).read_text("utf-8")) if args.answers else {}
    except (OSError, ValueError) as error:
        unread(args, args.answers, error)
        return WRONG_USAGE
    if not isinstance(answers, dict):
        complain(
            args,
            f"{args.answers}：应是一个 JSON 对象：问题编号对答复",
            f"{args.answers}: a JSON object is needed: question id to answer",
        )
        return WRONG_USAGE
    code = DONE
    met: set[str] = set()
    asked = False
    found = []
    for name in args.files:
        try:
            reading = read_workbook(name, answers={str(k): str(v) for k, v in answers.items()})
        except SheetProblem as problem:
            code = refuse(args, problem, name)
            said = {"code": problem.code, "zh": problem.zh, "en": problem.en}
            found.append({"file": Path(name).name, "problem": said})
            continue
        except OSError as error:
            code = unread(args, name, error)
            continue
        met |= reading.questions_met
        asked = asked or bool(reading.questions)
        if args.json:
            found.append(reading.to_json())
        else:
            print(report(reading, args.lang))
    warn_unasked(args, answers, met, asked=asked)
    if args.json:
        print(json.dumps(found[0] if len(args.files) == 1 and found else found, ensure_ascii=False, indent=1))
    return code
