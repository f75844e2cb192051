"""Source code in colours, and a README as harmless HTML."""

from __future__ import annotations

import html
from contextlib import suppress

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_for_filename
from pygments.lexers.special import TextLexer
from pygments.util import ClassNotFound

_COLOURED = 200_000
"""Characters that are coloured; longer files stand as they are."""


def coloured(name: str, text: str) -> SafeString:
    """Return ``text`` as HTML, coloured by what the file's name says it is; classes only, so that our own style sheet decides."""
    lexer: Lexer = TextLexer()
    if len(text) <= _COLOURED:
        with suppress(ClassNotFound):
            lexer = get_lexer_for_filename(name)
    made: str = highlight(text, lexer, HtmlFormatter(nowrap=True, classprefix="hl-"))
    return mark_safe(made)  # noqa: S308 - pygments escapes what it is given


def readme(name: str, text: str) -> SafeString:
    """Return a README as HTML that can do nothing: no script, no style, no picture from elsewhere."""
    if not name.lower().endswith((".md", ".markdown")):
        return mark_safe(f"<pre>{html.escape(text)}</pre>")  # noqa: S308 - escaped here
    made = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    clean = nh3.clean(
        made, tags=nh3.ALLOWED_TAGS - {"img"}, url_schemes={"http", "https", "mailto"}, link_rel="noopener noreferrer nofollow"
    )
    return mark_safe(clean)  # noqa: S308 - cleaned by nh3
