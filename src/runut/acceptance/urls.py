"""Addresses of this room; those of forms take the case and the deliverable's key, as every tool's address does."""

from __future__ import annotations

from django.urls import path

from runut.acceptance.views import build, comparison, overview, report, runsheet

app_name = "acceptance"
urlpatterns = [
    path("cases/<int:case_id>/installation/", overview.overview, name="overview"),
    path("cases/<int:case_id>/installation/<slug:key>/", report.InstallationPage.as_view(), name="installation"),
    path("cases/<int:case_id>/run-sheet/", runsheet.sheet, name="run_sheet"),
    path("cases/<int:case_id>/run-sheet/new/", runsheet.new, name="new_step"),
    path("cases/<int:case_id>/run-sheet/<int:number>/", runsheet.step, name="step"),
    path("cases/<int:case_id>/comparison/", comparison.compare, name="comparison"),
    path("cases/<int:case_id>/comparison/add/", comparison.add, name="more"),
    path("cases/<int:case_id>/comparison/<slug:key>/", comparison.line, name="line"),
    path("cases/<int:case_id>/build/", build.build, name="build"),
    path("cases/<int:case_id>/build/script/", build.script, name="script"),
]
