"""The icons the site uses, each by the word it stands for here; `tools/assets.py` makes one SVG sprite of them.

To add one: add its line here, named for its meaning, and run `python tools/assets.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

NAMES: Final[Mapping[str, str]] = {
    # our word: Tabler's outline icon
    "add": "plus",
    "administration": "settings",
    "answer": "message-reply",
    "approved": "circle-check",
    "arrow-left": "arrow-left",
    "arrow-right": "arrow-right",
    "attach": "paperclip",
    "bell": "bell",
    "board": "layout-kanban",
    "calendar": "calendar",
    "case": "folder",
    "cancelled": "ban",
    "check": "check",
    "chevron-down": "chevron-down",
    "chevron-left": "chevron-left",
    "chevron-right": "chevron-right",
    "clock": "clock",
    "close": "x",
    "code": "code",
    "copy": "copy",
    "current": "player-play",
    "danger": "alert-octagon",
    "deadline": "calendar-due",
    "decision": "scale",
    "delete": "trash",
    "deviation": "route",
    "document": "file-text",
    "done": "circle-check",
    "download": "download",
    "edit": "pencil",
    "empty": "inbox",
    "evidence": "shield-check",
    "external": "external-link",
    "extension": "calendar-plus",
    "filter": "filter",
    "flow": "git-branch",
    "held": "player-pause",
    "help": "help-circle",
    "history": "history",
    "info": "info-circle",
    "key": "key",
    "keyboard": "keyboard",
    "language": "language",
    "late": "alarm",
    "lock": "lock",
    "mail": "mail",
    "menu": "menu-2",
    "missing": "circle-dashed",
    "more": "dots",
    "people": "users",
    "person": "user",
    "picture": "photo",
    "presentation": "presentation",
    "print": "printer",
    "procedure": "list-check",
    "regulation": "gavel",
    "rehearsal": "masks-theater",
    "rejected": "arrow-back-up",
    "redo": "arrow-forward-up",
    "release": "package",
    "remark": "message-circle",
    "report": "report",
    "repository": "git-merge",
    "resume": "player-play",
    "round": "refresh",
    "schedule": "timeline",
    "search": "search",
    "sign-in": "login",
    "sign-out": "logout",
    "sort-down": "arrow-down",
    "sort-up": "arrow-up",
    "soon": "alert-triangle",
    "target": "target-arrow",
    "team": "users-group",
    "test": "test-pipe",
    "theme": "sun-moon",
    "token": "api",
    "undo": "arrow-back-up",
    "unit": "building",
    "upload": "upload",
    "view": "eye",
    "work": "checklist",
}


def draw(name: str, *, label: str = "") -> SafeString:
    """Return the icon as SVG that uses the sprite.

    Raises:
        KeyError: ``name`` is not one of `NAMES`.
    """
    if name not in NAMES:
        raise KeyError(f"no icon {name!r}: add it to runut.web.icons.NAMES and run tools/assets.py")
    href = f"{static('dist/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}" focusable="false"><use href="{}"></use></svg>', label, href)
    return format_html('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"></use></svg>', href)
