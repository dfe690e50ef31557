# Needs make and Python 3.11 or newer; everything else comes, pinned and hashed, into .venv.
PYTHON ?= python3
UV ?= uv
IN := .venv/bin
APPROVED := tests/tui/__snapshots__/test_snapshots

.PHONY: run test covered check bench soak snapshots docs pins clean run-env test-env

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

soak: test-env ## the long proofs: changed files, tables, histories, kills and failures at every step, a monkey, pay
	@$(IN)/python -m tests.hostile.fuzz_imports 3600
	@LEADBOOK_EXAMPLES=20000 LEADBOOK_HISTORIES=300 \
		$(IN)/python -m pytest -q tests/storage/test_disguises.py tests/storage/test_import_histories.py
	@LEADBOOK_SOAK=10000 $(IN)/python -m pytest -q -n auto tests/storage/test_sequences.py tests/storage/test_failing_disk.py tests/storage/test_power_loss.py \
		tests/storage/test_alterations.py tests/storage/test_erase.py tests/storage/test_rekey.py
	@LEADBOOK_CROWD=600 PYTEST_DEBUG_TEMPROOT=$${TMPDIR:-/tmp} $(IN)/python -m pytest -q tests/storage/test_crowd.py
	@LEADBOOK_MONKEYS=40 $(IN)/python -m pytest -q tests/hostile/test_monkey.py
	@$(IN)/python -m tests.program.soak_claims 1000000

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
