# make run: from nothing to the page. make test: from nothing to green tests. make check: what CI runs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INDEX ?=
ARTICLES ?=

export GRADIO_ANALYTICS_ENABLED := False
export HF_HUB_OFFLINE := 1

.PHONY: run test check bench screenshots format lock clean

run: $(VENV)/run.stamp
	@$(BIN)/citewire serve --starter seeds/articles $(if $(ARTICLES),--articles "$(ARTICLES)") $(if $(INDEX),--index "$(INDEX)")

test: $(VENV)/test.stamp
	$(BIN)/python -m pytest -n 2 --dist loadfile  # two files at a time: a file shares its server, its browser and its model

check: $(VENV)/test.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test

bench: $(VENV)/test.stamp
	$(BIN)/python -m benchmarks.quality seeds

# Needs Chromium. The pictures of the README, over the starter collection.
screenshots: $(VENV)/test.stamp
	$(BIN)/python -m benchmarks.screenshots

format: $(VENV)/test.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# A CPU build of torch is taken where pip finds one (see README); the version is pinned either way.
$(VENV)/run.stamp: pyproject.toml requirements.lock
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock torch
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e .
	touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[test]'
	touch $@

# The lock holds what one fresh environment resolved to; torch's local build tag is left out so that it fits everywhere.
lock:
	rm -rf $(VENV)/lock && $(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip install --quiet torch==2.13.0
	$(VENV)/lock/bin/python -m pip install --quiet '.[test,train]'
	$(VENV)/lock/bin/python -m pip freeze --exclude citewire | sed 's/+cpu$$//' > requirements.lock
	rm -rf $(VENV)/lock

clean:
	rm -rf $(VENV) build *.egg-info
