# make run and make test are all a newcomer needs; each installs what it needs into .venv.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test check bench faults snapshots pictures base clean

run: $(VENV)/installed
	$(BIN)/typeahead $(ARGS)

test: $(VENV)/installed-test
	$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/installed-check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell

bench: $(VENV)/installed
	$(BIN)/python -m benchmarks.ngram
	$(BIN)/python -m benchmarks.suggestions
	$(BIN)/python -m benchmarks.learning
	$(BIN)/python -m benchmarks.training
	$(BIN)/python -m benchmarks.parity
	$(BIN)/python -m benchmarks.typing
	$(BIN)/python -m benchmarks.ghost
	$(BIN)/python -m benchmarks.startup
	$(BIN)/python -m benchmarks.editor
	$(BIN)/python -m benchmarks.scaling
	$(BIN)/python -m benchmarks.aging
	$(BIN)/python -m benchmarks.bulk
	$(BIN)/python -m benchmarks.neural
	$(BIN)/python -m benchmarks.ptb

# Each kind of fault at length: programs killed, files damaged, odd texts, crowds. TYPEAHEAD_FAULTS_SEED=2 for others.
faults: $(VENV)/installed-test
	TYPEAHEAD_FAULTS=300 $(BIN)/python -m pytest -n 0 -s tests/faults tests/profile/moving tests/profile/test_real_data.py

# What a person sees has changed on purpose: draw the reference screens anew, and look at them.
snapshots: $(VENV)/installed-test
	$(BIN)/python -m pytest tests/editor --snapshot-update

# The README's pictures, from the real program; look at them.
pictures: $(VENV)/installed
	$(BIN)/python -m benchmarks.pictures

# The English model in the package, from the base texts.
base: $(VENV)/installed
	$(BIN)/python -m benchmarks.make_base

$(VENV)/installed: pyproject.toml requirements/test.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) install -c requirements/test.txt -e .
	@touch $@

$(VENV)/installed-test: $(VENV)/installed
	$(PIP) install -c requirements/test.txt -e '.[test]'
	@touch $@

$(VENV)/installed-check: $(VENV)/installed-test
	$(PIP) install -c requirements/test.txt -e '.[test,check]'
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache build dist
