# `make help` tells what there is.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?=
PORT ?= 8050
HOST ?= 127.0.0.1
INTO ?= site
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
ON_PATH := PATH="$(CURDIR)/$(BIN):$$PATH"

.PHONY: help run test test-fast check-all browser lint fix prepare lock clean bench load crawl growth scale cluster export firefox drill audit

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: prepare ## install, build and serve the site on http://127.0.0.1:8050 (PORT=…, HOST=…)
	@echo "Phrom is at http://$(HOST):$(PORT)/  (Ctrl+C ends it)"
	@$(ON_PATH) PORT=$(PORT) HOST=$(HOST) sh -c "$$(sed -n 's/^web: //p' Procfile)"

test: $(VENV)/dev prepare ## all tests: fast ones, then a real browser
	@scripts/install_browser.sh
	@scripts/install_cluster.sh
	@$(BIN)/python -m pytest -m "not slow and not firefox and not java"

check-all: $(VENV)/dev prepare ## all tests and the slow ones: every profile in both languages
	@scripts/install_browser.sh
	@scripts/install_cluster.sh
	@scripts/install_firefox.sh
	@scripts/install_java.sh
	@$(BIN)/python -m pytest

test-fast: $(VENV)/dev prepare ## all tests but those that need a browser, nginx or Redis
	@$(BIN)/python -m pytest -m "not browser and not cluster and not slow \
		and not firefox and not java"

browser: $(VENV)/dev prepare ## the tests in a browser alone
	@scripts/install_browser.sh
	@$(BIN)/python -m pytest -m browser

firefox: $(VENV)/dev prepare ## the readers' main tasks in Firefox
	@scripts/install_firefox.sh
	@$(BIN)/python -m pytest -m firefox

drill: prepare ## break a running cluster under 100 readers and count what fails
	@scripts/install_cluster.sh
	@$(BIN)/python -m scripts.drill

audit: $(VENV)/dev node_modules/.ready ## known vulnerabilities of what is installed (asks the registries)
	@scripts/audit.sh

lint: $(VENV)/dev ## style, types and the dependency rule
	@$(ON_PATH) ruff check .
	@$(ON_PATH) ruff format --check .
	@$(ON_PATH) lint-imports --no-logo
	@$(ON_PATH) mypy

fix: $(VENV)/dev ## let the linter and formatter repair what they can
	@$(ON_PATH) ruff check --fix .
	@$(ON_PATH) ruff format .

bench: $(VENV)/dev prepare ## measure every page against its static limit (BENCH="--quick --rounds 1")
	@scripts/install_browser.sh
	@$(BIN)/python -m bench pages --naive $(BENCH)
	@$(BIN)/python -m bench server

load: $(VENV)/dev prepare ## 200 readers over the real mix of pages for 60 s (LOAD="--seconds 20")
	@$(BIN)/python -m bench load $(LOAD)

crawl: $(VENV)/dev prepare ## the whole site: what a cache in front of it may keep
	@$(BIN)/python -m bench crawl

growth: $(VENV)/dev prepare ## the site on 10 years of 20,000 agencies
	@$(BIN)/python -m bench growth

scale: $(VENV)/dev ## check and build of up to 10 years of 20,000 agencies: time and memory
	@$(BIN)/python -m bench scale

cluster: prepare ## two instances behind nginx with one Redis, on http://127.0.0.1:8080
	@scripts/install_cluster.sh
	@$(BIN)/python -m scripts.cluster

export: prepare ## the whole site as plain files (INTO=directory)
	@$(BIN)/python -m web export --into $(INTO)

prepare: $(VENV)/run node_modules/.ready ## build scores, shapes and browser files where stale
	@$(BIN)/python -m scripts.prepare

lock: ## resolve pyproject.toml and package.json into the pinned files (needs uv and npm)
	uv pip compile pyproject.toml $(LOCK) --output-file requirements.txt
	uv pip compile pyproject.toml $(LOCK) --group dev --constraint requirements.txt \
		--output-file requirements-dev.txt
	npm install --package-lock-only

LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet

clean: ## remove everything generated, the virtual environment too
	rm -rf $(VENV) node_modules .cache .import_linter_cache .mypy_cache .pytest_cache \
		.ruff_cache .hypothesis assets/built data/built geo/built

# Stamps: a file newer than what it was installed from means that nothing is to be done.

$(BIN)/python:
	@python=$$(scripts/find_python.sh $(PYTHON)) && \
		echo "Making a virtual environment with $$($$python --version)" && \
		$$python -m venv $(VENV)

$(VENV)/run: requirements.txt | $(BIN)/python
	@echo "Installing what the site needs (requirements.txt)"
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/dev: requirements-dev.txt $(VENV)/run
	@echo "Installing what the tests need (requirements-dev.txt)"
	@$(PIP) -r requirements-dev.txt
	@touch $@

# Without npm's packages the site still works, with the complete plotly.js instead of our bundle.
node_modules/.ready: package-lock.json package.json $(VENV)/run
	@echo "Installing plotly.js and esbuild (package-lock.json)"
	@$(ON_PATH) npm ci --silent && touch $@ || \
		echo "npm could not install them; going on with plotly.py's complete plotly.js"
