# `make run` and `make test` need nothing but Python 3.11 and make.
PYTHON := $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
WORKERS ?= 3
# What was compiled once is kept: tests start many processes.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup dev run test test-quick lint format bench screens lock clean

setup:  ## Set up all that `make run` needs
	@$(PYTHON) tools/setup.py

dev:  ## Set up all that tests and checks need
	@$(PYTHON) tools/setup.py --dev

run: setup  ## Set up and serve on HEADWAY_PORT (8000), data in HEADWAY_DATA (./data)
	@exec $(BIN)/headway serve

test: dev  ## All tests, against real SQLite, PostgreSQL, Redis and Chromium
	cd web && npx vitest run
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

test-quick: dev  ## What a developer runs all the time
	$(BIN)/python -m pytest -n 2 -m "not slow and not browser and not postgres and not redis"

lint: dev  ## All checks
	$(BIN)/python -m tools.lint

format: dev  ## Let the formatters write
	$(BIN)/ruff check --fix --quiet src tests tools bench
	$(BIN)/ruff format --quiet src tests tools bench
	cd web && npx biome check --write src

bench: dev  ## Measure; prints tables (see docs/bench.md)
	$(BIN)/python -m bench

screens: dev  ## Take the screenshots of docs/screens anew
	$(BIN)/python -m tools.screens

lock: dev  ## Pin the newest fitting versions
	$(BIN)/python -m tools.lock
	cd web && npm install --package-lock-only

clean:  ## Remove what set-up made (data stays)
	rm -rf .venv web/node_modules web/dist
