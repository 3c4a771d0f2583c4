# Two commands are all a newcomer needs: make demo, make test. The steps are in make/*.sh.
VENV ?= .venv
PY := $(VENV)/bin/python
RUN := PYTHONPATH=src:. $(VENV)/bin
WEB := $(wildcard web/package.json)
WEB_FILES := $(if $(WEB),$(shell find web -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -not -name '.*'))
INSTALLED := $(VENV)/.installed
BUILT := $(if $(WEB),web/node_modules/.fangxian-built)
export VENV

.PHONY: help demo demo-reset test test-fast test-budget check bench dev format install docs lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: install ## Hanyin county on a day in May 2022, in your browser
	@$(VENV)/bin/fangxian demo up

demo-reset: install ## forget the demo's data and clock
	@$(VENV)/bin/fangxian demo reset

test: install ## every test, on a real PostgreSQL and a real browser
	@sh make/browser.sh
	@sh make/test.sh

test-fast: install ## everything but the browser and the kill tests
	@FANGXIAN_TEST_FAST=1 sh make/test.sh

test-budget: install ## seconds a room, and the slowest twenty
	@FANGXIAN_TEST_BUDGET=1 sh make/test.sh

check: install ## format, lint, types, import contracts, migrations, docs in step
	@sh make/check.sh

bench: install ## the benchmarks, with their ratios
	@$(RUN)/python -m bench

dev: install ## the system with live reloading, for developing
	@FANGXIAN_DEBUG=1 $(VENV)/bin/fangxian up

format: install ## rewrite the source in the house's format
	@$(VENV)/bin/ruff format .
	@$(RUN)/python make/templates.py
	@$(VENV)/bin/ruff check --fix .

docs: install ## write the generated pages again
	@$(RUN)/python make/facts.py

lock: ## compile the hashed locks (needs uv)
	@sh make/lock.sh

clean: ## forget what make installed and built
	rm -rf $(VENV) web/node_modules web/dist

install: $(INSTALLED) $(BUILT)

$(INSTALLED): requirements/dev.lock pyproject.toml make/python.sh
	@sh make/python.sh

ifdef WEB
web/node_modules/.fangxian-installed: web/package.json web/package-lock.json make/node.sh $(INSTALLED)
	@sh make/node.sh ci

web/node_modules/.fangxian-built: web/node_modules/.fangxian-installed $(WEB_FILES)
	@sh make/node.sh build
endif
