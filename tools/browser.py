"""Runs the tests that drive a real browser, in two processes: `python tools/browser.py [paths and pytest's arguments]`.

Takes the browser that RUNUT_CHROMIUM names, or Chromium without its windows, which takes a third less time, installed from the distribution
where it is not there yet; else any Chromium, or playwright's own. Where all that fails it says so loudly, and fails when CI=true.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
BARE: Final = "chromium-headless-shell"
PATIENCE: Final = 180
"""Seconds that the distribution may take for each step of an installation."""
NAMES: Final = (BARE, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """Return where a Chromium stands that opens; "" for playwright's own; None: there is none."""
    if named := os.environ.get("RUNUT_CHROMIUM"):
        return named if _opens(named) else None
    if not shutil.which(BARE):
        _install(BARE)
    if not any(map(shutil.which, NAMES)):
        _install("chromium")
    found = [path for path in map(shutil.which, NAMES) if path and _opens(path)]
    return found[0] if found else _playwrights()


def _opens(path: str) -> bool:
    """Return whether the browser starts: one that was downloaded may miss a library of the system."""
    program = "import sys; from playwright.sync_api import sync_playwright as s\n"
    program += "with s() as p: p.chromium.launch(executable_path=sys.argv[1] or None, args=['--no-sandbox']).close()"
    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr[-2000:], file=sys.stderr)
    return done.returncode == 0


def _install(package: str) -> None:
    """Install a package of the distribution, where that can be done."""
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print(f"Installing {package} with apt-get ...", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        for step in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", package]):
            subprocess.run(["apt-get", *step], env=quiet, check=False, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        print(f"{package} did not come within {PATIENCE} s.", flush=True)


def _playwrights() -> str | None:
    print("No Chromium here: installing playwright's own ...", flush=True)
    done = subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return "" if done.returncode == 0 and _opens("") else None


def main(arguments: list[str]) -> int:
    """Run the tests, or say that they were left out."""
    found = chromium()
    if found is None:
        print("\n" + "=" * 78 + "\nSKIPPED: the browser tests. Install Chromium, or name one in RUNUT_CHROMIUM.\n" + "=" * 78)
        return int(os.environ.get("CI") == "true")
    paths = [] if any(one.startswith("tests/") for one in arguments) else ["tests/browser"]
    command = [sys.executable, "-m", "pytest", "-n", "2", "--maxschedchunk", "1", *paths, *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "RUNUT_CHROMIUM": found}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
