# Samenhang: `make demo` shows it, `make test` proves it; README.md says more.
.DEFAULT_GOAL := help
.PHONY: help setup demo demo-reset test browser check check-static bench messages lock

# The first Python that is new enough; `make setup PYTHON=...` takes another.
ifndef PYTHON
PYTHON := $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
endif
PORT ?= 8000
BRP_PORT ?= 8001
BIN := .venv/bin
PACKAGES := config casework households privacy
DEMO := $(BIN)/python -m config.stack.demo --port $(PORT) --brp-port $(BRP_PORT)
# For commands that read code: settings with keys that protect nothing.
TOOL := DJANGO_SETTINGS_MODULE=config.stack.tool_settings

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## virtual environment, locked dependencies, front-end packages
	@$(or $(PYTHON),python3) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo 'Samenhang heeft Python 3.11 of nieuwer nodig: installeer die, of geef `make PYTHON=pad/naar/python`.' >&2; exit 1; }
	@$(or $(PYTHON),python3) config/stack/environment.py

demo: setup ## everything, with a demo municipality; Ctrl-C stops it, the data stays
	@$(DEMO)

demo-reset: setup ## the same with a new municipality
	@$(DEMO) --reset

browser: setup
	@$(BIN)/python -m config.stack.browser

test: browser ## all tests, those in the browser too
	env -u DJANGO_SETTINGS_MODULE $(BIN)/pytest -n logical

check-static: setup ## format, lint, types, layers, templates, migrations, translations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy $(PACKAGES) tests manage.py
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint config casework households privacy --lint
	$(TOOL) $(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	$(TOOL) $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(TOOL) $(BIN)/python manage.py translations --check

check: check-static test ## all of the above, then the tests

bench: setup ## benchmarks at scale, one JSON line per figure
	@$(BIN)/python -m tests.bench

messages: setup ## bring the translation files up to date with the source
	$(TOOL) $(BIN)/python manage.py translations

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

lock: setup ## choose newer versions: rewrites requirements*.txt and package-lock.json
	$(LOCK) --upgrade requirements.in --output-file requirements.txt
	$(LOCK) --upgrade requirements-dev.in --output-file requirements-dev.txt
	npm update --package-lock-only
