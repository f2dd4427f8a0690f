# Everything a newcomer needs: `make demo` and `make test`. Both set up what they need.
PYTHON ?= python3.11
PORT ?= 8000
DATA ?= ./var
VENV := .venv
BIN := $(VENV)/bin
UV_VERSION := 0.13.9
ASSETS := src/amargah/office/ui/static/vendor/.stamp
MESSAGES := $(VENV)/messages.stamp

.PHONY: demo serve worker test test-deep check bench format lock messages docs clean

demo: $(VENV)/run.stamp $(ASSETS) $(MESSAGES)
	@AMARGAH_DATA=$(DATA) $(BIN)/amargah demo --port $(PORT)

serve: $(VENV)/run.stamp $(ASSETS) $(MESSAGES)
	@AMARGAH_DATA=$(DATA) $(BIN)/amargah serve --port $(PORT)

worker: $(VENV)/run.stamp $(MESSAGES)
	@AMARGAH_DATA=$(DATA) $(BIN)/amargah worker

test: $(VENV)/dev.stamp $(ASSETS)
	@tools/install_system_packages chromium postgresql
	@$(BIN)/python tools/test.py

test-deep: $(VENV)/dev.stamp $(ASSETS)
	@$(BIN)/python tools/test.py --deep

check: $(VENV)/dev.stamp
	@$(BIN)/python tools/check.py

bench: $(VENV)/dev.stamp $(ASSETS) $(MESSAGES)
	@tools/install_system_packages nginx wrk
	@$(BIN)/python -m bench

format: $(VENV)/dev.stamp
	@$(BIN)/ruff check --fix --quiet . && $(BIN)/ruff format --quiet . && $(BIN)/djlint --reformat --quiet src

messages: $(VENV)/dev.stamp
	@$(BIN)/python tools/messages.py update

docs: $(VENV)/dev.stamp
	@$(BIN)/python tools/generate_docs.py

lock: $(VENV)/uv.stamp
	$(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --output-file requirements/run.lock
	$(BIN)/uv pip compile pyproject.toml --group dev --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --constraint requirements/run.lock --output-file requirements/dev.lock

$(VENV)/uv.stamp:
	@tools/make_venv $(PYTHON) $(VENV) $(UV_VERSION)
	@touch $@

$(VENV)/run.stamp: requirements/run.lock pyproject.toml $(VENV)/uv.stamp
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/run.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.lock $(VENV)/run.stamp
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.lock
	@touch $@

$(MESSAGES): $(wildcard src/amargah/office/*/locale/fa/LC_MESSAGES/django.po) $(VENV)/run.stamp
	@$(BIN)/python tools/messages.py compile
	@touch $@

$(ASSETS): package-lock.json tools/copy_assets.py $(VENV)/run.stamp
	@tools/install_system_packages npm
	@npm ci --silent --no-progress
	@$(BIN)/python tools/copy_assets.py
	@touch $@

clean:
	rm -rf $(VENV) node_modules src/amargah/office/ui/static/vendor
