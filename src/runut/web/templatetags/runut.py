"""Tags and filters of every page: `{% load runut %}`.

Dates read `23 November 2026`, times `16.00 WIB`, in both languages; the month's name follows the language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect, Select
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from runut.formats.flowchart import paint
from runut.web import icons
from runut.web.sopmap import Chart, Progress, from_procedure

if TYPE_CHECKING:
    from runut.core.procedure import Procedure
    from runut.core.sentences import Reason
    from runut.core.simulation import Outlook

register = template.Library()

# The first mark that is found counts: most browsers say that they are every older one too.
_BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS: Final = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
_SETTLED: Final = frozenset({"case_ended", "auditor_reads"})


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon of the sprite; without a label it is hidden from screen readers.

    Raises:
        KeyError: The name is not in `runut.web.icons.NAMES`.
    """
    return icons.draw(name, label=label)


@register.filter
def day(value: date | None) -> str:
    """Return `23 November 2026`; nothing gives an empty text."""
    if not value:
        return ""
    return date_format(_local(value), "j F Y")


@register.filter
def short_day(value: date | None) -> str:
    """Return `23 Nov 2026`."""
    if not value:
        return ""
    return date_format(_local(value), "j M Y")


@register.filter
def clock(value: datetime | None) -> str:
    """Return `16.00 WIB`, in the office's time zone."""
    if not value:
        return ""
    local = timezone.localtime(value)
    return f"{local:%H.%M} {local.tzname()}"


@register.filter
def moment(value: datetime | None) -> str:
    """Return `23 November 2026, 16.00 WIB`."""
    if not value:
        return ""
    return f"{day(value)}, {clock(value)}"


@register.filter
def iso(value: date | None) -> str:
    """Return the value for a `datetime` attribute."""
    return value.isoformat() if value else ""


def _local(value: date) -> date:
    return timezone.localtime(value) if isinstance(value, datetime) else value


@register.filter
def filesize(value: int | None) -> str:
    """Return `1,4 MB` in the language's own form; units of 1000, as the operating systems of the office show them."""
    if value is None:
        return ""
    size = float(value)
    for unit in ("B", "kB", "MB", "GB"):
        if size < 1000 or unit == "GB":
            return f"{number_format(size, 0 if unit == 'B' or size >= 100 else 1)} {unit}"
        size /= 1000
    raise AssertionError("the last unit takes every size")


@register.simple_tag
def say(reason: Reason) -> str:
    """Return the sentence of a reason in the active language."""
    from runut.base.sentences import say as sentence

    return sentence(reason)


@register.filter
def settled(reasons: Sequence[Reason]) -> bool:
    """Whether what stands against an act stands for good, whoever acts: the case has ended, or somebody only reads."""
    return bool(reasons) and all(one.code in _SETTLED for one in reasons)


@register.simple_tag(takes_context=True)
def query_with(context: Context, **changes: object) -> str:
    """Return this address's query string with parameters changed; an empty value drops its parameter."""
    query = context["request"].GET.copy()
    for key, value in changes.items():
        if value in (None, ""):
            query.pop(key, None)
        else:
            query[key] = str(value)
    text = query.urlencode()
    return f"?{text}" if text else "?"


@register.inclusion_tag("web/components/letter.html")
def letter_links(address: str, label: str, *args: object, small: bool = False) -> dict[str, object]:
    """A letter as PDF and as DOCX; nothing where its room is not installed. The address takes ``args`` and the file's ending."""
    try:
        files = {ending: reverse(address, args=[*args, ending]) for ending in ("pdf", "docx")}
    except NoReverseMatch:
        files = {}
    return {"label": label, "small": small, **files}


@register.inclusion_tag("web/components/sort_link.html", takes_context=True)
def sort_link(context: Context, key: str, label: str) -> dict[str, object]:
    """A column's heading that sorts by it: `?sort=key`, again `?sort=-key`; the first page follows."""
    current = context["request"].GET.get("sort", "")
    query = context["request"].GET.copy()
    query.pop("cursor", None)
    query["sort"] = f"-{key}" if current == key else key
    direction = {key: "ascending", f"-{key}": "descending"}.get(current, "")
    return {"href": f"?{query.urlencode()}", "label": label, "direction": direction}


@register.inclusion_tag("web/components/field.html")
def field(bound: BoundField, label: str = "", placeholder: str = "", *, optional: bool = True) -> dict[str, object]:
    """A form field with its label, help and errors tied together for screen readers.

    ``optional=False`` leaves "(optional)" away, where a form is its only field or what is left empty has a usual value.
    """
    widget = bound.field.widget
    kind = _kind(bound)
    described = [f"{bound.auto_id}_helptext"] if bound.help_text else []
    described += [f"{bound.auto_id}_error"] if bound.errors else []
    attrs: dict[str, str | bool] = {}
    if kind in ("input", "file"):
        attrs["class"] = f"{widget.attrs.get('class', '')} form-control".strip()
    elif kind == "select":
        attrs["class"] = f"{widget.attrs.get('class', '')} form-select".strip()
    elif kind == "check":
        attrs["class"] = f"{widget.attrs.get('class', '')} form-check-input".strip()
    if described and kind != "group":
        attrs["aria-describedby"] = " ".join(described)
    if bound.errors and kind != "group":
        attrs["aria-invalid"] = "true"
    if placeholder or "placeholder" in widget.attrs:
        attrs["placeholder"] = placeholder or False  # the forms of libraries repeat their label there
    return {
        "field": bound,
        "kind": kind,
        "widget": bound.as_widget(attrs=dict(attrs)),
        "label": label or bound.label,
        "described": " ".join(described),
        "required": bound.field.required or not optional,
    }


