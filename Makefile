# `make run` starts the product, `make test` tests it, `make check` reads it; `make help` lists the rest.

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
DIST := src/runut/web/static/dist
LOOKED_AT := package-lock.json tools/assets.py tools/bundle.mjs src/runut/web/icons.py \
    $(shell find src -name '*.html' -path '*templates*') $(shell find src/runut/web -path '*/static/*' -type f -not -path '*/dist/*') \
    $(shell find src/runut/web src/runut/formats -name '*.css' -not -path '*/dist/*') $(shell find src/runut -path '*/assets/*' -name '*.js' -not -path '*/dist/*') \
    $(shell find src/runut -path '*/assets/*' -name '*.css' -not -path '*/web/*')

# Machines that build images set it; every process of the tests, and every start of the product, would compile all of the source anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test test-sqlite test-postgresql test-browser test-token check lock messages assets mutation oracle bench clean install dev

help:
	@echo "make run        install what is missing, then start the product and print its address"
	@echo "make test       all tests: SQLite, keys in a device, PostgreSQL, a real browser"
	@echo "make check      lint, format, types, import contracts, catalogues, locks"
	@echo "make lock       resolve the locks anew (asks the package index)"
	@echo "make messages   bring the catalogues up to date, and compile them"
	@echo "make assets     bundle the look"
	@echo "make mutation   break the core on purpose and count who notices"
	@echo "make oracle     run 10 000 exported SOPs in SpiffWorkflow beside our rules"
	@echo "make bench      measure, against peers and floors in the same run"
	@echo "make clean      remove what was installed and built; the data folder stays"

run: install $(DIST)/.stamp
	@$(BIN)/runut run $(if $(PORT),--port $(PORT))

# What the running product reads of the catalogues.
.venv/.spoken: .venv/.package tools/messages.py $(shell find src -name '*.po')
	@$(BIN)/python tools/messages.py compile
	@touch $@

# What the product runs on: exact versions, checked by hash.
install: .venv/.package .venv/.spoken

.venv/.packages: requirements/run.txt requirements/build.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing the packages of requirements/ ..."
	@$(PIP) install --require-hashes -r requirements/run.txt -r requirements/build.txt
	@touch $@

.venv/.package: .venv/.packages pyproject.toml CHANGELOG.md
	@$(PIP) install --no-index --no-deps --no-build-isolation --editable .
	@touch $@

dev: .venv/.package .venv/.dev

.venv/.dev: .venv/.packages requirements/dev.txt
	@echo "Installing what tests and checks need ..."
	@$(PIP) install --require-hashes -r requirements/run.txt -r requirements/build.txt -r requirements/dev.txt
	@touch $@

# Node from the machine, or else from the package index.
.venv/.node: .venv/.packages requirements/node.txt
	@command -v npm >/dev/null 2>&1 || $(PIP) install --require-hashes -r requirements/node.txt
	@touch $@

assets: $(DIST)/.stamp

$(DIST)/.stamp: .venv/.package .venv/.node $(LOOKED_AT)
	@echo "Bundling the look ..."
	@$(BIN)/python tools/assets.py
	@touch $@

messages: install
	@$(BIN)/python tools/messages.py update
	@$(BIN)/python tools/messages.py compile

test: test-sqlite test-token test-postgresql test-browser

test-sqlite: dev $(DIST)/.stamp
	RUNUT_TEST_DATABASE=sqlite $(BIN)/python -m pytest -n 2 --maxschedchunk 2 --ignore tests/browser

test-postgresql: dev $(DIST)/.stamp
	@$(BIN)/python tools/postgresql.py -n 2 --maxschedchunk 2

test-token: dev
	@$(BIN)/python tools/softhsm.py -q

test-browser: dev $(DIST)/.stamp
	@$(BIN)/python tools/browser.py

check: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/messages.py check
	$(BIN)/python tools/lock.py check

lock: dev
	$(BIN)/python tools/lock.py write

mutation: dev
	tools/mutation.sh

oracle: dev
	RUNUT_TEST_ORACLE=10000 $(BIN)/python -m pytest -n 2 tests/formats/test_bpmn_oracle.py

bench: dev
	$(BIN)/python -m benchmarks

clean:
	rm -rf .venv node_modules $(DIST) src/runut/formats/printing/pdf/fonts .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache mutants build dist
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
	find src -name '*.mo' -delete
