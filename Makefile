# The same commands locally and in CI. Python ≥ 3.11 is all a machine needs.
PYTHON ?= python3
PORT ?= 8000
DATA_DIR ?= .data
BIN := .venv/bin
export DATA_DIR

.PHONY: run test check fix eval bench screenshots clean lock
.DEFAULT_GOAL := run

# pip installs exactly what the lock files name (with hashes), then our own code without its dependencies.
.venv/run.stamp: requirements/run.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("渝小智 needs Python 3.11 or newer; set PYTHON=/path/to/python3.11") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/run.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

.venv/dev.stamp: requirements/dev.lock .venv/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.lock
	touch $@

run: .venv/run.stamp
	$(BIN)/yuxiaozhi serve --port $(PORT)

# One test process a core, each with one thread for its arithmetic.
test: check
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n auto --dist worksteal

check: .venv/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/basedpyright
	$(BIN)/yuxiaozhi kb check

fix: .venv/dev.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: .venv/dev.stamp
	$(BIN)/yuxiaozhi eval all

bench: .venv/dev.stamp
	$(BIN)/python -m eval_sets.bench
	$(BIN)/python -m eval_sets.peers

# The README's pictures and the looks that components are compared with, as they are today.
screenshots: .venv/dev.stamp
	LOOKS=keep $(BIN)/python -m pytest -q tests/path

lock:
	test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --generate-hashes --override requirements/overrides.txt --extra voice pyproject.toml -o requirements/run.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --generate-hashes --override requirements/overrides.txt --extra dev --extra postgres --extra speech --extra voice --extra model --extra mcp -c requirements/run.lock pyproject.toml -o requirements/dev.lock

clean:
	rm -rf .venv build *.egg-info .pytest_cache .ruff_cache
