# Two commands: `make run` starts Entregent on this machine, `make test` checks everything.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin/python
BIN := .venv/bin
PACKAGES := accounts brochures contacts crm directory events network operations ui
PROCESSES ?= 2

help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

run: environment ## Install what is missing, then serve with demonstration data (PORT, HOST)
	@$(PY) manage.py serve --demo

demo-reset: environment ## Throw the data of this copy away and load the demonstration again
	@$(PY) manage.py demo --reset

test: environment-test lint types layers ## Check everything, real-browser tests included
	@$(PY) manage.py makemigrations --check --dry-run
	@$(BIN)/coverage erase
	@$(PY) -m pytest -n $(PROCESSES) --ignore=tests/browser --cov --cov-report=
	@$(PY) -m pytest -n $(PROCESSES) tests/browser --cov --cov-append --cov-report=
	@$(BIN)/coverage report --skip-covered --skip-empty | tail -n 25

test-postgres: environment-test ## The same tests on PostgreSQL: a throw-away server, or DATABASE_URL
	@scripts/postgres.sh $(PY) -m pytest -n $(PROCESSES) --ignore=tests/browser
	@scripts/postgres.sh $(PY) -m pytest -n $(PROCESSES) tests/browser

check: environment-test lint types layers ## The quick part: everything but the browser
	@$(PY) manage.py makemigrations --check --dry-run
	@$(PY) -m pytest -n $(PROCESSES) --ignore=tests/browser

lint: ## Style of Python and of templates, dependencies named
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djangofmt --check $(TEMPLATES)
	@$(BIN)/djlint --lint --quiet $(PACKAGES)
	@$(BIN)/deptry . 2>&1 | tail -n 5; test $${PIPESTATUS[0]} -eq 0
TEMPLATES = $$(git ls-files '*/templates/*.html')

types: ## Types, strictly
	@$(BIN)/mypy $(PACKAGES)

layers: ## The order of the nine packages
	@$(BIN)/lint-imports --no-cache | tail -n 4; test $${PIPESTATUS[0]} -eq 0

format: ## Lay out Python and templates
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .
	@$(BIN)/djangofmt --quiet $(TEMPLATES)

environment:
	@scripts/environment.sh run
	@scripts/system.sh run

environment-test:
	@scripts/environment.sh test
	@scripts/system.sh test

.PHONY: help run demo-reset test test-postgres check lint types layers format environment environment-test
