"""Addresses of this room. Deliverables are filed at `documents:*`; a tool of the product is linked by `deliverables.Tool.address`."""

from __future__ import annotations

from django.urls import path

from runut.cases.views import acts, case, course, deadlines, history, register, tabs, team, version, work

app_name = "cases"
_CASE = "cases/<int:case_id>/"
urlpatterns = [
    path("", work.my_work, name="my_work"),
    path("deadlines/", deadlines.month, name="deadlines"),
    path("deadlines/deadlines.ics", deadlines.calendar_file, name="deadlines_ics"),
    path("cases/", register.listing, name="register"),
    path("cases/register.csv", register.export_csv, name="register_csv"),
    path("cases/register.xlsx", register.export_xlsx, name="register_xlsx"),
    path("cases/new/", register.new, name="new"),
    path(_CASE, case.show, name="case"),
    path(f"{_CASE}record/", acts.record, name="record"),
    path(f"{_CASE}remarks/", acts.answers, name="answers"),
    path(f"{_CASE}hold/", course.hold, name="hold"),
    path(f"{_CASE}resume/", course.resume, name="resume"),
    path(f"{_CASE}extend/", course.extend, name="extend"),
    path(f"{_CASE}deviate/", course.deviate, name="deviate"),
    path(f"{_CASE}version/", version.change, name="version"),
    path(f"{_CASE}cancel/", course.cancel, name="cancel"),
    path(f"{_CASE}responses/", tabs.responses, name="responses"),
    path(f"{_CASE}history/", history.show, name="history"),
    path(f"{_CASE}history/events.jsonl", history.events_file, name="events"),
    path(f"{_CASE}people/", tabs.people, name="people"),
    path(f"{_CASE}team/assignment.<slug:ending>", team.assignment, name="assignment"),
    path(f"{_CASE}team/", team.edit, name="team"),
    path(f"{_CASE}team/<slug:key>/", team.edit, name="team"),  # as every tool's address: the case's id and the key
]