def _kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if bound.is_hidden:
        return "hidden"
    if isinstance(widget, (RadioSelect, CheckboxSelectMultiple)):
        return "group"
    if isinstance(widget, CheckboxInput):
        return "check"
    if isinstance(widget, Select):
        return "select"
    return "file" if isinstance(widget, FileInput) else "input"


@register.inclusion_tag("web/components/fields.html")
def fields(form: object) -> dict[str, object]:
    """Every field of a form, its general errors first as a summary with links."""
    return {"form": form}


@register.inclusion_tag("web/components/error_summary.html")
def error_summary(form: object) -> dict[str, object]:
    """What is wrong in a sent form, each error a link to its field; nothing when the form is fine."""
    return {"form": form}


@register.inclusion_tag("web/components/bell.html", takes_context=True)
def bell(context: Context) -> dict[str, object]:
    """The header's bell: `bell.count`, and `bell.items` with `text`, `href`, `at`, `unread`."""
    request = context.get("request")
    return {"bell": getattr(request, "bell", None)}


@register.simple_tag
def days_left(days: int, tone: str = "") -> str:
    """Return in words how far a deadline is, in working days: `in 3 working days`, `today`, `2 working days late`; with the tone late, today's hour has passed."""
    if days == 0:
        return _("late since today") if tone == "late" else _("today")
    if days < 0:
        return ngettext("%(n)s working day late", "%(n)s working days late", -days) % {"n": -days}
    return ngettext("in %(n)s working day", "in %(n)s working days", days) % {"n": days}


@register.filter
def tone(days: int | None) -> str:
    """Return the meaning of a distance to a deadline: `late`, `soon` (today or tomorrow) or `calm`."""
    if days is None:
        return "calm"
    if days < 0:
        return "late"
    return "soon" if days <= 1 else "calm"


@register.filter
def browser(user_agent: str) -> str:
    """Return the browser and the system that a browser says it is: `Firefox, Windows`; what is not known is cut short."""
    names = [next((name for mark, name in one if mark in user_agent), "") for one in (_BROWSERS, _SYSTEMS)]
    return ", ".join(filter(None, names)) or user_agent[:60]


@register.filter
def flowchart(procedure: Procedure) -> Chart:
    """Return the flowchart of a procedure that no case walks through, for `{% sopmap procedure|flowchart %}`."""
    return from_procedure(procedure)


@register.simple_tag
def expected_map(procedure: Procedure, outlook: Outlook) -> Chart:
    """Make the flowchart of a procedure with what a simulation expects: `{% expected_map procedure outlook as map %}{% sopmap map %}`."""
    return from_procedure(procedure, outlook=outlook)


@register.simple_tag
def changed_map(procedure: Procedure, changes: Mapping[int, str]) -> Chart:
    """Make the brief flowchart of one of two versions, what differs marked: `{% changed_map procedure changes as map %}{% sopmap map %}`."""
    return from_procedure(procedure, changes=changes, brief=True)


@register.simple_tag
def procedure_map(procedure: Procedure, steps: Mapping[int, tuple[str, int, str]] | None = None) -> Chart:
    """Make the flowchart of a procedure for `{% sopmap %}`: `{% procedure_map procedure steps as map %}{% sopmap map %}`.

    ``steps`` gives by activity number its state, round and words, for a case; rooms hand over plain values, they do not know this one.
    """
    if steps is None:
        return from_procedure(procedure)
    progress = {number: Progress(state=state, round=round_, text=text) for number, (state, round_, text) in steps.items()}
    return from_procedure(procedure, progress=progress)


@register.inclusion_tag("web/components/sopmap.html")
def sopmap(map: Chart, id: str = "sopmap") -> dict[str, object]:
    """The flowchart of a procedure; with two on one page, give each its own ``id``."""
    items = [
        {
            "row": row,
            "who": sorted(
                ((lane, mark) for lane, mark in zip(map.form.lanes, row.marks, strict=True) if mark),
                key=lambda one: (not one[1].turn, one[1].turn),
            ),
            "ways": [(way.label, way.target, isinstance(way.target, int) and way.target <= row.number) for way in row.branches],
            "at": map.at(row.number),
            "state": map.state(row.number),
            "change": map.form.word(map.changes[row.number]) if row.number in map.changes else "",
            "figure": map.figures.get(row.number),
            "href": map.href(row.number) if map.href else "",
        }
        for row in map.form.rows
    ]
    # Everything that people typed is escaped by the painter.
    return {"map": map, "drawing": mark_safe(paint(map, id=id)), "items": items, "expected": map.form.word("expected")}  # noqa: S308
