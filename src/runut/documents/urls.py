"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from runut.documents import views

app_name = "documents"
urlpatterns = [
    path("cases/<int:case_id>/documents/", views.papers, name="papers"),
    path("cases/<int:case_id>/documents/upload/", views.upload, name="upload"),
    path("cases/<int:case_id>/documents/upload/<slug:key>/", views.upload, name="upload"),
    path("documents/<int:version_id>/", views.version, name="version"),
    path("documents/<int:version_id>/preview/", views.preview, name="preview"),
    path("documents/<int:version_id>/small.webp", views.small, name="thumbnail"),
    path("documents/<int:version_id>/download/", views.download, name="download"),
    path("documents/<int:version_id>/letter.<slug:ending>", views.letter, name="letter"),
    path("documents/<int:version_id>/refile/", views.refile, name="refile"),
    path("documents/<int:version_id>/remove/", views.remove, name="remove"),
]
