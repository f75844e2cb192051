"""The store keeps bytes once, whole or not at all, and holds no more than a block."""

from __future__ import annotations

import hashlib
import io
import os
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from runut.base import env, jobs
from runut.core.errors import Invalid, TooLarge
from runut.documents.jobs import sweep
from runut.documents.store import BLOCK, FileStore, store
from runut.documents.uploads import store_stream
from tests.rooms.documents.office import staged


class Endless(io.RawIOBase):
    """A body of ``size`` bytes that nobody holds; no two blocks are alike."""

    def __init__(self, size: int) -> None:
        self.left = size

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        taken = min(size, self.left)
        self.left -= taken
        return self.left.to_bytes(8, "big") * (taken // 8) + b"x" * (taken % 8)


def test_a_kept_file_stands_under_its_hash(files: Path) -> None:
    sha256 = hashlib.sha256(b"isi").hexdigest()
    store().keep(staged(b"isi"))
    assert (files / sha256[:2] / sha256[2:4] / sha256).read_bytes() == b"isi"
    with store().open(sha256) as file:
        assert file.read() == b"isi"
    assert store().incoming() == (0, 0)


def test_nobody_may_write_to_a_kept_file(files: Path) -> None:
    one = staged(b"isi")
    store().keep(one)
    path = store().path(one.sha256)
    assert path.stat().st_mode & 0o777 == 0o400 and path.parent.stat().st_mode & 0o777 == 0o700


def test_the_same_bytes_are_kept_once(files: Path) -> None:
    first = staged(b"isi")
    store().keep(first)
    before = store().path(first.sha256).stat().st_ino
    store().keep(staged(b"isi"))
    assert store().path(first.sha256).stat().st_ino == before
    assert store().incoming() == (0, 0)


def test_a_file_cut_off_by_a_crash_is_written_again(files: Path) -> None:
    first = staged(b"isi berkas")
    path = store().path(first.sha256)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"isi")
    store().keep(first)
    assert path.read_bytes() == b"isi berkas"


def test_an_unfinished_file_is_not_kept(files: Path) -> None:
    one = store().stage()
    one.write(b"isi")
    with pytest.raises(ValueError, match="unfinished"):
        store().keep(one)


def test_what_is_forgotten_leaves_nothing(files: Path) -> None:
    one = store().stage()
    one.write(b"isi")
    path = one.path
    one.discard()
    two = store().stage()
    other = two.path
    del two
    assert not path.exists() and not other.exists()


@pytest.mark.parametrize("name", ["", "ab", "../" * 21 + "x", "G" * 64, "A" * 64, "a" * 63 + "/"])
def test_only_a_hash_is_an_address(files: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        store().path(name)


def test_the_sweep_takes_what_broke_off_long_ago_and_leaves_what_is_on_its_way(files: Path) -> None:
    old, new = store().stage(), store().stage()
    old.write(b"lama")
    os.utime(old.path, (0, 0))
    assert store().sweep(before=datetime(2026, 1, 1, tzinfo=UTC)) == 1
    assert not old.path.exists() and new.path.exists()


def test_a_worker_sweeps_every_few_hours(files: Path) -> None:
    old, new = store().stage(), store().stage()
    os.utime(old.path, (0, 0))
    assert jobs._periodic["documents.sweep"].task is sweep
    assert sweep.call() == 1
    assert not old.path.exists() and new.path.exists()


def test_verifying_reads_the_bytes_again(files: Path) -> None:
    one = staged(b"isi")
    store().keep(one)
    assert store().verify(one.sha256)
    path = store().path(one.sha256)
    path.chmod(0o600)
    path.write_bytes(b"ISI")
    assert not store().verify(one.sha256)
    path.unlink()
    assert store().rehash(one.sha256) == ""


def test_a_big_body_goes_through_without_being_held(files: Path) -> None:
    size = 64 * BLOCK
    store().keep(staged(b""))
    tracemalloc.start()
    one = store_stream(Endless(size))  # type: ignore[arg-type]
    store().keep(one)
    verified = store().verify(one.sha256)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert verified and one.size == size
    assert peak < 6 * BLOCK


def test_a_body_over_the_limit_is_refused_and_leaves_nothing(files: Path, settings: Settings) -> None:
    settings.UPLOAD_LIMIT_MB = 1
    with pytest.raises(TooLarge) as refused:
        store_stream(io.BytesIO(b"x" * 1_000_001))
    assert refused.value.status == 413
    with pytest.raises(Invalid):
        store_stream(io.BytesIO(b""))
    assert store().incoming() == (0, 0)
    assert store_stream(io.BytesIO(b"x" * 1_000_000)).size == 1_000_000


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("s3://bucket/files", "S3 comes with a later one"),
        ("/srv/files", "must name a folder"),
        ("file://server/files", "must name a folder"),
        ("file:///", "must name a folder"),
        ("http://example.test/", "must name a folder"),
    ],
)
def test_a_place_that_cannot_be_used_stops_the_start(url: str, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNUT_FILES_URL", url)
    with pytest.raises(env.SettingInvalid, match=says):
        env.folder("RUNUT_FILES_URL", "file:///srv/files")


def test_a_folder_with_blanks_is_read_from_its_url(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNUT_FILES_URL", "file:///srv/berkas%20kantor")
    assert env.folder("RUNUT_FILES_URL", "") == Path("/srv/berkas kantor")


def test_two_stores_do_not_meet(tmp_path: Path, files: Path) -> None:
    one = staged(b"isi")
    store().keep(one)
    assert FileStore(tmp_path / "lain").rehash(one.sha256) == ""
