"""Runs the tests that drive a real browser, in two processes: `python tools/browser.py [paths and pytest's arguments]`.

Takes the browser that RUNUT_CHROMIUM names, or one that is installed, or installs one: from the distribution as root, else
playwright's own. Where all that fails it says so loudly, and fails when CI=true.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """Return where a Chromium stands that opens; "" for playwright's own; None: there is none."""
    named = os.environ.get("RUNUT_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    found = named or _installed()
    return found if found is not None and _opens(found) else None


def _opens(path: str) -> bool:
    """Return whether the browser starts: one that was downloaded may miss a library of the system."""
    program = "import sys; from playwright.sync_api import sync_playwright as s\n"
    program += "with s() as p: p.chromium.launch(executable_path=sys.argv[1] or None, args=['--no-sandbox']).close()"
    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr[-2000:], file=sys.stderr)
    return done.returncode == 0


def _installed() -> str | None:
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        print("No Chromium here: installing it with apt-get ...", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for step in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", *step], env=quiet, check=False)
        if found := shutil.which("chromium"):
            return found
    print("No Chromium here: installing playwright's own ...", flush=True)
    done = subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return "" if done.returncode == 0 else None


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
