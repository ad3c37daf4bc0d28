# `make demo` and `make test` need Python >= 3.11 and make, nothing else.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
# A test run uses both cores; the slow tests are spread over them too.
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help demo app test test-exhaustive lint build check matrix bench lock screenshots clean

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST)

$(BIN)/python:
	$(PYTHON) tools/make_venv.py $(VENV)

$(INSTALLED): requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	touch $@

demo: $(INSTALLED)  ## install, build, grade a sample class of all assignments, write its feedback
	$(BIN)/autograder doctor
	$(BIN)/autograder build --check
	$(BIN)/autograder demo

app: $(INSTALLED)  ## start the teaching app on Gaussian mixtures in the browser
	$(BIN)/streamlit run solutions/gmm_streamlit_app.py --browser.gatherUsageStats false \
	  --server.showEmailPrompt false --client.toolbarMode minimal

test: $(INSTALLED) lint  ## install, lint, check types, run all tests
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

test-exhaustive: $(INSTALLED)  ## all of what `make test` tries a sample of, the whole matrix too; CI runs both
	$(BIN)/python -m pytest -m exhaustive -n $(WORKERS) --dist loadfile --no-loadscope-reorder --ignore tests/test_validity.py
	$(BIN)/python -m pytest -m exhaustive tests/test_validity.py

lint: $(INSTALLED)  ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

build: $(INSTALLED)  ## make the notebooks out of source/*.py and solutions/
	$(BIN)/autograder build

check: $(INSTALLED)  ## prove that the course is sound
	$(BIN)/autograder check

matrix: $(INSTALLED)  ## prove that the graders catch every known mistake and accept every fair alternative
	$(BIN)/autograder check --matrix

bench: $(INSTALLED)  ## measure the kit beside stock nbgrader and a bare fork; takes about 20 minutes
	$(BIN)/python -m tools.bench

lock: $(INSTALLED)  ## pin the newest versions that pyproject.toml allows
	$(BIN)/uv pip compile pyproject.toml --quiet --extra dev --universal --python-version 3.11 --upgrade \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -o requirements.lock

screenshots: $(INSTALLED)  ## pictures of the demo's feedback for the README (needs Debian's chromium)
	$(BIN)/python tools/screenshots.py

clean:  ## remove the environment and everything that a run has made
	rm -rf $(VENV) demo_course .pytest_cache .mypy_cache .ruff_cache
