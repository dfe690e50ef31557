"""Makes .venv from hashed pins and puts the project in it: ``python3 pins/make_venv.py run`` or ``… test``.

Quick when nothing has changed. What can be missing on a machine is answered with one line that says what to install;
so the whole file must compile, and its first lines run, on older versions of Python 3.
"""

import sys

HERE = f"{sys.version_info[0]}.{sys.version_info[1]}"
if sys.version_info < (3, 11):
    sys.exit(f"Leadbook needs Python 3.11 or newer, this is {HERE}. To use another one: make run PYTHON=python3.12")
try:
    import ensurepip
    import venv
except ImportError:
    sys.exit(
        f"This Python {HERE} cannot make a virtual environment. Install what is missing and try again;"
        " on Debian and Ubuntu: apt install python3-venv"
    )

import hashlib
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / ".venv"
PYTHON = PLACE / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
MADE_FOR = f"{PLACE}\n{sys.version}\n{ensurepip.version()}\n"


def main(which: str) -> int:
    """``which`` names the pins; those of ``test`` hold all that those of ``run`` hold. Returns the exit code."""
    pins = ROOT / "pins" / f"{which}.txt"
    contents = b"".join(path.read_bytes() for path in (pins, ROOT / "pyproject.toml", Path(__file__)))
    wanted = hashlib.sha256(contents).hexdigest()
    stamp = PLACE / f"{which}.stamp"
    usable = PYTHON.exists() and _read(PLACE / "made-for") == MADE_FOR  # else it was moved, or its Python was replaced
    if usable and _read(stamp) == wanted:
        return 0
    print(f"Setting up {PLACE} from pins/{pins.name}: this takes a moment, once.", file=sys.stderr, flush=True)
    if not usable:
        venv.create(PLACE, clear=True, symlinks=os.name != "nt", with_pip=True)
        (PLACE / "made-for").write_text(MADE_FOR, encoding="utf-8")
    # Wheels only, and nothing for the project's own build but what is pinned: no download goes unchecked.
    # The pins hold the whole tree, so nothing is resolved: an older pip would refuse what a package asks for with an
    # extra (coverage[toml]) on the day a newer release of it appears. That the tree is whole is checked afterwards.
    # Compiling all of it takes twice as long as the rest. Who opens the app waits for that once, here; tests import a
    # small part of what they have at hand, and that is compiled when it is imported.
    compiled = ["--no-compile"] if which == "test" else []
    _pip(
        *("install", "-qq", "--only-binary", ":all:", "--no-deps", "--require-hashes", *compiled),
        *("--requirement", str(pins)),
    )
    _pip("install", "-qq", "--no-deps", "--no-index", "--no-build-isolation", "--editable", str(ROOT))
    _pip("check")
    stamp.write_text(wanted, encoding="utf-8")
    return 0


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _pip(command: str, *options: str) -> None:
    pip = [str(PYTHON), "-m", "pip", command, "--disable-pip-version-check", "--no-input"]
    subprocess.run([*pip, *options], check=True, stdout=sys.stderr)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1]))
    except subprocess.CalledProcessError as failed:
        sys.exit(f"{PLACE} could not be set up: a step ended with {failed.returncode}; what it said stands above.")
    except OSError as failed:
        sys.exit(f"{PLACE} could not be set up: {failed}")
