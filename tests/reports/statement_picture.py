"""The first page of the demo's draft statement as SVG, for the docs: ``python -m tests.reports.statement_picture``."""

from __future__ import annotations

import json
import tempfile
from importlib import resources
from pathlib import Path
from typing import Any

import typst

from program.calendar import Quarter
from reports.packet.pdf import _data, _said
from reports.packet.settable import settable
from reports.packet.statement import statement_document
from storage.maintenance.demo import make_demo
from tests.frozen import TODAY, Clock

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, make_demo(Path(folder, "demo"), Clock().surroundings()) as book:
        document = statement_document(book.view.draft_statement(Quarter.of(TODAY)))
    pages: Any = typst.compile(
        resources.files("reports.packet").joinpath("packet.typ").read_bytes(),
        format="svg",
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(_said(_data(document), settable))},
    )
    print(pages[0].decode())
