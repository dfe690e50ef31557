"""The plain command line: every action of the app, with ``--json`` and the contract's exit codes."""
