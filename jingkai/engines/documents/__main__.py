"""python -m jingkai.engines.documents FILE: the document as JSON, every scalar a text; or what is wrong with it."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from .faults import Wrong
from .text import load_text


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit code: 0, or 2 for a refusal."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if len(given) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        print(json.dumps(load_text(Path(given[0]).read_text("utf-8-sig")), ensure_ascii=False, indent=1))
    except (Wrong, OSError, UnicodeDecodeError) as refused:
        print(f"{refused.zh} / {refused.en}" if isinstance(refused, Wrong) else refused, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
