"""Runs the tests of keys in a device (PKCS#11) on a real SoftHSM2: `python tools/softhsm.py [pytest's arguments]`.

Takes the module that RUNUT_TEST_PKCS11 names, or that of an installed SoftHSM2, or installs one from the distribution as root.
Where none can be had it says so loudly, and fails when CI=true.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
TESTS: Final = ("tests/formats/test_token.py",)
_PLACES: Final = ("/usr/lib/softhsm", "/usr/lib64/softhsm", "/usr/local/lib/softhsm", "/usr/lib64/pkcs11", "/opt/homebrew/lib/softhsm")


def module() -> Path | None:
    """Return where SoftHSM2's module stands; None: there is none, and none can be installed."""
    if named := os.environ.get("RUNUT_TEST_PKCS11"):
        return Path(named) if Path(named).is_file() else None
    return _found() or _installed()


def _found() -> Path | None:
    places = (Path(folder) / "libsofthsm2.so" for folder in _PLACES)
    return next((one for one in places if one.is_file()), None) if shutil.which("softhsm2-util") else None


def _installed() -> Path | None:
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        print("No SoftHSM2 here: installing it with apt-get ...", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for step in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "softhsm2"]):
            subprocess.run(["apt-get", *step], env=quiet, check=False)
        return _found()
    return None


def main(arguments: list[str]) -> int:
    """Run the tests, or say that they were left out."""
    found = module()
    if found is None:
        print(
            "\n"
            + "=" * 78
            + "\nSKIPPED: the tests of keys in a device. Install SoftHSM2, or name its module in RUNUT_TEST_PKCS11.\n"
            + "=" * 78
        )
        return int(os.environ.get("CI") == "true")
    command = [sys.executable, "-m", "pytest", *TESTS, *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "RUNUT_TEST_PKCS11": str(found)}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
