from __future__ import annotations

import argparse
from gettext import gettext as _

from runut.cli.codes import Code
from runut.cli.out import warn


def about() -> str:
    return _("Work off background jobs until stopped; as many workers as you like.")


def arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def run(options: argparse.Namespace) -> Code:
    import signal
    import threading

    from runut.cli.start import bring_up, check_machine, check_tables

    bring_up()
    check_machine()
    check_tables()
    from runut.base import worker

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    warn(_("The worker is running; Ctrl-C stops it after the job at hand."))
    worker.run(stop)
    return Code.DONE
