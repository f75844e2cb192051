"""The flowchart of a procedure on a page, in the language of whoever reads it; `runut.formats.flowchart` draws it.

    from runut.web.sopmap import Progress, from_procedure
    context["map"] = from_procedure(procedure, progress={3: Progress(state="current", round=2, text="...")}, href=lambda number: f"#a{number}")

and in the template `{% sopmap map %}`: one inline SVG on wide screens, one list on the phone; only one of them is there for a screen reader.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from runut.base.sentences import language
from runut.core.procedure import Procedure
from runut.core.simulation import Outlook
from runut.formats.flowchart import Chart, Progress, expected

__all__ = ["Chart", "Progress", "from_procedure"]


def from_procedure(
    procedure: Procedure,
    *,
    progress: Mapping[int, Progress] | None = None,
    href: Callable[[int], str] | None = None,
    outlook: Outlook | None = None,
    changes: Mapping[int, str] | None = None,
    brief: bool = False,
) -> Chart:
    """Return the flowchart of ``procedure`` in the active language; the arguments are those of `Chart`, ``outlook`` gives its figures."""
    spoken = language()
    figures = expected(outlook, language=spoken) if outlook else {}
    return Chart(procedure=procedure, language=spoken, progress=progress, href=href, figures=figures, changes=changes or {}, brief=brief)
