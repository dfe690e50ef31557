"""One new file, whole or not at all, for its owner alone."""

from __future__ import annotations

from pathlib import Path

from program.refusals import BadInput
from storage.engine.files import part_of, private_file, sync, take_name


def write_new_file(place: Path, content: bytes) -> None:
    """Writes a file that is not there yet. Raises BadInput where something stands there, or it cannot be written."""
    try:
        with part_of(place) as part:
            with open(part, "xb", opener=private_file) as file:
                file.write(content)
                sync(file)
            take_name(part, place)
    except FileExistsError:
        raise BadInput("out", place, "is there already; name another file") from None
    except OSError as error:
        raise BadInput("out", place, f"cannot be written ({error.strerror})") from None
