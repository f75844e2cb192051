from __future__ import annotations

from django.urls import path

from runut.people.views import account, invitations, offices, organisation, people, units

app_name = "people"
urlpatterns = [
    path("people/", people.listing, name="list"),
    path("people/export.csv", people.export, name="export"),
    path("people/history/", people.changed, name="history"),
    path("people/<int:person_id>/", people.show, name="person"),
    path("people/<int:person_id>/edit/", people.edit, name="edit"),
    path("people/<int:person_id>/deactivate/", people.deactivate, name="deactivate"),
    path("people/<int:person_id>/activate/", people.reactivate, name="reactivate"),
    path("people/organisation/", organisation.show, name="organisation"),
    path("people/organisation/edit/", organisation.edit, name="organisation_edit"),
    path("people/units/", units.listing, name="units"),
    path("people/units/new/", units.add, name="unit_add"),
    path("people/units/<int:unit_id>/", units.edit, name="unit"),
    path("people/units/<int:unit_id>/close/", units.close, name="unit_close"),
    path("people/units/<int:unit_id>/open/", units.reopen, name="unit_open"),
    path("people/offices/", offices.listing, name="offices"),
    path("people/offices/<int:office_id>/", offices.show, name="office"),
    path("people/offices/<int:office_id>/appoint/", offices.appoint, name="appoint"),
    path("people/holdings/<int:holding_id>/end/", offices.end, name="end"),
    path("people/holdings/<int:holding_id>/withdraw/", offices.withdraw, name="withdraw"),
    path("people/invitations/", invitations.listing, name="invitations"),
    path("people/invitations/new/", invitations.invite, name="invite"),
    path("people/invitations/<int:invitation_id>/again/", invitations.resend, name="resend"),
    path("people/invitations/<int:invitation_id>/cancel/", invitations.cancel, name="cancel"),
    path("invitation/<str:token>/", invitations.accept, name="invitation_accept"),
    path("account/", account.show, name="account"),
    path("account/unsent/", account.unsent, name="unsent"),
    path("account/data/", account.edit, name="own"),
    path("account/preferences/", account.prefer, name="preferences"),
    path("account/email/", account.email, name="email"),
    path("account/tokens/", account.token_list, name="tokens"),
    path("account/tokens/<int:token_id>/revoke/", account.token_revoke, name="token_revoke"),
]
