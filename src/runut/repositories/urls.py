"""Addresses of this room; each takes the case and the deliverable's key, as every tool's address does."""

from __future__ import annotations

from django.urls import path

from runut.repositories import views

app_name = "repositories"
urlpatterns = [path("cases/<int:case_id>/repository/<slug:key>/", views.RepositoryPage.as_view(), name="repository")]
