from __future__ import annotations

import argparse
import os
import signal
import urllib.error
import urllib.request
from gettext import gettext as _
from typing import Final

from runut.cli import demo, serve
from runut.cli.codes import Code, Stop
from runut.cli.out import tell, warn

_POLLS: Final = 150


def about() -> str:
    return _("Start all at once: tables, a demonstration office if there is no office yet, server and worker. Ctrl-C stops all.")


def arguments(parser: argparse.ArgumentParser) -> None:
    serve.address(parser)


def run(options: argparse.Namespace) -> Code:
    from runut.cli.start import bring_up, check_machine, migrate
    from runut.cli.static import collect

    os.environ.setdefault("RUNUT_ADDRESS", f"http://localhost:{options.port}")
    bring_up()
    serve.check_port(options)
    check_machine()
    migrate()
    from runut.people.queries import founded

    if not founded():
        warn(_("Making a demonstration office; this takes some seconds."))
        demo.make()
    collect()
    return _together(options)


def _together(options: argparse.Namespace) -> Code:
    """Run server and worker until stopped; when one of them ends, the other is ended too."""
    from django.db import connections

    from runut.cli import processes

    serve.preload()
    connections.close_all()
    asked: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda given, _frame: asked.append(given))
    children = {processes.start(lambda: serve.serve(options)), processes.start(_work)}
    tried = 0

    def stopped() -> bool:
        """Say where to go as soon as the site answers."""
        nonlocal tried
        if 0 <= tried < _POLLS:
            tried = -1 if _answers(options) else tried + 1
            if tried == -1:
                _welcome()
        return bool(asked)

    try:
        gone = processes.watch(children, stopped=stopped)
    finally:
        processes.end(children)
    if gone is not None:
        raise Stop(_("The server or the worker ended by itself; the other was stopped too."), Code.FAULT)
    warn(_("Stopped."))
    return Code.DONE


def _work() -> int:
    import threading

    from runut.base import worker

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    worker.run(stop)
    return Code.DONE


def _answers(options: argparse.Namespace) -> bool:
    """Whether the site answers at all, with whatever status."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(options.host, options.host)  # noqa: S104 - asks, does not listen
    name = f"[{host}]" if ":" in host else host
    try:
        with urllib.request.urlopen(f"http://{name}:{options.port}/healthz", timeout=2):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def _welcome() -> None:
    from django.conf import settings

    tell()
    demo.show()
    tell()
    tell(_("Runut is running: %(address)s") % {"address": settings.ADDRESS})
