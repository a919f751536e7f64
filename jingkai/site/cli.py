"""The command line: `jingkai COMMAND ...`. Each command is a module of `commands/` that says its name and
arguments.
"""

import argparse
import importlib
import pkgutil
import sys
from types import ModuleType

from jingkai import __version__
from jingkai.site import commands
from jingkai.site.commands._common import language
from jingkai.site.parser import ChineseParser, language_asked


def _modules() -> list[ModuleType]:
    names = sorted(
        module.name for module in pkgutil.iter_modules(commands.__path__) if not module.name.startswith("_")
    )
    return [importlib.import_module(f"{commands.__name__}.{name}") for name in names]


def build_parser(lang: str = "zh") -> argparse.ArgumentParser:
    """The parser with all commands; docs/commands.md and help.zh.yaml are tested against it."""
    parser = (argparse.ArgumentParser if lang == "en" else ChineseParser)(
        prog="jingkai",
        description="经开: the system an economic development zone runs on",
        epilog="jingkai COMMAND --help explains one command",
    )
    # The commands' own --lang has no default, so that one given before the command holds too.
    language(parser, default="zh")
    parser.add_argument("--version", action="version", version=f"jingkai {__version__}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for module in _modules():
        sub = subparsers.add_parser(module.NAME, help=module.HELP, description=module.HELP)
        module.add_arguments(sub)
        sub.set_defaults(run=module.run)
    return parser


def main(argv: list[str] | None = None) -> int:
    """Runs one command. Exit codes: 0 done; 1 refused or something found; 2 wrong usage."""
    arguments = sys.argv[1:] if argv is None else argv
    args = build_parser(language_asked(arguments)).parse_args(arguments)
    try:
        return int(args.run(args) or 0)
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
