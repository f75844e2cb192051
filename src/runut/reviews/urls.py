"""Addresses of this room; those of tools take the case and the deliverable's key, as every tool's address does."""

from __future__ import annotations

from django.urls import path

from runut.reviews.views import attendance, presentations, record, responses

app_name = "reviews"
_CASE = "cases/<int:case_id>/"
_ONE = f"{_CASE}presentations/<int:presentation_id>/"
urlpatterns = [
    path(f"{_CASE}presentation/plan/<slug:key>/", record.PlanPresentationPage.as_view(), name="plan"),
    path(f"{_CASE}presentation/result/<slug:key>/", record.ResultPresentationPage.as_view(), name="result"),
    path(f"{_CASE}presentations/", presentations.listing, name="presentations"),
    path(f"{_CASE}presentations/plan/<slug:key>/", presentations.plan, name="planning"),
    path(_ONE, presentations.show, name="presentation"),
    path(f"{_ONE}change/", presentations.change, name="change"),
    path(f"{_ONE}invitation.<slug:ending>", presentations.letter, name="letter"),
    path(f"{_ONE}attendance.<slug:ending>", presentations.attendance_list, name="attendance_list"),
    path(f"{_ONE}presentation.ics", presentations.calendar_file, name="calendar"),
    path(f"{_ONE}room/", attendance.room, name="room"),
    path(f"{_ONE}room/<int:attendee_id>/strike/", attendance.strike, name="strike"),
    path(f"{_CASE}response/", responses.response, name="response"),
    path(f"{_CASE}responses/<int:number>/response.<slug:language>.<slug:ending>", responses.paper, name="response_paper"),
    path("attendance/", attendance.attend, name="attend"),
]
