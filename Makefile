# Two commands do everything from a bare Python: `make demo` and `make test`.
SHELL := /bin/bash
.DEFAULT_GOAL := help
VENV ?= .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
# The newest Python that we support; PYTHON=... overrides.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && { echo $$p; break; }; done)
APP_SOURCES := $(shell find app -path app/node_modules -prune -o -type f -print 2>/dev/null) hatch_build.py
STATIC := backend/polyclinic/web/static/index.html
ARGS ?=
DATA ?= ../shared/data/synthea-r4

.PHONY: help demo test check fix app sdl bench doctor lock clean lighthouse screenshots

help: ## Say what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

demo: $(VENV)/.runtime $(STATIC) ## Run the whole product with an invented city
	@$(PY) -m polyclinic demo $(ARGS)

test: $(VENV)/.test $(STATIC) ## Everything: lint, types, contracts, unit, database, browser
	@infra/ensure-chromium
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy
	@$(PY) -m pytest $(ARGS)

check: $(VENV)/.test $(STATIC) ## Lint, types, import contracts and the fast tests, under a minute
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports --no-logo
	@$(PY) -m pytest -q -m "not slow and not browser" $(ARGS)

fix: $(VENV)/.test ## Mend what a machine can mend
	@$(VENV)/bin/ruff check --fix .
	@$(VENV)/bin/ruff format .

app: ## Build the app again
	@rm -f $(STATIC)
	@$(MAKE) --no-print-directory $(STATIC)

sdl: $(VENV)/.test ## Write schema.graphql, the typed operations and the allow-list
	@$(PY) -m polyclinic sdl --out schema/schema.graphql
	@$(PY) -m polyclinic_schema.generate

bench: $(VENV)/.runtime $(STATIC) ## Import FHIR files (DATA=PATH) into a throw-away database, five times
	@for run in 1 2 3 4 5; do folder=$$(mktemp -d); \
		POLYCLINIC_DATA_DIR=$$folder $(PY) -m polyclinic import-fhir $(DATA) --json \
		| $(PY) -c 'import json, sys; r = json.load(sys.stdin); n = sum(t["read"] for t in r["totals"].values()); \
		print(n, "resources", r["seconds"], "s", round(n / r["seconds"]), "per second", r["peak_rss_mb"], "MB")'; \
		rm -rf $$folder; done

doctor: $(VENV)/.runtime ## Say what is wrong and what to do
	@$(PY) -m polyclinic doctor

lighthouse: $(VENV)/.test $(STATIC) ## Measure the signed-in home under mobile throttling
	@infra/ensure-chromium
	@PYTHONPATH=tests $(PY) -m e2e.lighthouse $(ARGS)

screenshots: $(VENV)/.test $(STATIC) ## Take the pictures in docs/screenshots again
	@infra/ensure-chromium
	@PYTHONPATH=tests $(PY) -m e2e.screenshots

lock: ## Resolve the locks again (needs uv)
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-annotate \
		--extra server --extra worker --extra embedded pyproject.toml -o requirements.lock
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-annotate \
		--extra server --extra worker --extra embedded --extra test -c requirements.lock pyproject.toml -o requirements-test.lock

clean: ## Remove the environment, the built app and the demo's data
	@rm -rf $(VENV) backend/polyclinic/web/static app/node_modules .polyclinic

$(PY):
	@test -n "$(PYTHON)" || { echo "Polyclinic needs Python 3.11, 3.12 or 3.13. Install one, or say where it is: make PYTHON=/path/to/python"; exit 1; }
	@echo "Making a virtual environment in $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV) || { echo "$(PYTHON) cannot make virtual environments. On Debian: apt-get install python3-venv"; exit 1; }

$(VENV)/.runtime: requirements.lock | $(PY)
	@echo "Installing what the product needs"
	@$(PIP) install --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.test: requirements-test.lock $(VENV)/.runtime
	@echo "Installing what the tests need"
	@$(PIP) install --require-hashes -r requirements-test.lock
	@touch $@

$(STATIC): $(APP_SOURCES) pyproject.toml | $(VENV)/.runtime
	@echo "Building the app"
	@$(PIP) install --no-deps -e .
	@touch $@
