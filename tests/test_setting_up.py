"""The environment comes from the pins on any day, whatever has been published since they were made."""

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
BACKEND = '''
"""Makes the tree's own wheel without a package of anybody's."""
import zipfile
from pathlib import Path

def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    with zipfile.ZipFile(Path(wheel_directory) / "tree-1-py3-none-any.whl", "w") as wheel:
        wheel.writestr("tree-1.dist-info/METADATA", "Metadata-Version: 2.1\\nName: tree\\nVersion: 1\\n")
        wheel.writestr("tree-1.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("tree-1.dist-info/RECORD", "")
    return "tree-1-py3-none-any.whl"
'''
PROJECT = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'


def wheel(index: Path, name: str, version: str, *metadata: str) -> str:
    """Publishes a wheel that holds nothing in the index; returns its line of the pins."""
    file = index / name / f"{name}-{version}-py3-none-any.whl"
    file.parent.mkdir(parents=True, exist_ok=True)
    info = f"{name}-{version}.dist-info"
    lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *metadata]
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(f"{info}/METADATA", "\n".join(lines) + "\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    links = "".join(f'<a href="{path.name}">{path.name}</a>\n' for path in sorted(file.parent.glob("*.whl")))
    (file.parent / "index.html").write_text(f"<!DOCTYPE html><html><body>{links}</body></html>", encoding="utf-8")
    return f"{name}=={version} --hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A project with our way of setting up and a backend of its own, and nothing pinned yet."""
    place = tmp_path / "tree"
    (place / "pins").mkdir(parents=True)
    shutil.copy(ROOT / "pins" / "make_venv.py", place / "pins")
    (place / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (place / "backend.py").write_text(BACKEND, encoding="utf-8")
    return place


def set_up(tree: Path, index: Path, pins: str) -> subprocess.CompletedProcess[str]:
    """Sets the tree up with the pip that the running Python brings, from that index and no other."""
    (tree / "pins" / "run.txt").write_text(pins, encoding="utf-8")
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "COV"))}
    alone = {**plain, "PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": index.as_uri(), "PIP_NO_CACHE_DIR": "1"}
    return subprocess.run(
        [sys.executable, str(tree / "pins" / "make_venv.py"), "run"],
        env=alone, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


def test_a_newer_release_of_what_is_asked_for_with_an_extra_changes_nothing(tree: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    pins = wheel(index, "asking", "1.0", "Requires-Dist: asked[more]>=1")
    pins += wheel(index, "asked", "1.0", "Provides-Extra: more", 'Requires-Dist: extra; extra == "more"')
    pins += wheel(index, "extra", "1.0")
    wheel(index, "asked", "1.1", "Provides-Extra: more", 'Requires-Dist: extra; extra == "more"')
    done = set_up(tree, index, pins)
    assert done.returncode == 0, done.stderr
    assert "asked-1.0.dist-info" in {path.name for path in (tree / ".venv").rglob("*.dist-info")}


def test_pins_that_lack_a_package_are_refused_with_its_name(tree: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    done = set_up(tree, index, wheel(index, "asking", "1.0", "Requires-Dist: missing>=1"))
    assert done.returncode == 1
    assert "asking 1.0 requires missing, which is not installed." in done.stderr
    assert not (tree / ".venv" / "run.stamp").exists()
