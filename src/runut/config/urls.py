"""Every address of the site, room by room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from runut.api.site import addresses
from runut.config.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("api/v1/", addresses()),
    # The busiest first: each address before the one that is asked for costs a comparison.
    path("", include("runut.cases.urls")),
    path("", include("runut.documents.urls")),
    path("", include("runut.web.urls")),
    path("", include("runut.people.urls")),
    path("account/", include("allauth.urls")),
    path("", include("runut.procedures.urls")),
    path("", include("runut.planning.urls")),
    path("", include("runut.repositories.urls")),
    path("", include("runut.reviews.urls")),
    path("", include("runut.testing.urls")),
    path("", include("runut.acceptance.urls")),
    path("", include("runut.reports.urls")),
]

handler400 = "runut.web.errors.bad_request"
handler403 = "runut.web.errors.forbidden"
handler404 = "runut.web.errors.not_found"
handler500 = "runut.web.errors.server_error"
