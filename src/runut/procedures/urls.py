from __future__ import annotations

from django.urls import path

from runut.procedures.views import calendars, drafts, editions, hours, lifecycle, printing, simulation, starting, versions

app_name = "procedures"
urlpatterns = [
    path("procedures/", versions.procedures, name="list"),
    path("procedures/versions/<int:version_id>/", versions.show, name="version"),
    path("procedures/versions/<int:version_id>/file.toml", versions.download, name="file"),
    path("procedures/versions/<int:version_id>/form.<slug:ending>", printing.printed, name="printed"),
    path(
        "procedures/versions/<int:version_id>/confirm/",
        versions.confirm,
        name="confirm",
    ),
    path(
        "procedures/versions/<int:version_id>/differences/",
        versions.difference,
        name="difference",
    ),
    path("procedures/versions/<int:version_id>/simulation/", simulation.of_version, name="simulation"),
    path("procedures/versions/<int:version_id>/draft/", drafts.from_version, name="from_version"),
    path("procedures/drafts/", drafts.listing, name="drafts"),
    path("procedures/drafts/<int:draft_id>/", drafts.edit, name="draft"),
    path("procedures/drafts/<int:draft_id>/questions/", drafts.answer, name="answer"),
    path("procedures/drafts/<int:draft_id>/submit/", lifecycle.submit, name="submit"),
    path("procedures/drafts/<int:draft_id>/withdraw/", lifecycle.withdraw, name="withdraw"),
    path("procedures/drafts/<int:draft_id>/return/", lifecycle.give_back, name="give_back"),
    path("procedures/drafts/<int:draft_id>/approve/", lifecycle.approve, name="approve"),
    path("procedures/drafts/<int:draft_id>/discard/", lifecycle.discard, name="discard_draft"),
    path("procedures/drafts/<int:draft_id>/simulation/", simulation.of_draft, name="draft_simulation"),
    path("procedures/drafts/<int:draft_id>/history/", lifecycle.history, name="draft_history"),
    path("procedures/drafts/<int:draft_id>/history/<int:revision_id>/", lifecycle.earlier, name="earlier"),
    path("procedures/new/", starting.new, name="new"),
    path("procedures/<slug:key>/", versions.current, name="current"),
    path("procedures/<slug:key>/versions/", versions.listing, name="versions"),
    path("calendar/", calendars.year, name="calendar"),
    path("calendar/holidays.ics", calendars.holidays_ics, name="holidays_ics"),
    path("calendar/holidays.csv", calendars.holidays_csv, name="holidays_csv"),
    path("calendar/hours/", hours.hours, name="hours"),
    path("calendar/editions/", editions.listing, name="editions"),
    path("calendar/editions/propose/", editions.propose, name="propose"),
    path("calendar/editions/new/", editions.draft, name="decree"),
    path("calendar/editions/<int:edition_id>/", editions.show, name="edition"),
    path("calendar/editions/<int:edition_id>/edit/", editions.edit, name="edit"),
    path("calendar/editions/<int:edition_id>/adopt/", editions.adopt, name="adopt"),
    path("calendar/editions/<int:edition_id>/remove/", editions.remove, name="remove"),
]
