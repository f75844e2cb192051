"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from runut.repositories.views import code, forge, form, release
from runut.repositories.views.smart_http import smart_http

app_name = "repositories"
urlpatterns = [
    path("cases/<int:case_id>/repository/<slug:key>/", form.RepositoryPage.as_view(), name="repository"),
    path("cases/<int:case_id>/code/make/", form.make, name="make"),
    path("cases/<int:case_id>/code/forge/", forge.make_there, name="make_there"),
    path("hooks/forge/<int:project_id>/", forge.told, name="told"),
    path("cases/<int:case_id>/code/", code.code, name="code"),
    path("cases/<int:case_id>/code/files/", code.files, name="files"),
    path("cases/<int:case_id>/code/raw/", code.raw, name="raw"),
    path("cases/<int:case_id>/code/commits/", code.commits, name="commits"),
    path("cases/<int:case_id>/code/commits/<str:sha>/", code.commit, name="commit"),
    path("cases/<int:case_id>/code/comparison/", code.comparison, name="comparison"),
    path("cases/<int:case_id>/release/<slug:key>/", release.release, name="release"),
    path("git/<str:name>.git/<path:rest>", smart_http, name="git"),
]
