# Needs make and Python 3.11 or newer; everything else comes, pinned and hashed, into .venv.
PYTHON ?= python3
UV ?= uv
IN := .venv/bin
# Some machines tell Python to keep nothing of what it compiles. Every process that a test starts would then compile all of
# Leadbook and of what it stands on, which takes longer than what it is started for.
unexport PYTHONDONTWRITEBYTECODE
APPROVED := tests/tui/__snapshots__/test_snapshots

.PHONY: run test covered check bench snapshots docs pins clean run-env test-env

run: run-env ## open the app on the default book; without a terminal, print its status
	@$(IN)/leadbook

test: test-env ## every test
	@$(IN)/python -m pytest -n auto --dist worksteal

covered: test-env ## every test, and the floors of coverage
	@$(IN)/python -m pytest -n auto --dist worksteal -p tests.floors --cov --cov-report=

check: test-env ## style, types and the arrows between the packages
	@$(IN)/ruff check .
	@$(IN)/ruff format --check .
	@$(IN)/mypy
	@$(IN)/lint-imports --no-logo

bench: test-env ## measured ratios beside their goals
	@$(IN)/python -m bench

# The long proofs, each of which can be run by itself, and shorter: make soak-kills KILLS=500. How long each takes stands in
# docs/quality.md. In all it is days, so they are seldom run in one go.
SOAKED := soak-pay soak-crowd soak-monkey soak-kills soak-disk soak-tampering soak-files soak-tables soak-sequences
FILES_SECONDS ?= 3600
TABLES ?= 20000
HISTORIES ?= 300
SEQUENCES ?= 10000
KILLS ?= 10000
CROWD_SECONDS ?= 600
MONKEYS ?= 40
MONTHS ?= 1000000

.PHONY: soak $(SOAKED) mutate
soak: $(SOAKED) ## all of the long proofs, which takes days

soak-pay: test-env ## random months of pay and time against an oracle
	@$(IN)/python -m tests.program.soak_claims $(MONTHS)

soak-crowd: test-env ## eight processes at one book, on a file and on a server, on the disk
	@LEADBOOK_CROWD=$(CROWD_SECONDS) PYTEST_DEBUG_TEMPROOT=$${TMPDIR:-/tmp} $(IN)/python -m pytest -q tests/storage/test_crowd.py

soak-monkey: test-env ## runs of 500 random keys and clicks
	@LEADBOOK_MONKEYS=$(MONKEYS) $(IN)/python -m pytest -q tests/hostile/test_monkey.py

soak-kills: test-env ## processes killed at random on each engine, and strike-out and rekey at every step
	@LEADBOOK_KILLS=$(KILLS) $(IN)/python -m pytest -q tests/storage/test_kills.py
	@LEADBOOK_SOAK=1 $(IN)/python -m pytest -q tests/storage/test_erase.py tests/storage/test_rekey.py

soak-disk: test-env ## a disk that fails at every moment of ten commands, and a log cut at every frame
	@LEADBOOK_SOAK=1 $(IN)/python -m pytest -q tests/storage/test_failing_disk.py tests/storage/test_power_loss.py

soak-tampering: test-env ## every alteration of one field, row or place of a book
	@LEADBOOK_SOAK=1 $(IN)/python -m pytest -q tests/storage/test_alterations.py

soak-files: test-env ## files to import, changed at random
	@$(IN)/python -m tests.hostile.fuzz_imports $(FILES_SECONDS)

soak-tables: test-env ## tables of leads in disguise, and imports among other work
	@LEADBOOK_EXAMPLES=$(TABLES) LEADBOOK_HISTORIES=$(HISTORIES) \
		$(IN)/python -m pytest -q tests/storage/test_disguises.py tests/storage/test_import_histories.py

soak-sequences: test-env ## sequences of fifty commands on each engine, undone in the end
	@LEADBOOK_SOAK=$(SEQUENCES) $(IN)/python -m pytest -q tests/storage/test_sequences.py

mutate: test-env ## changes the rules and the journal in small ways, and tells which changes no test notices
	@$(IN)/python -m tests.mutation program --tests tests/program tests/storage/test_claims.py tests/storage/test_recount.py \
		tests/storage/test_retention.py tests/storage/test_guarded_texts.py tests/tui/test_config_file.py
	@$(IN)/python -m tests.mutation storage/journal --tests tests/storage/test_journal.py tests/storage/test_commands.py \
		tests/storage/test_closing.py tests/storage/test_people.py tests/storage/test_strike_out.py tests/storage/test_bulk.py \
		tests/storage/test_retention.py tests/storage/test_alterations.py

snapshots: test-env ## paint the pictures of the screens anew; look at each before committing it
	@$(IN)/python -m pytest -m snapshot --snapshot-update

docs: test-env ## what the docs show of the program: keys, commands, and screens as they were last approved
	@$(IN)/python -m tui.keys.page > docs/keys.md
	@$(IN)/python -m cli.commands_page
	@$(IN)/python -m tests.e2e.counted_walk
	@for screen in desk leads officer quarter claims journal; do \
		cp "$(APPROVED)/test_a_screen_looks_as_it_was_approved[$$screen-140x40].svg" docs/$$screen.svg; done
	@for dialog in correction quick-line what-if; do \
		cp "$(APPROVED)/test_a_dialog_looks_as_it_was_approved[$$dialog].svg" docs/$$dialog.svg; done
	@$(IN)/python -m tests.reports.statement_picture > docs/statement.svg

pins: ## choose the newest versions that pyproject.toml allows, and hash them; needs uv
	@$(UV) --no-config pip compile pyproject.toml --group build \
		--universal --python-version 3.11 --generate-hashes --no-annotate --no-header --upgrade --quiet -o pins/run.txt
	@$(UV) --no-config pip compile pyproject.toml --all-extras --group build --group test --group bench -c pins/run.txt \
		--universal --python-version 3.11 --generate-hashes --no-annotate --no-header --upgrade --quiet -o pins/test.txt

clean: ## remove what can be made again; never a book
	@rm -rf .venv .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache \
		build dist snapshot_report.html
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

run-env:
	@$(PYTHON) pins/make_venv.py run

test-env:
	@$(PYTHON) pins/make_venv.py test
