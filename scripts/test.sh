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
# Each worker takes tests that stand beside each other, which share what was made for them, and helps out at the end.
run=(python -m pytest -n "$JOBS" --dist worksteal)
JINGKAI_DATABASE_URL="sqlite:///$PWD/var/test.sqlite3" "${run[@]}" || failed+=(SQLite)

if ! scripts/postgres status; then
    trap 'scripts/postgres stop' EXIT
fi
url=$(scripts/postgres start)

# The engines, the exam and the documents know no database: once is enough for them. Of the pages every address is read
# here as every role, and what searches, counts tries and signs in; what they show is looked at above.
addresses=tests/pages/test_roles_and_addresses.py
rooms=()
for room in jingkai/kernel jingkai/web jingkai/systems jingkai/site tests/invariants "$addresses" \
    tests/pages/test_whatever_one_may_see_is_found.py tests/pages/test_wrong_passwords_make_wait.py \
    tests/pages/test_second_factors.py tests/pages/test_canaries_through_a_session.py; do
    [ -e "$room" ] && rooms+=("$room")
done
above=("$addresses::test_every_role_gets_the_answer_of_the_table[post]"
    "$addresses::test_no_address_takes_a_post_without_the_token_of_its_form")

say "Tests on PostgreSQL"
JINGKAI_DATABASE_URL="$url" "${run[@]}" "${rooms[@]}" "${above[@]/#/--deselect=}" || failed+=(PostgreSQL)

[ ${#failed[@]} = 0 ] || die "
make test: failed on: ${failed[*]}"
