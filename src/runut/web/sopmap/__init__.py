"""The flowchart of a procedure: performers as columns, activities as rows, as in the form of Permen PANRB 35/2012.

    from runut.web.sopmap import Progress, from_procedure
    context["map"] = from_procedure(procedure, progress={3: Progress(state="current", round=2, text="...")}, href=lambda number: f"#a{number}")

and in the template `{% sopmap map %}`: one inline SVG on wide screens, one list on the phone; only one of them is there for a screen reader.
The same map always gives the same drawing, and no arrow crosses a box.
"""

from __future__ import annotations

from runut.web.sopmap.building import from_procedure
from runut.web.sopmap.layout import lay_out
from runut.web.sopmap.values import Box, Edge, Lane, Progress, Row, Shape, SopMap

__all__ = ["Box", "Edge", "Lane", "Progress", "Row", "Shape", "SopMap", "from_procedure", "lay_out"]
