"""A file of 500 MB through the page's form into the store, beside reading, hashing and writing it in one process, and cp with sha256sum."""

from __future__ import annotations

import hashlib
import os
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.client import Browser, Server, session_of
from benchmarks.figures import hold, table
from benchmarks.walk import Walker
from runut.procedures.services import install_shipped
from tests.cast import cast

SIZE = 500 * 1024 * 1024
BLOCK = 1024 * 1024


def run(folder: Path) -> None:
    """Upload three times and take the best; the floors are taken between them."""
    at = datetime.now(UTC) - timedelta(days=1)
    office = cast(at)
    install_shipped(at=at)
    walker = Walker(office, at=at)
    source = folder / "big.bin"
    with source.open("wb") as file:
        for _ in range(SIZE // BLOCK):
            file.write(os.urandom(BLOCK))
    session = session_of(office.user)
    found: dict[str, list[float]] = {"floor": [], "cp": [], "ours": []}
    with Server("runut.config.wsgi:application", env={"RUNUT_UPLOAD_LIMIT_MB": "600"}) as server:
        address = f"/cases/{walker.case_id}/documents/upload/analysis_report/"
        small = folder / "small.bin"
        small.write_bytes(b"first of all")
        # What a worker loads with its first page is no growth by the size of a file; each takes connections in turn.
        for _ in range(40):
            Browser(server.port, session).upload(address, small)
        browser = Browser(server.port, session)
        before = server.memory()
        for _ in range(3):
            found["floor"].append(_floor(source, folder))
            found["cp"].append(_cp(source, folder))
            found["ours"].append(browser.upload(address, source))
        grown = server.memory() - before
    speeds = {name: SIZE / 1e6 / min(times) for name, times in found.items()}
    rows = [
        ["upload through the page", speeds["ours"], speeds["ours"] / speeds["floor"]],
        ["read, hash, write, sync in one process", speeds["floor"], 1.0],
        ["cp, then sha256sum", speeds["cp"], speeds["cp"] / speeds["floor"]],
    ]
    share = speeds["ours"] / speeds["floor"]
    hold(
        "upload of 500 MB, MB/s", own=speeds["ours"], beside=speeds["floor"], ratio=share, target=">= 0.25 of the floor", met=share >= 0.25
    )
    hold("the same, MiB the server grew", own=grown / 2**20, beside=15, ratio=grown / 2**20 / 15, target="<= 15", met=grown <= 15 * 2**20)
    table(f"500 MB up; the server grew by {grown / 1e6:.0f} MB", ["", "MB/s", "of the floor"], rows)


def _floor(source: Path, folder: Path) -> float:
    target = folder / "floor.bin"
    start = time.perf_counter()
    digest = hashlib.sha256()
    with source.open("rb") as read, target.open("wb") as write:
        while block := read.read(BLOCK):
            digest.update(block)
            write.write(block)
        write.flush()
        os.fsync(write.fileno())
    took = time.perf_counter() - start
    target.unlink()
    return took


def _cp(source: Path, folder: Path) -> float:
    target = folder / "cp.bin"
    start = time.perf_counter()
    subprocess.run(["cp", str(source), str(target)], check=True)
    subprocess.run(["sha256sum", str(target)], check=True, capture_output=True)
    took = time.perf_counter() - start
    target.unlink()
    return took
