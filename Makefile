# Two commands matter: `make run` and `make test`. Both work twice in a row and in a path
# with a space. All paths are relative, so the shell never sees the project's own path.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP_RUN := $(VENV)/.requirements
STAMP_DEV := $(VENV)/.requirements-dev

# A worker takes a file with tests at a time, in the order of tests/conftest.py.
AT_ONCE := -n auto --dist loadfile --no-loadscope-reorder

.PHONY: run test test-fast bench lint clean

run: $(STAMP_RUN)
	$(BIN)/python server.py

test: $(STAMP_DEV) lint
	PYTHON=$(BIN)/python sh tests/chromium.sh
	sh tests/nginx.sh
	$(BIN)/python -m pytest $(AT_ONCE)

test-fast: $(STAMP_DEV) lint
	$(BIN)/python -m pytest $(AT_ONCE) -m "not browser"

lint: $(STAMP_DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	PYTHONPATH=. $(BIN)/lint-imports --no-logo

bench: $(STAMP_DEV)
	PYTHON=$(BIN)/python sh tests/chromium.sh
	$(BIN)/python -m bench

clean:
	rm -rf $(VENV) *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV):
	$(PYTHON) -m venv $(VENV)

$(STAMP_RUN): requirements.txt | $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -e .
	touch $@

$(STAMP_DEV): requirements-dev.txt requirements-s3.txt requirements.txt | $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt -e .
	touch $@ $(STAMP_RUN)
