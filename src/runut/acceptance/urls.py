"""Addresses of this room; each takes the case and the deliverable's key, as every tool's address does."""

from __future__ import annotations

from django.urls import path

from runut.acceptance import views

app_name = "acceptance"
urlpatterns = [path("cases/<int:case_id>/installation/<slug:key>/", views.InstallationPage.as_view(), name="installation")]
