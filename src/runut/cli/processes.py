"""Processes that live and die together."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Final

PATIENCE: Final = 20.0
"""Seconds that a process has to finish what it is doing."""
_PR_SET_PDEATHSIG: Final = 1


def die_with_parent() -> None:
    """Let the kernel end this process when the one that started it dies, however that happens (Linux)."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def start(work: Callable[[], int]) -> int:
    """Run ``work`` in a process of its own, which inherits the product as it is up by now; return its number."""
    number = os.fork()
    if number:
        return number
    code = 70
    try:
        for one in (signal.SIGINT, signal.SIGTERM):
            signal.signal(one, signal.SIG_DFL)
        die_with_parent()
        code = work()
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 1
    except KeyboardInterrupt:
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def watch(children: set[int], *, stopped: Callable[[], bool]) -> int | None:
    """Wait until somebody asks to stop (None) or a child ends by itself (its number)."""
    while not stopped():
        for child in children:
            if os.waitpid(child, os.WNOHANG)[0]:
                children.discard(child)
                return child
        time.sleep(0.2)
    return None


def end(children: set[int]) -> None:
    """Ask all to finish, wait, and kill who does not."""
    for child in children:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGTERM)
    latest = time.monotonic() + PATIENCE
    while children and time.monotonic() < latest:
        children -= {child for child in children if os.waitpid(child, os.WNOHANG)[0]}
        time.sleep(0.05)
    for child in children:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
