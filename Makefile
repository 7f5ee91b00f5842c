# Two commands do everything: `make demo` and `make test`. Both create .venv by themselves.
# Some containers forbid byte code; every process would then parse its libraries again.
unexport PYTHONDONTWRITEBYTECODE
SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check bench soak lock clean help
help:
	@echo "make demo   a campaign in 11 districts with synthetic parents, then the pages to look at"
	@echo "make test   every test"
	@echo "make check  lint, types, contracts, translations, docs"
	@echo "make bench  the figures of benchmarks/"
	@echo "make soak   the tests that take long: 10,000 answers while processes die, 3,000 campaigns under attack"
	@echo "make lock   pin the dependencies again after a change of pyproject.toml"

demo: .venv/.run
	$(BIN)/voix demo

test: .venv/.dev
	$(BIN)/python -m pytest -n 4 --dist worksteal

check: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m locales check

bench: .venv/.dev
	$(BIN)/python -m benchmarks

soak: .venv/.dev
	$(BIN)/python -m pytest -m soak
	$(BIN)/python -m tests.soak --write

.venv/.tools: requirements/tools.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/tools.txt
	@touch $@

.venv/.run: .venv/.tools requirements/run.txt pyproject.toml
	VIRTUAL_ENV=.venv $(BIN)/uv pip install -q --require-hashes -r requirements/run.txt
	VIRTUAL_ENV=.venv $(BIN)/uv pip install -q --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: .venv/.run requirements/dev.txt
	VIRTUAL_ENV=.venv $(BIN)/uv pip install -q --require-hashes -r requirements/dev.txt
	@touch $@

LOCK = VIRTUAL_ENV=.venv $(BIN)/uv pip compile -q --universal --generate-hashes --no-annotate --no-header
lock: .venv/.tools
	$(LOCK) requirements/tools.in -o requirements/tools.txt
	$(LOCK) pyproject.toml -o requirements/run.txt
	$(LOCK) pyproject.toml --group dev -o requirements/dev.txt

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache dist
