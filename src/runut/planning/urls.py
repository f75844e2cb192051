"""Addresses of this room; each takes the case and the deliverable's key, as every tool's address does."""

from __future__ import annotations

from django.urls import path

from runut.planning.views import small

app_name = "planning"
urlpatterns = [
    path("cases/<int:case_id>/mandate/<slug:key>/", small.MandatePage.as_view(), name="mandate"),
    path("cases/<int:case_id>/board/<slug:key>/", small.BoardPage.as_view(), name="board"),
    path("cases/<int:case_id>/regulations/<slug:key>/", small.RegulationsPage.as_view(), name="regulations"),
    path("cases/<int:case_id>/schedule/<slug:key>/", small.SchedulePage.as_view(), name="schedule"),
]
