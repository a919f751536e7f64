#!/usr/bin/env bash
# The Python environment in .venv: exactly the packages of requirements/dev.txt, and jingkai itself in place.
source "$(dirname "$0")/lib.sh"

# find_python: the first Python that is new enough; PYTHON= names another.
find_python() {
    local candidate
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

if [ ! -x .venv/bin/python ]; then
    python=$(find_python) || provide python3
    python=$(find_python) || die "Python 3.11 or newer is needed; name one with: make PYTHON=/path/to/python3"
    "$python" -c 'import ensurepip' 2>/dev/null || provide python3-venv
    say "Environment with $("$python" --version) in .venv"
    "$python" -m venv .venv
fi

say "Packages of requirements/dev.txt"
.venv/bin/python -m pip install -qq --require-hashes --requirement requirements/dev.txt
.venv/bin/python -m pip install -qq --no-deps --no-build-isolation --editable .

# Papers are also written as PDF, which draws with a library that pip does not bring. Everything else works without.
.venv/bin/python -c 'import weasyprint' 2>/dev/null || (provide libpangoft2-1.0-0) || true
