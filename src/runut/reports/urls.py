"""Addresses of this room; each takes the case and the deliverable's key, as every tool's address does."""

from __future__ import annotations

from django.urls import path

from runut.reports import views

app_name = "reports"
urlpatterns = [path("cases/<int:case_id>/final-report/<slug:key>/", views.FinalReportPage.as_view(), name="final")]
