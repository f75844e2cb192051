from __future__ import annotations

import argparse
from gettext import gettext as _


def about() -> str:
    return _("Draw the flowchart of an SOP as SVG; in Indonesian unless a language is given.")


def arguments(parser: argparse.ArgumentParser) -> None:
    from runut.cli.sop import target

    target.arguments(parser)


def run(options: argparse.Namespace) -> int:
    from runut.cli.sop import source, target
    from runut.formats.flowchart import draw

    target.check(options)
    return target.put(draw(source.procedure(options.file), language=options.language or "id").encode(), options)
