#!/usr/bin/env bash
# Everything that is judged without running it. All judges are heard before it ends.
source "$(dirname "$0")/lib.sh"

failed=()

# judge NAME COMMAND...
judge() {
    local name=$1
    shift
    say "$name"
    "$@" || failed+=("$name")
}

judge "ruff" ruff check .
judge "ruff format" ruff format --check .
judge "mypy" mypy
judge "import-linter" lint-imports --no-logo
judge "requirements" python scripts/requirements.py --check
judge "problems" python scripts/problems.py --check
judge "manners" python scripts/manners.py

[ ${#failed[@]} = 0 ] || die "
make lint: not clean: ${failed[*]}"
