# Samenhang: `make demo` shows it, `make test` proves it; see README.md.
.DEFAULT_GOAL := help
.PHONY: help setup demo demo-reset test check check-static bench lock

PYTHON ?= python3
BIN := .venv/bin

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## virtual environment, locked dependencies, front-end packages
	@$(PYTHON) config/stack/environment.py

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

lock: setup ## choose newer versions: rewrites requirements*.txt and package-lock.json
	$(LOCK) --upgrade requirements.in --output-file requirements.txt
	$(LOCK) --upgrade requirements-dev.in --output-file requirements-dev.txt
	npm update --package-lock-only
