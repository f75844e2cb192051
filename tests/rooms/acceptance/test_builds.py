"""What stands on a server against what was released: archives and lists, whole, broken and hostile."""

from __future__ import annotations

import hashlib
import io
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

from runut.acceptance import builds
from runut.core.errors import Invalid

FILES = {"app/main.py": b"print(1)\n", "app/data/a.bin": bytes(range(256)), "README.md": b"# Antrean\n"}


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


HASHES = {path: sha(content) for path, content in FILES.items()}


def tar(files: dict[str, bytes], *, mode: str = "w:gz", top: str = "antrean-1.0/") -> io.BytesIO:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as packed:  # type: ignore[call-overload]
        for path, content in files.items():
            info = tarfile.TarInfo(top + path)
            info.size = len(content)
            packed.addfile(info, io.BytesIO(content))
    made.seek(0)
    return made


def zipped(files: dict[str, bytes], *, top: str = "") -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, content in files.items():
            packed.writestr(top + path, content)
    made.seek(0)
    return made


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_an_archive_is_listed_below_its_one_folder(mode: str) -> None:
    assert builds.released(tar(FILES, mode=mode)) == HASHES


def test_a_zip_without_a_folder_is_listed_as_it_is() -> None:
    assert builds.released(zipped(FILES)) == HASHES
    assert builds.released(zipped(FILES, top="antrean/")) == HASHES


def test_links_and_devices_of_an_archive_are_no_files() -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as packed:
        info = tarfile.TarInfo("a/link")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        packed.addfile(info)
        info = tarfile.TarInfo("a/real")
        packed.addfile(info)
    made.seek(0)
    assert builds.released(made) == {"real": sha(b"")}


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"not an archive",
        tar(FILES).getvalue()[:60],
        zipped(FILES).getvalue()[:40] + b"PK\x05\x06" + b"\0" * 18,
        b"\x1f\x8b" + b"\0" * 40,
    ],
    ids=["empty", "text", "half a tar", "half a zip", "gzip of nothing"],
)
def test_what_is_no_archive_is_refused_in_a_sentence(broken: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        builds.released(io.BytesIO(broken))
    assert refused.value.code == "build_archive"


def test_a_bomb_ends_at_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builds, "MOST_BYTES", 1000)
    with pytest.raises(Invalid) as refused:
        builds.released(zipped({"a": b"\0" * 1001}))
    assert refused.value.code == "build_large"
    monkeypatch.setattr(builds, "MOST_FILES", 2)
    with pytest.raises(Invalid) as refused:
        builds.released(tar(FILES))
    assert refused.value.code == "build_large"


def test_the_script_lists_a_folder_as_it_is_read(tmp_path: Path) -> None:
    script = tmp_path / "runut-list.sh"
    script.write_text(builds.LISTING, encoding="ascii")
    folder = tmp_path / "dipasang di sini"
    strange = {**FILES, "nama aneh\n\\x é.txt": b"aneh"}
    for path, content in strange.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    (folder / "link").symlink_to("/etc/passwd")
    done = subprocess.run(["sh", str(script), str(folder)], capture_output=True, check=True)
    assert builds.installed(done.stdout.splitlines(keepends=True)) == {path: sha(content) for path, content in strange.items()}
    assert subprocess.run(["sh", str(script)], capture_output=True, check=False).returncode != 0


@pytest.mark.parametrize(
    ("text", "line"),
    [("halo\n", 1), (f"{'a' * 64}  ./a\n{'a' * 63}  ./b\n", 2), (f"{'a' * 64}  {'b' * 9000}\n", 1), (f"{'g' * 64}  ./a\n", 1)],
)
def test_the_first_line_that_is_none_is_named(text: str, line: int) -> None:
    with pytest.raises(Invalid) as refused:
        builds.installed(text.encode().splitlines(keepends=True))
    assert (refused.value.code, refused.value.reasons[0].params) == ("build_list_line", {"line": line})


def test_an_empty_list_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        builds.installed([b"\n", b"  \r\n"])
    assert refused.value.code == "build_list_empty"


def test_lists_of_other_systems_are_read_too() -> None:
    text = b"\xef\xbb\xbf" + f"{'A' * 64} *./a.exe\r\n".encode()
    assert builds.installed(text.splitlines(keepends=True)) == {"a.exe": "a" * 64}


def test_one_changed_byte_is_found_and_what_is_more_is_shown() -> None:
    there = {**HASHES, "app/main.py": sha(b"print(2)\n"), "uploads/x.png": sha(b"x")}
    del there["README.md"]
    found = builds.compare(HASHES, there)
    assert (found.same, found.differs, found.missing, found.more) == (1, ("app/main.py",), ("README.md",), ("uploads/x.png",))
    assert not found.is_same


def test_what_only_stands_there_besides_leaves_the_build_the_same() -> None:
    found = builds.compare(HASHES, {**HASHES, "log/a.log": "0" * 64})
    assert (found.is_same, found.more) == (True, ("log/a.log",))


def test_patterns_leave_out_on_both_sides() -> None:
    there = {**HASHES, "app/main.py": sha(b"lain"), "log/a.log": "0" * 64}
    found = builds.compare(HASHES, there, leave_out=["*.log", "app/main.py"])
    assert (found.same, found.is_same, found.more, found.left_out) == (2, True, (), 2)


def test_a_list_of_absolute_paths_is_read_from_its_common_folder() -> None:
    there = {f"/srv/aplikasi/{path}": sha256 for path, sha256 in HASHES.items()}
    assert builds.compare(HASHES, there).same == 3
