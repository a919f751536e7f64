"""Loading the engine of scores takes half a second, which no command and no page waits for that has no scheme."""

import subprocess
import sys

_CODE = """
import sys, django
django.setup()
import jingkai.kernel.rounds.services, jingkai.kernel.rounds.queries
print([name for name in ("jingkai.engines.scoring", "ibis", "duckdb") if name in sys.modules])
"""


def test_the_platform_starts_without_it() -> None:
    done = subprocess.run([sys.executable, "-c", _CODE], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
