"""Addresses of this room; that of a tool takes the case and the deliverable's key, as every tool's does."""

from __future__ import annotations

from django.urls import path

from runut.reports.views import audit, certificates, form, procedures, signatures, verify

app_name = "reports"
urlpatterns = [
    path("procedures/versions/<int:version_id>/evaluation.<slug:ending>", procedures.evaluated, name="evaluation"),
    path("verify/<str:code>/", verify.verify, name="verify"),
    path("cases/<int:case_id>/final-report/<slug:key>/", form.FinalReportPage.as_view(), name="final"),
    path("cases/<int:case_id>/audit/", audit.show, name="audit"),
    path("cases/<int:case_id>/audit/sheet.pdf", audit.sheet, name="sheet"),
    path("cases/<int:case_id>/audit/report-sealed.pdf", audit.sealed, name="sealed"),
    path("cases/<int:case_id>/audit/case-file.zip", audit.case_file, name="case_file"),
    path("cases/<int:case_id>/signatures/", signatures.show, name="signatures"),
    path("cases/<int:case_id>/signatures/<slug:sha256>/withdraw/", certificates.withdraw, name="withdraw"),
]
