# jingkai: every way to start it. `make help` lists them; what takes more than a line is in scripts/.

VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
# How many processes run the tests.
JOBS   ?= 2

export JOBS
export PATH := $(CURDIR)/$(BIN):$(PATH)

.DEFAULT_GOAL := help
.PHONY: help environment run test check lint format docs screenshots lock bench dist clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

environment: $(READY) ## the Python environment with its pinned packages, in .venv

$(READY): requirements/dev.txt pyproject.toml scripts/environment.sh scripts/lib.sh
	@scripts/environment.sh
	@touch $@

run: $(READY) ## the sample zone: its workbooks brought in, its month of 2024-03 closed and printed, its pages served
	@scripts/run.sh

test: $(READY) ## every test, on SQLite and on PostgreSQL
	@scripts/test.sh

check: $(READY) ## lint, and the SQLite tests of the rooms you touched: about a minute
	@scripts/lint.sh
	@scripts/check.sh

lint: $(READY) ## ruff, mypy, import-linter, requirements, the house's manners
	@scripts/lint.sh

format: $(READY) ## put the code into the house's form
	@ruff check --quiet --fix-only .
	@ruff format .

docs: $(READY) ## write the generated pages: docs/requirements.md, docs/problems.md
	@python scripts/requirements.py
	@python scripts/problems.py

screenshots: $(READY) ## photograph the sample's pages into docs/screenshots
	@python scripts/screenshots.py

lock: $(READY) ## pin the packages named in requirements/*.in
	@scripts/lock.sh

bench: $(READY) ## measure beside the peers, into bench/results.md
	@python scripts/bench.py

dist: $(READY) ## one archive in dist/ that installs with the network off
	@scripts/dist.sh

clean: ## remove what the other targets made; the data in var/ stays
	@scripts/clean.sh
