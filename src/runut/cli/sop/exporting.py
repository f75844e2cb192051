from __future__ import annotations

import argparse
from collections.abc import Callable
from gettext import gettext as _
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from runut.core.procedure import Procedure
    from runut.formats.words import Language


def _bpmn(procedure: Procedure, language: Language) -> bytes:
    from runut.formats.bpmn import dump

    return dump(procedure, language=language)


def _json(procedure: Procedure, _language: Language) -> bytes:
    from runut.formats.json import dump

    return dump(procedure).encode()


def _toml(procedure: Procedure, _language: Language) -> bytes:
    from runut.formats.toml import dump

    return dump(procedure).encode()


FORMS: Final[dict[str, Callable[[Procedure, Language], bytes]]] = {"bpmn": _bpmn, "json": _json, "toml": _toml}


def about() -> str:
    return _("Write an SOP in a form that other programs read.")


def arguments(parser: argparse.ArgumentParser) -> None:
    from runut.cli.sop import target

    parser.add_argument("--to", choices=FORMS, required=True, help=_("the form to write"))
    target.arguments(parser)


def run(options: argparse.Namespace) -> int:
    from runut.cli.sop import source, target

    target.check(options)
    return target.put(FORMS[options.to](source.procedure(options.file), options.language or "id"), options)
