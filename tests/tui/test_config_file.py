"""Settings that the app writes: the one that was meant, and nothing else of the file."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from program.refusals import BadInput
from tui.settings.config import config_path, read_config
from tui.settings.config_file import keep_backups_in, keep_keys, keep_theme, with_keys, with_setting

FILE = """\
# Ours since 2025
book = "/desk/book"   # on the share
theme = 'nord'  # dark

[keys]
# as in the office
undo = "ctrl+z"  # Pat's
sort = "t"

[profile.ice.columns]
reference = "Lead No."
"""


def test_a_theme_is_written_over_the_one_that_stands_there_and_nothing_else() -> None:
    assert with_setting(FILE, "theme", "mono") == FILE.replace("'nord'", '"mono"')
    assert with_setting('[keys]\ntheme = "t"\n', "theme", "mono") == 'theme = "mono"\n[keys]\ntheme = "t"\n'
    assert with_setting("", "theme", "mono") == 'theme = "mono"\n'


def test_keys_are_changed_added_and_taken_out_line_by_line() -> None:
    changed = with_keys(FILE, {"undo": "u", "redo": "r"})
    assert changed == FILE.replace('"ctrl+z"', '"u"').replace('sort = "t"', 'redo = "r"')
    assert with_keys(FILE, {"undo": "ctrl+z", "sort": "t"}) == FILE
    assert tomllib.loads(with_keys(FILE, {}))["keys"] == {}
    assert with_keys('book = "x"', {"undo": "r"}) == 'book = "x"\n\n[keys]\nundo = "r"\n'
    assert with_keys("", {"undo": "r"}) == '[keys]\nundo = "r"\n'


def test_the_file_is_made_where_there_is_none_and_keeps_what_it_has() -> None:
    keep_theme("mono")
    keep_keys({"undo": "r"})
    found = read_config(config_path())
    assert (found.theme, found.keys) == ("mono", {"undo": "r"})
    keep_keys({})
    assert (read_config(config_path()).theme, read_config(config_path()).keys) == ("mono", {})


@pytest.mark.parametrize("written", ['keys = { undo = "r" }\n', 'keys.undo = "r"\n', '[keys]\nundo = """r"""\n'])
def test_what_is_written_in_a_form_that_is_not_known_is_left_alone_and_said(written: str) -> None:
    config_path().parent.mkdir(parents=True)
    config_path().write_text(written)
    with pytest.raises(BadInput, match="keys is written there in another form"):
        keep_keys({"undo": "t"})
    assert config_path().read_text() == written


def test_a_file_that_cannot_be_read_is_not_written_over() -> None:
    config_path().parent.mkdir(parents=True)
    config_path().write_text("book = ")
    with pytest.raises(BadInput, match="cannot be read as TOML"):
        keep_theme("mono")
    assert config_path().read_text() == "book = "


@pytest.mark.parametrize(
    "name", ["Büro/日本", "copies \U0001f4be", r"C:\Users\pat\copies", r"\\server\share\copies", 'a"b']
)
def test_a_folder_of_any_name_is_written_and_read_again(name: str) -> None:
    keep_backups_in(Path("/media") / name)
    assert read_config(config_path()).backups == Path("/media") / name


def test_a_desk_left_alone_is_locked_after_10_minutes_or_after_as_many_from_1_to_30_as_the_file_says() -> None:
    config_path().parent.mkdir(parents=True)
    for written, minutes in (("", 10), ("lock_minutes = 1", 1), ("lock_minutes = 30", 30)):
        config_path().write_text(written)
        assert read_config(config_path()).lock_minutes == minutes
    for refused in ("0", "31", "5.0", "true", '"5"'):
        config_path().write_text(f"lock_minutes = {refused}")
        with pytest.raises(BadInput, match="lock_minutes must be a whole number from 1 to 30"):
            read_config(config_path())


def test_a_name_that_is_no_text_is_told_of_and_writes_nothing() -> None:
    keep_theme("mono")
    before = config_path().read_bytes()
    with pytest.raises(BadInput, match="the name is no text in UTF-8"):
        keep_backups_in(Path("/media/\udcff"))
    assert config_path().read_bytes() == before


@pytest.mark.parametrize(
    ("written", "is_hinted"),
    [
        (r'book = "C:\Users\pat\book.leadbook"', True),
        (r'backups = "\\server\share"', True),
        (r'backups = "\\\\server\\share', False),
        (r'book = "C:\\Users', False),
        ("book = ", False),
    ],
)
def test_a_path_of_windows_in_double_quotes_says_how_it_is_written(written: str, is_hinted: bool) -> None:
    config_path().parent.mkdir(parents=True)
    config_path().write_text(written)
    with pytest.raises(BadInput, match="cannot be read as TOML") as refused:
        read_config(config_path())
    assert ("A path of Windows stands in single quotes" in str(refused.value)) is is_hinted
    config_path().write_text(r"book = 'C:\Leads\book.leadbook'")
    assert read_config(config_path()).book == r"C:\Leads\book.leadbook"


def test_a_link_to_the_file_stays_one() -> None:
    real = config_path().parent.parent / "dotfiles.toml"
    config_path().parent.mkdir(parents=True)
    real.write_text('book = "x"\n')
    config_path().symlink_to(real)
    keep_theme("mono")
    assert config_path().is_symlink()
    assert tomllib.loads(real.read_text()) == {"theme": "mono", "book": "x"}
