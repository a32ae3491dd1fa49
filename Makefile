# Two commands matter: `make run` and `make test`. Both work twice in a row and in a path
# with a space. All paths are relative, so the shell never sees the project's own path.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP_RUN := $(VENV)/.requirements
STAMP_DEV := $(VENV)/.requirements-dev

# What is installed is what was tested, file by file: pip refuses anything that has another hash.
# Then the project itself, with the setuptools that came along: nothing more is fetched.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
HASHED := $(PIP) --require-hashes -r
OURSELVES := $(PIP) --no-deps --no-build-isolation -e .

# A worker takes a file with tests at a time, in the order of tests/conftest.py.
AT_ONCE := -n auto --dist loadfile --no-loadscope-reorder

.PHONY: run test test-fast bench lint hashes clean

run: $(STAMP_RUN)
	$(BIN)/python server.py

test: $(STAMP_DEV) lint
	PYTHON=$(BIN)/python sh tests/chromium.sh
	sh tests/nginx.sh
	sh tests/postgres.sh
	$(BIN)/python -m pytest $(AT_ONCE)

test-fast: $(STAMP_DEV) lint
	sh tests/postgres.sh
	$(BIN)/python -m pytest $(AT_ONCE) -m "not browser"

lint: $(STAMP_DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	PYTHONPATH=. $(BIN)/lint-imports --no-logo

bench: $(STAMP_DEV)
	PYTHON=$(BIN)/python sh tests/chromium.sh
	$(BIN)/python -m bench

# After a change in a file of requirements; needs uv, and a connection (docs/afhankelijkheden.md).
hashes:
	for name in requirements requirements-s3 requirements-postgres requirements-dev; do \
		UV_CUSTOM_COMPILE_COMMAND="make hashes" uv pip compile --quiet --universal --generate-hashes \
			--no-annotate --no-config --python-version 3.11 --output-file $$name.lock $$name.txt \
			|| exit 1; \
	done

clean:
	rm -rf $(VENV) *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV):
	$(PYTHON) -m venv $(VENV)

$(STAMP_RUN): requirements.lock | $(VENV)
	$(HASHED) requirements.lock
	$(OURSELVES)
	touch $@

$(STAMP_DEV): requirements-dev.lock | $(VENV)
	$(HASHED) requirements-dev.lock
	$(OURSELVES)
	touch $@ $(STAMP_RUN)
