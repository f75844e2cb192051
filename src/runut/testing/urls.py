"""Addresses of this room; the tool's takes the case and the deliverable's key, as every tool's address does."""

from __future__ import annotations

from django.urls import path

from runut.testing.views import findings, page

app_name = "testing"
_CASE = "cases/<int:case_id>/testing/"
urlpatterns = [
    path(_CASE, page.tests, name="page"),
    path(f"{_CASE}file/<slug:key>/", page.file, name="file"),
    path(f"{_CASE}findings/", findings.listing, name="findings"),
    path(f"{_CASE}findings.csv", findings.export, name="findings_csv"),
    path(f"{_CASE}findings/new/", findings.add, name="finding_new"),
    path(f"{_CASE}findings/<int:number>/", findings.show, name="finding"),
    path(f"{_CASE}imports/new/", findings.bring, name="import"),
]
