"""It sets up on any day: the environment is made from the pins alone, whatever the index has published since."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

PROJECT = """
[build-system]
requires = []
build-backend = "in_tree"
backend-path = ["."]

[project]
name = "thing"
version = "1"
"""

IN_TREE_BACKEND = """
import zipfile
def build_editable(folder, config_settings=None, metadata_directory=None):
    with zipfile.ZipFile(f"{folder}/thing-1-py3-none-any.whl", "w") as wheel:
        wheel.writestr("thing-1.dist-info/METADATA", "Metadata-Version: 2.1\\nName: thing\\nVersion: 1\\n")
        wheel.writestr("thing-1.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("thing-1.dist-info/RECORD", "")
    return "thing-1-py3-none-any.whl"
"""


class Index:
    """A package index in a folder, as pip reads one by a file URL."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.hashes: dict[str, str] = {}

    def publish(self, name: str, version: str, *needs: str, extras: str = "") -> None:
        """Adds a wheel without contents that needs other packages."""
        folder = self.place / name
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}-{version}-py3-none-any.whl"
        described = [f"Name: {name}", f"Version: {version}", *(f"Requires-Dist: {need}" for need in needs)]
        described += [f"Provides-Extra: {extras}"] if extras else []
        with zipfile.ZipFile(path, "w") as wheel:
            info = f"{name}-{version}.dist-info"
            wheel.writestr(f"{info}/METADATA", "\n".join(["Metadata-Version: 2.1", *described, ""]))
            wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            wheel.writestr(f"{info}/RECORD", "")
        self.hashes[f"{name}=={version}"] = hashlib.sha256(path.read_bytes()).hexdigest()
        links = "".join(f'<a href="{wheel.name}">{wheel.name}</a>' for wheel in sorted(folder.glob("*.whl")))
        (folder / "index.html").write_text(f"<!DOCTYPE html><html><body>{links}</body></html>", encoding="utf-8")

    def pins(self, *pinned: str) -> str:
        """Pins of some of the wheels, with their hashes."""
        return "".join(f"{pin} --hash=sha256:{self.hashes[pin]}\n" for pin in pinned)


@pytest.fixture
def index(tmp_path: Path) -> Index:
    """An index on which a package that is asked for with an extra has had a newer release since it was pinned."""
    made = Index(tmp_path / "simple")
    made.publish("leaf", "1.0")
    made.publish("asked", "1.0", "leaf; extra == 'more'", extras="more")
    made.publish("asked", "2.0", "leaf; extra == 'more'", extras="more")
    made.publish("asking", "1.0", "asked[more]>=1")
    return made


def set_up(index: Index, place: Path, pins: str) -> subprocess.CompletedProcess[str]:
    """Runs ``make_venv.py`` on a project with such pins, with the pip that this Python brings."""
    (place / "pins").mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "pins" / "make_venv.py", place / "pins")
    (place / "pins" / "run.txt").write_text(pins, encoding="utf-8")
    (place / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (place / "in_tree.py").write_text(IN_TREE_BACKEND, encoding="utf-8")
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "COV", "PYTHON"))}
    own_index = {"PIP_INDEX_URL": index.place.as_uri(), "PIP_NO_CACHE_DIR": "1", "PIP_CONFIG_FILE": os.devnull}
    command = [sys.executable, str(place / "pins" / "make_venv.py"), "run"]
    return subprocess.run(command, env={**plain, **own_index}, capture_output=True, text=True, check=False)


def installed(place: Path) -> set[str]:
    """What stands in the environment of a project, as names with versions."""
    return {path.name.removesuffix(".dist-info") for path in (place / ".venv").rglob("*.dist-info")}


def test_pins_that_do_not_fit_are_refused_and_mended_ones_set_up_whatever_was_published_since(
    index: Index, tmp_path: Path
) -> None:
    """One environment throughout, as on a machine where it is tried again."""
    place = tmp_path / "project"
    not_the_pinned = index.pins("leaf==1.0")
    index.publish("leaf", "1.0", "asked")
    done = set_up(index, place, not_the_pinned)
    assert done.returncode == 1
    assert "DO NOT MATCH THE HASHES" in done.stderr
    assert "leaf-1.0" not in installed(place)

    index.publish("leaf", "1.0")
    done = set_up(index, place, index.pins("asking==1.0", "leaf==1.0"))
    assert done.returncode == 1
    assert "asking 1.0 requires asked" in done.stderr

    done = set_up(index, place, index.pins("asking==1.0", "asked==1.0", "leaf==1.0"))
    assert done.returncode == 0, done.stderr
    assert {"asking-1.0", "asked-1.0", "leaf-1.0"} <= installed(place)
