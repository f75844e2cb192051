"""Invented values for /styleguide/: every component once. Nobody here exists."""

from __future__ import annotations

from datetime import UTC, date, datetime
from importlib.resources import files
from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from runut.base.counts import Count
from runut.base.fields import DayField, TextField
from runut.base.paging import Page
from runut.core.sentences import reason
from runut.formats import toml
from runut.web import icons
from runut.web.sopmap import Chart, Progress, from_procedure

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Example(forms.Form):
    """One field of each kind."""

    title = TextField(label=gettext_lazy("Name of the application"), help_text=gettext_lazy("As it will stand in the register."))
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), choices=[("1", "Dinas Contoh"), ("2", "Badan Contoh")])
    purpose = TextField(label=gettext_lazy("Purpose"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    ends_on = DayField(label=gettext_lazy("Ends on"))
    outcome = forms.ChoiceField(
        label=gettext_lazy("Decision"), choices=[("yes", "Disetujui"), ("no", "Tidak disetujui")], widget=forms.RadioSelect
    )
    confirmed = forms.BooleanField(label=gettext_lazy("I have read every document named above"))


class Upload(forms.Form):
    """One file field."""

    file = forms.FileField(label=gettext_lazy("Documents"))


def context() -> dict[str, Any]:
    """Return what the style guide shows, in the active language."""
    return {
        "form": Example(prefix="ok", initial={"title": "Sistem Contoh"}),
        "wrong": Example({"bad-title": "", "bad-unit": "1", "bad-ends_on": "kemarin"}, prefix="bad"),
        "upload": Upload(prefix="up"),
        "reasons": [
            reason(
                "requirement_missing", activity=6, deliverable="Jadwal Pengembangan Aplikasi", supplier="Tim Pengembangan Sistem Informasi"
            ),
            reason("outcome_missing", outcomes="approved, rejected"),
        ],
        "tabs": _tabs(),
        "filters": [{"name": "state", "label": _("State"), "value": "", "options": [("", _("All")), ("late", _("Late"))]}],
        "page": Page(rows=[], next_cursor="next", previous_cursor="previous"),
        "rows": _rows(),
        "counted": _ledger(),
        "history": _history(),
        "checklist": _checklist(),
        "facts": [(_("Number"), "2026/014"), (_("Unit"), "Dinas Contoh"), (_("Revised on"), "")],
        "at": AT,
        "map": sop(),
        "plain_map": from_procedure(_shipped()),
        "icons": sorted(icons.NAMES),
        "bell": SimpleNamespace(count=Count(n=2), items=_bell()),
        "colours": ["ground", "paper", "sunk", "ink", "quiet", "line", "rule", "action", "late", "soon", "done", "held"],
    }


def sop() -> Chart:
    """Return the shipped procedure with an invented case standing late at activity 6."""
    done = _("done 12 November 2026")
    progress = {number: Progress(state="done", text=done) for number in (1, 2)}
    progress |= {number: Progress(state="done", round=2, text=done) for number in (3, 4, 5)}
    progress[6] = Progress(state="late", text=_("due 20 November 2026, 1 working day late"))
    return from_procedure(_shipped(), progress=progress, href=lambda number: f"#activity-{number}")


def _shipped() -> Any:
    return toml.load(files("runut.procedures").joinpath("shipped/pengembangan-aplikasi.toml").read_text("utf-8"))


def _tabs() -> list[dict[str, Any]]:
    return [
        {"href": "#overview", "label": _("Overview"), "active": True},
        {"href": "#documents", "label": _("Documents"), "count": 12},
        {"href": "#history", "label": _("History"), "count": 48},
    ]


def _rows() -> list[dict[str, Any]]:
    return [
        {
            "title": "Sistem Informasi Layanan Contoh",
            "number": "2026/014",
            "unit": "Dinas Contoh",
            "activity": 6,
            "days": -2,
            "tone": "late",
        },
        {"title": "Aplikasi Arsip Contoh", "number": "2026/012", "unit": "Badan Contoh", "activity": 3, "days": 0, "tone": "soon"},
        {"title": "Portal Pengaduan Contoh", "number": "2026/009", "unit": "Dinas Percobaan", "activity": 9, "days": 3, "tone": "calm"},
    ]


def _ledger() -> list[dict[str, Any]]:
    return [
        {"on": date(2026, 11, 19), "counted": True, "number": 1, "why": _("working day")},
        {"on": date(2026, 11, 20), "counted": False, "why": _("on hold: waiting for the server")},
        {"on": date(2026, 11, 21), "counted": False, "why": _("Saturday")},
        {"on": date(2026, 11, 23), "counted": True, "number": 2, "why": _("working day")},
    ]


def _history() -> list[dict[str, Any]]:
    return [
        {
            "at": AT,
            "title": _("Plan approved"),
            "who": "Sari Contoh",
            "position": "Tim Teknis",
            "tone": "done",
            "icon": "approved",
            "number": 18,
        },
        {
            "at": AT,
            "title": _("Plan not approved"),
            "who": "Sari Contoh",
            "position": "Tim Teknis",
            "tone": "soon",
            "icon": "rejected",
            "text": _("The schedule leaves no time for the penetration test."),
            "number": 12,
        },
        {"at": AT, "title": _("Request received"), "who": "Budi Contoh", "position": "Dinas Contoh", "number": 1},
    ]


def _checklist() -> list[dict[str, Any]]:
    return [
        {"name": "Mockup", "filed": True, "version": 2, "at": AT, "href": "#mockup"},
        {"name": "Jadwal Pengembangan Aplikasi", "filed": False, "supplier": "Tim Pengembangan", "href": "#file", "link": _("File it")},
    ]


def _bell() -> list[dict[str, Any]]:
    return [
        {"text": _("Your turn: respond to the plan of Aplikasi Arsip Contoh"), "href": "#one", "at": AT, "unread": True},
        {"text": _("Deadline moved to 27 November 2026"), "href": "#two", "at": AT, "unread": False},
    ]
