#!/usr/bin/env bash
# Every test on SQLite, then those that meet a database on PostgreSQL, also when the first run failed.
source "$(dirname "$0")/lib.sh"

mkdir -p var
failed=()
# Too large for every newcomer's environment, and what is said of it is proven here all the same.
if ! python -c 'import pyspark' 2>/dev/null; then
    say "Spark, once"
    python -m pip install -qq --require-hashes --requirement requirements/spark.txt
fi
export TEST_SPARK=must
[ -n "${JAVA_HOME:-}" ] || command -v java >/dev/null || provide default-jre-headless
[ -n "${BROWSER:-}" ] || command -v chromium chromium-browser google-chrome >/dev/null || provide chromium

say "Tests on SQLite"
JINGKAI_DATABASE_URL="sqlite:///$PWD/var/test.sqlite3" python -m pytest -n "$JOBS" || failed+=(SQLite)

if ! scripts/postgres status; then
    trap 'scripts/postgres stop' EXIT
fi
url=$(scripts/postgres start)

# The engines, the exam and the documents know no database: once is enough for them.
rooms=()
for room in jingkai/kernel jingkai/web jingkai/systems jingkai/site tests/invariants tests/pages; do
    [ -d "$room" ] && rooms+=("$room")
done

say "Tests on PostgreSQL"
JINGKAI_DATABASE_URL="$url" python -m pytest -n "$JOBS" "${rooms[@]}" || failed+=(PostgreSQL)

[ ${#failed[@]} = 0 ] || die "
make test: failed on: ${failed[*]}"
