from __future__ import annotations

import argparse
import errno
import signal
import socket
from gettext import gettext as _
from pathlib import Path
from typing import Any, Final

from runut.cli.codes import Code, Stop
from runut.cli.out import warn

WORKERS: Final = 2
THREADS: Final = 8


def about() -> str:
    return _("Serve the site: two processes of eight threads, TLS and HTTP/2, static files included.")


def arguments(parser: argparse.ArgumentParser) -> None:
    address(parser)
    parser.add_argument("--tls-cert", type=Path, metavar=_("FILE"), help=_("certificate (PEM); serves https, with --tls-key"))
    parser.add_argument("--tls-key", type=Path, metavar=_("FILE"), help=_("its key (PEM, PKCS#8)"))


def address(parser: argparse.ArgumentParser) -> None:
    """Add where to listen."""
    parser.add_argument("--host", default="127.0.0.1", metavar=_("ADDRESS"), help=_("address to listen on (default: %(default)s)"))
    parser.add_argument("--port", type=int, default=8000, metavar=_("PORT"), help=_("port to listen on (default: %(default)s)"))


def run(options: argparse.Namespace) -> Code:
    from runut.cli.start import bring_up, check_machine, check_tables
    from runut.cli.static import collect

    bring_up()
    _check(options)
    check_machine()
    check_tables()
    collect()
    return serve(options)


def _check(options: argparse.Namespace) -> None:
    if bool(options.tls_cert) != bool(options.tls_key):
        raise Stop(_("--tls-cert and --tls-key belong together."), Code.USAGE)
    for path in (options.tls_cert, options.tls_key):
        if path and not path.is_file():
            raise Stop(_("%(path)s cannot be read.") % {"path": path})
    if options.tls_cert:
        _check_pair(options.tls_cert, options.tls_key)
    check_port(options)


def _check_pair(certificate: Path, key: Path) -> None:
    """Refuse a certificate and a key that cannot serve, before the server says so in its own words."""
    import ssl

    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password="")  # else it would ask at the keyboard
    except (ssl.SSLError, OSError) as error:
        told = {"certificate": certificate, "key": key, "why": error}
        raise Stop(_("%(certificate)s and %(key)s are no certificate and its key: %(why)s.") % told) from error
    if "-----BEGIN PRIVATE KEY-----" not in key.read_text(encoding="utf-8", errors="replace"):
        raise Stop(_("%(key)s is not in PKCS#8: “openssl pkcs8 -topk8 -nocrypt” makes it so.") % {"key": key})


def check_port(options: argparse.Namespace) -> None:
    """Refuse an address that nothing can listen on.

    Raises:
        Stop: Another program listens there, or the machine has no such address.
    """
    if not 0 < options.port < 65536:
        raise Stop(_("%(port)s is not a port; it is a number from 1 to 65535.") % {"port": options.port}, Code.USAGE)
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((options.host, options.port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                taken = _(
                    "Another program already listens on port %(port)s. Choose another: --port %(other)s, or “make run PORT=%(other)s”."
                )
                raise Stop(taken % {"port": options.port, "other": options.port % 65535 + 1}, Code.MACHINE) from error
            told = {"host": options.host, "port": options.port, "why": error.strerror or error}
            raise Stop(_("Nothing can listen on %(host)s, port %(port)s: %(why)s.") % told, Code.MACHINE) from error


def serve(options: argparse.Namespace) -> Code:
    """Serve until stopped; requests at hand are finished first."""
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    preload()
    connections.close_all()  # the workers inherit this process and open their own
    server = Granian(
        "runut.config.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        log_level=LogLevels.error,  # it warns of eight threads on two cores: they wait for disk and people, not for the processor
        ssl_cert=getattr(options, "tls_cert", None),
        ssl_key=getattr(options, "tls_key", None),
        respawn_failed_workers=True,
        workers_kill_timeout=15,
    )
    warn(_("Listening on %(host)s, port %(port)s; Ctrl-C stops.") % {"host": options.host, "port": options.port})
    server.serve(target_loader=_application)
    return Code.DONE


def preload() -> None:
    """Load all of the site, so that the processes that are forked from this one share it and answer at once."""
    from django.utils.module_loading import import_string

    import_string("runut.config.wsgi.application")


def _application(target: str) -> Any:
    """Return the application in a process of the server; it must not outlive the one that started it."""
    from runut.cli.processes import die_with_parent

    die_with_parent()
    # Ctrl-C reaches the whole group, and the server then asks us too; two requests to stop make granian's worker wait for its own end.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    from django.utils.module_loading import import_string

    return import_string(target.replace(":", "."))
