#!/usr/bin/env bash
# The SQLite tests of the rooms touched since this branch left the main one, committed or not.
source "$(dirname "$0")/lib.sh"

base=$(git merge-base HEAD origin/main 2>/dev/null || git rev-parse HEAD)
touched=$( { git diff --name-only "$base"; git ls-files --others --exclude-standard; } | python scripts/rooms.py)
if [ -z "$touched" ]; then
    say "No room touched since ${base:0:9}"
    exit 0
fi

mkdir -p var
say "Tests of the rooms touched since ${base:0:9}: ${touched//$'\n'/ }"
# shellcheck disable=SC2086  # one folder a word
JINGKAI_DATABASE_URL="sqlite:///$PWD/var/test.sqlite3" python -m pytest -n "$JOBS" --exitfirst $touched
