"""A book on a share or in a synchronized folder is refused with the reason."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

import pytest
from click.testing import CliRunner

from cli.main import leadbook
from storage.engine import shared_places
from storage.engine.shared_places import (
    REMOTE_DRIVE,
    is_remote,
    mounted_on_a_mac,
    mounted_on_linux,
    must_be_local,
    synchronized,
)
from storage.errors import BookUnavailable

MOUNTINFO = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:35 / /srv/files rw,relatime shared:20 - nfs4 files.example:/files rw,vers=4.2
41 22 0:36 / /home/desk/Shared\\040Files rw - cifs //server/files rw
42 22 0:37 / /mnt/cloud rw - fuse.rclone cloud: rw
43 22 8:2 / /srv/files/local rw - ext4 /dev/sda2 rw
44 22 8:3 / /mnt/stick rw - fuseblk /dev/sdb1 rw
45 22 0:37 / /media/host rw - vboxsf shared rw
46 22 0:38 / /media/plain rw - fuse anything rw
"""
MOUNT = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//desk@server/files on /Volumes/Our Files (smbfs, nodev, nosuid, mounted by desk)
"""


@pytest.mark.parametrize(
    ("folder", "why"),
    [
        ("/srv/files", "nfs4"),
        ("/srv/files/leadbook", "nfs4"),
        ("/home/desk/Shared Files/a", "cifs"),
        ("/mnt/cloud", "fuse.rclone"),
        ("/home/desk/Dropbox/leadbook", "Dropbox is synchronized"),
        ("/home/desk/OneDrive - Example County", "OneDrive - Example County is synchronized"),
        ("/Users/desk/Library/Mobile Documents/x", "Mobile Documents is synchronized"),
        ("/Users/desk/Library/CloudStorage/Box-Box", "CloudStorage is synchronized"),
        ("/home/desk/Nextcloud/leads", "Nextcloud is synchronized"),
        ("/home/desk/Box", "Box is synchronized"),
        ("/media/host", "vboxsf"),
        ("/media/plain", "[(]fuse[)]"),
    ],
)
def test_a_share_and_a_synchronized_folder_are_refused_by_name(
    folder: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_places, "_mounted", lambda: mounted_on_linux(MOUNTINFO))
    with pytest.raises(BookUnavailable, match=why):
        must_be_local(f"{folder}/book.leadbook")


@pytest.mark.parametrize(
    "folder", ["/", "/home/desk", "/home/desk/boxes", "/srv/files/local/x", "/srv/filesystem", "/mnt/stick"]
)
def test_a_disk_of_this_machine_is_taken(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_places, "_mounted", lambda: mounted_on_linux(MOUNTINFO))
    must_be_local(f"{folder}/book.leadbook")


def test_a_link_to_a_file_in_a_synchronized_folder_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "Dropbox" / "book.leadbook").touch()
    (tmp_path / "book.leadbook").symlink_to(tmp_path / "Dropbox" / "book.leadbook")
    with pytest.raises(BookUnavailable, match="Dropbox is synchronized"):
        must_be_local(str(tmp_path / "book.leadbook"))


DISK = 3  # what Windows answers for one


@pytest.mark.parametrize(
    ("folder", "asked", "remote"),
    [
        (r"C:\Leads", "C:\\", False),
        ("d:/two words/Büro", "d:\\", False),
        (r"\\?\C:\long", "C:\\", False),
        (r"\\.\C:\long", "C:\\", False),
        (r"Z:\leads", "Z:\\", True),
        (r"\\?\Z:\leads", "Z:\\", True),
        (r"\\server\share\leads", None, True),
        ("//server/share/leads", None, True),
        (r"\\?\UNC\server\share\leads", None, True),
        (r"\\?\unc\server\share\leads", None, True),
        (r"\\wsl.localhost\Ubuntu\home", None, True),
        (r"\\server@SSL\DavWWWRoot\leads", None, True),
    ],
)
def test_a_share_of_windows_is_known_by_its_servers_name_or_its_drive(
    folder: str, asked: str | None, remote: bool
) -> None:
    roots: list[str] = []

    def kind_of_drive(root: str) -> int:
        roots.append(root)
        return REMOTE_DRIVE if root.startswith("Z") else DISK

    assert is_remote(PureWindowsPath(folder), kind_of_drive) is remote
    assert roots == ([] if asked is None else [asked])


@pytest.mark.parametrize(
    ("folder", "part"),
    [
        (r"C:\Users\pat\OneDrive - Example County\Leads", "OneDrive - Example County"),
        (r"C:\Users\pat\iCloudDrive", "iCloudDrive"),
        (r"\\?\D:\DROPBOX\x", "DROPBOX"),
        (r"C:\Users\pat\Leads", ""),
        (r"C:\Users\pat\My OneDrive notes", ""),
    ],
)
def test_a_synchronized_folder_of_windows_is_known_by_name(folder: str, part: str) -> None:
    assert synchronized(PureWindowsPath(folder)) == part


def test_a_book_on_a_server_lies_in_no_folder() -> None:
    must_be_local("postgresql://desk@server/Dropbox")


def test_what_a_mac_has_mounted_is_read() -> None:
    assert mounted_on_a_mac(MOUNT) == [("/", "apfs"), ("/Volumes/Our Files", "smbfs")]


def test_a_book_is_not_made_there_unless_the_user_says_that_he_knows(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    place = str(folder / "book.leadbook")
    make = ["init", "--agency", "Example County", "--state", "TX"]
    refused = CliRunner().invoke(leadbook, ["--book", place, *make])
    assert refused.exit_code == 3
    assert "synchronized" in refused.stderr
    assert list(folder.iterdir()) == []
    assert CliRunner().invoke(leadbook, ["--book", place, "--i-know", *make]).exit_code == 0
    assert CliRunner().invoke(leadbook, ["--book", place, "status"]).exit_code == 3
    assert CliRunner().invoke(leadbook, ["--book", place, "status"], env={"LEADBOOK_I_KNOW": "1"}).exit_code == 0
