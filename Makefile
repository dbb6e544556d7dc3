# Two commands do everything on a fresh machine: `make book` and `make test`.
SHELL := /usr/bin/env bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV ?= .venv
# An interpreter that the lock covers; a name on PATH may be a shim that does not run, so each is asked.
PYTHON ?= $(shell for p in python3.11 python3.12 python3; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 12))' 2>/dev/null && echo $$p && break; done)
WORKERS ?= 2
WORK ?= work
# Which data the lessons of the book find: auto (what is here), embedded or real
DATA ?= auto

BIN := $(VENV)/bin
READY := $(VENV)/.ready
BIOME := tools/node/node_modules/.bin/biome
RUN := PATH="$(abspath $(BIN)):$$PATH" $(abspath $(BIN))/python
# Workers share the cores; BLAS threads that wait for a busy core spin and slow everything down.
export OPENBLAS_NUM_THREADS ?= 1
# Grading is done among the sources; elsewhere nbgrader would report that it finds no course.
NO_FORMGRADER := --ServerApp.jpserver_extensions="{'nbgrader.server_extensions.formgrader': False}"
# Tests of lib that run on JAX as well
ON_JAX := recurrent gradients attributions gates models_classifiers models_taggers generation_decoder models_language_models
# Every target below ends with what it made and how long it took.
took = started=$$(date +%s); done_line() { echo; echo "$$1 ($$(( $$(date +%s) - started )) s)"; };

.PHONY: help env book lesson test test-lib test-tools test-lessons test-assignments test-site test-real lint exercises lab data \
	results benchmark lock browser clean

help:  ## Show this list
	@echo "Unrolled: make targets (each sets up what it needs first)"; echo
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'
	@echo; echo "Variables: PYTHON (3.11 or 3.12), VENV ($(VENV)), WORKERS ($(WORKERS)), WORK ($(WORK)), COURSE_DATA (a folder with the real data sets)"

env: $(READY)  ## Create the environment from the lock

# --use-pep517: seqeval comes as source only, and the pip of an older Python builds sources in a way of its own.
$(READY): requirements/lock.txt pyproject.toml etc/ipython/ipython_kernel_config.py
	@$(took) \
	if [ -z "$(PYTHON)" ]; then \
	  echo "No Python 3.11 or 3.12 found. Install one, or name it: make PYTHON=path/to/python3.11 $(MAKECMDGOALS)" >&2; exit 1; fi; \
	echo "Making the environment $(VENV) with $$($(PYTHON) --version) (a few minutes the first time)"; \
	$(PYTHON) -m venv $(VENV); \
	$(BIN)/python -m pip install --disable-pip-version-check --progress-bar on --use-pep517 --require-hashes -r requirements/lock.txt \
	  | grep -v -E '^(Requirement already|Looking in|  (Using cached|Downloading .*metadata))' || test $${PIPESTATUS[0]} -eq 0; \
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e .; \
	mkdir -p $(VENV)/etc/ipython; cp etc/ipython/ipython_kernel_config.py $(VENV)/etc/ipython/; \
	touch $@; done_line "Environment ready: $(VENV)"

book: $(READY)  ## Execute the lessons that changed and build the site into _build/html
	@$(RUN) -m tools.book --workers $(WORKERS) --data $(DATA)

lesson: $(READY)  ## Execute, check and build one lesson: NAME=2-5
	@if [ -z "$(NAME)" ]; then echo "Which one? For example: make lesson NAME=2-5" >&2; exit 2; fi
	@$(RUN) -m tools.book --lesson "$(NAME)" --data $(DATA)

test: $(READY) browser tools/node/node_modules  ## Everything that must hold: style, types, notebooks, site
	@$(took) \
	unset COURSE_DATA; \
	for part in lint test-lib test-tools test-lessons test-assignments; do $(MAKE) $$part; done; \
	$(MAKE) book DATA=embedded; \
	$(MAKE) test-site; \
	done_line "All tests passed"

test-lib: $(READY)  ## Unit and property tests of lib, those of the networks on JAX too
	@$(RUN) -m pytest -n $(WORKERS) --dist loadfile tests/lib
	@echo; echo "The recurrent networks once more, on JAX"
	@KERAS_BACKEND=jax $(RUN) -m pytest -n $(WORKERS) $(ON_JAX:%=tests/lib/test_%.py)

test-tools: $(READY)  ## Tests of what executes, checks and builds the notebooks
	@$(RUN) -m pytest -n $(WORKERS) --dist loadfile tests/engine tests/tools tests/notebooks tests/experiments

test-lessons: $(READY)  ## Execute every lesson and solution anew, with the embedded data
	@$(RUN) -m tools.engine --fresh --data embedded --workers $(WORKERS)

test-assignments: $(READY)  ## Grade known right and wrong answers through nbgrader, and a class as teaching.md says
	@$(RUN) -m pytest -n $(WORKERS) --dist loadfile tests/assignments tests/instructor

