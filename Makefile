# `make run` to see it, `make test` before you send a change, `make quick` while you write one.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help install run sandbox test quick pictures lock clean
help:
	@echo "make run      start: your workspace if .env has its tokens, else the sandbox in your browser"
	@echo "make sandbox  start the sandbox, whatever tokens there are"
	@echo "make test     everything CI checks"
	@echo "make quick    format, types and the core's tests, in under a minute"
	@echo "make pictures take the pictures of the README and the docs again; needs Chromium"
	@echo "make lock     resolve the dependencies again into the two lock files"

install: $(VENV)/installed

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 run")'
	@echo "Making $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(BIN)/python requirements.lock pyproject.toml
	@echo "Installing the locked dependencies (once) ..."
	@$(PIP) install --require-hashes --no-deps -r requirements.lock
	@$(PIP) install --no-deps --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.lock
	@echo "Installing the locked tools (once) ..."
	@$(PIP) install --require-hashes --no-deps -r requirements-dev.lock
	@touch $@

run: install
	@$(BIN)/escalate run --try

sandbox: install
	@$(BIN)/escalate sandbox

quick: $(VENV)/installed-dev
	@BIN=$(BIN) sh tests/checks.sh quick

test: $(VENV)/installed-dev
	@BIN=$(BIN) sh tests/checks.sh all

pictures: $(VENV)/installed-dev
	$(BIN)/python -m tests.browser.pictures docs/pictures

lock: $(VENV)/installed-dev
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml --group dev -o requirements-dev.lock

clean:
	rm -rf $(VENV) build *.egg-info
