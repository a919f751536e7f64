#!/usr/bin/env bash
# Removes what make made: the environment, caches, builds, the test database server. Never the data in var/.
source "$(dirname "$0")/lib.sh"

scripts/postgres stop 2>/dev/null || true
rm -rf .venv build dist bench/scratch ./*.egg-info var/test.sqlite3*
rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .grimp_cache
find . -name __pycache__ -type d -prune -exec rm -rf {} +
