"""Addresses of this room; each takes the case and the deliverable's key, as every tool's address does."""

from __future__ import annotations

from django.urls import path

from runut.reviews import views

app_name = "reviews"
urlpatterns = [
    path("cases/<int:case_id>/presentation/plan/<slug:key>/", views.PlanPresentationPage.as_view(), name="plan"),
    path("cases/<int:case_id>/presentation/result/<slug:key>/", views.ResultPresentationPage.as_view(), name="result"),
]