test-site: $(READY) browser  ## Look at every page of the built site in headless Chromium
	@$(RUN) -m pytest -n $(WORKERS) --dist loadfile tests/site

test-real: $(READY)  ## Execute what has no result yet on the real data in COURSE_DATA
	@$(RUN) -m tools.engine --data real --workers $(WORKERS)
	@if [ -n "$${COURSE_DATA:-}" ]; then $(RUN) -m pytest tests/lib/test_datasets_mirror.py; fi

lint: $(READY) tools/node/node_modules  ## ruff, mypy, biome, notebook conventions, exercises up to date
	@$(took) \
	$(RUN) -m ruff check .; $(RUN) -m ruff format --check .; $(RUN) -m mypy; $(BIN)/lint-imports; \
	if [ -x $(BIOME) ]; then $(BIOME) ci --config-path tools/node --error-on-warnings lib _static/*.js; fi; \
	$(RUN) -m tools.check_notebooks; $(RUN) -m tools.exercises --check; done_line "Style and types are clean"

exercises: $(READY)  ## Generate exercises/ from solutions/
	@$(RUN) -m tools.exercises

lab: $(READY)  ## Open JupyterLab on copies of the lessons and exercises in WORK; SOURCES=1 opens the sources
ifdef SOURCES
	@$(RUN) -m jupyter lab --notebook-dir=.
else
	@$(RUN) -m tools.lab "$(WORK)"
	@echo "Lessons are in chapters/, with the numbers of the last \`make book\`; assignments in exercises/. Stop with Ctrl-C."
	@$(RUN) -m jupyter lab --notebook-dir="$(WORK)" $(NO_FORMGRADER)
endif

# A class: everything that belongs to it lies in classroom/, and nothing else is written.
CLASS := $(RUN) -m grading
.PHONY: students release collect grade mark feedback export

students: $(READY)  ## Instructors: a folder for students, without solutions and tests, in classroom/
	@$(CLASS) students

release: $(READY)  ## Instructors: record ASSIGNMENT in the gradebook; DUE="2027-03-01 23:59" if it has a date
	@$(CLASS) release "$(ASSIGNMENT)" --due "$(DUE)"

collect: $(READY)  ## Instructors: take submissions of ASSIGNMENT out of FROM, a folder or a zip file
	@$(CLASS) collect "$(ASSIGNMENT)" --from "$(FROM)"

grade: $(READY)  ## Instructors: grade what is new of ASSIGNMENT; STUDENT=name for one, AGAIN=1 for all anew
	@$(CLASS) grade "$(ASSIGNMENT)" --student "$(STUDENT)" $(if $(AGAIN),--again)

mark: $(READY)  ## Instructors: mark free answers of ASSIGNMENT by hand, in nbgrader's formgrader
	@echo "Open ASSIGNMENT, then a notebook, then a submission. Stop with Ctrl-C."
	@$(RUN) -m jupyter lab --notebook-dir=. --LabApp.default_url=/formgrader/gradebook/$(ASSIGNMENT)

feedback: $(READY)  ## Instructors: write a page for each student whose ASSIGNMENT is graded and marked
	@$(CLASS) feedback "$(ASSIGNMENT)"

export: $(READY)  ## Instructors: write the table of grades, classroom/grades.csv
	@$(CLASS) export

data: $(READY)  ## Download the real data sets (resumable, checked); NAMES="imdb names" picks
	@$(RUN) -m lib.datasets $(or $(NAMES),all)

results: $(READY)  ## Measure on the real data what results/ lacks; ARGS="--list" says what that is
	@$(RUN) -m experiments $(ARGS)

benchmark: $(READY)  ## Measure speed, as ratios in one run
	@for program in benchmarks/*.py; do echo "== $$program"; $(RUN) $$program; done

browser:  ## Chromium for the site tests, through apt where that is allowed
	@if command -v chromium chromium-browser google-chrome >/dev/null 2>&1; then exit 0; fi; \
	line="apt-get install -y chromium"; \
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then apt-get update -qq && $$line; \
	elif command -v apt-get >/dev/null && sudo -n true 2>/dev/null; then sudo apt-get update -qq && sudo $$line; \
	else echo "The site tests need Chromium. Run: sudo $$line" >&2; exit 1; fi

tools/node/node_modules: tools/node/package-lock.json
	@if command -v npm >/dev/null 2>&1; then npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --prefix tools/node; \
	else echo "npm is not installed: workflows, scripts and styles are not linted."; fi

lock:  ## Resolve requirements/lock.txt again (needs uv)
	uv pip compile pyproject.toml --group dev --extra lessons --extra jax --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-emit-index-url --quiet -o requirements/lock.txt

clean:  ## Remove what was built; the environment and downloaded data stay
	rm -rf _build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
