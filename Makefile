# `make help` lists what can be done.
PYTHON ?= python3
DATA ?= data
VENV := .venv
BIN := $(VENV)/bin
export PALABRE_DATA := $(DATA)
# Else each process of Palabre compiles all its modules again.
export PYTHONDONTWRITEBYTECODE :=
# The portal is built with the Node.js that comes as a wheel: nothing has to be installed on the machine.
export PATH := $(CURDIR)/$(BIN):$(PATH)

.DEFAULT_GOAL := help
.PHONY: help run test check bench soak fuzz doctor lock format clean browser

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: $(VENV)/.run portal/dist/index.html ## set everything up and start Palabre with a demo company (DATA=folder)
	@exec $(BIN)/palabre up --demo

test: $(VENV)/.dev portal/dist/index.html browser ## run every test
	$(BIN)/python -m pytest -n 4 --dist loadgroup

check: $(VENV)/.dev node_modules/.installed ## format, lint, types, import rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	npm run --silent check

bench: $(VENV)/.dev ## measure Palabre beside the bare switch (LONG=1: the long form, ONLY=menus: one part)
	$(BIN)/python -m bench $(if $(LONG),--long) $(if $(ONLY),--only $(ONLY))

soak: $(VENV)/.dev ## mixed calls for a long time, then a leak audit (MINUTES=60)
	$(BIN)/python -m bench.soak --minutes $(or $(MINUTES),60)

fuzz: $(VENV)/.dev ## play random stories of an office until something is wrong (STORIES=2000)
	$(BIN)/python -m pytest -n 0 --stories $(or $(STORIES),2000) -k whatever_happens_the_facts palabre/features/transfer/tests

doctor: $(VENV)/.run ## say what is wrong with this installation
	@$(BIN)/palabre doctor

format: $(VENV)/.dev node_modules/.installed ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	npm run --silent format

lock: $(VENV)/.dev ## write the lock files anew: versions and hashes, no addresses
	$(BIN)/uv pip compile -q --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 requirements.in -o requirements.txt
	$(BIN)/uv pip compile -q --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 requirements-dev.in -o requirements-dev.txt

clean: ## remove what can be made again (not the data)
	rm -rf $(VENV) node_modules portal/dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV)/.base:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.base requirements.txt pyproject.toml
	@echo "→ Python packages: about a minute the first time"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt --progress-bar on
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt
	@echo "→ Python packages of tests and checks"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt --progress-bar on
	@touch $@

node_modules/.installed: package.json package-lock.json $(VENV)/.run
	@echo "→ packages of the portal"
	@npm ci --loglevel=error --no-audit --no-fund
	@touch $@

portal/dist/index.html: node_modules/.installed $(shell find portal/src palabre/features -name '*.ts' -o -name '*.tsx' -o -name '*.css' -o -name '*.svg' 2>/dev/null) vite.config.ts
	@echo "→ building the portal"
	@npm run --silent build
	@touch $@

# The only thing that is installed on the system, and only for tests of the portal.
browser:
	@command -v chromium >/dev/null || { echo "Installing chromium for the portal's tests"; \
		SUDO=; [ "$$(id -u)" = 0 ] || SUDO=sudo; $$SUDO apt-get update -qq && $$SUDO apt-get install -y -qq --no-install-recommends chromium; }
