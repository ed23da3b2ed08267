# Two commands: `make run` starts Entregent on this machine, `make test` checks everything.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin/python
export PORT ?= 8000

help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/ —/'

.venv/installed: requirements.txt scripts/python.sh
	@scripts/python.sh .venv
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

run: .venv/installed ## Install what is missing, then serve with demonstration data
	@scripts/system.sh run
	@$(PY) manage.py serve --demo

.PHONY: help run
