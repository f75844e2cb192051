"""Addresses of this room; the tool's takes the case and the deliverable's key, as every tool's address does."""

from __future__ import annotations

from django.urls import path

from runut.testing.views import findings, page, runs, security, tasks, uat, usability

app_name = "testing"
_CASE = "cases/<int:case_id>/testing/"
urlpatterns = [
    path(_CASE, page.tests, name="page"),
    path(f"{_CASE}file/<slug:key>/", page.file, name="file"),
    path(f"{_CASE}findings/", findings.listing, name="findings"),
    path(f"{_CASE}findings.csv", findings.export, name="findings_csv"),
    path(f"{_CASE}findings/new/", findings.add, name="finding_new"),
    path(f"{_CASE}findings/<int:number>/", findings.show, name="finding"),
    path(f"{_CASE}imports/new/", findings.bring, name="import"),
    path(f"{_CASE}imports/<int:number>/stop/", findings.stop, name="import_stop"),
    path(f"{_CASE}security/", security.checklist, name="security"),
    path(f"{_CASE}security/<slug:letter>/", security.function, name="security_function"),
    path(f"{_CASE}uat/", uat.listing, name="uat"),
    path(f"{_CASE}uat/import/", uat.bring, name="uat_import"),
    path(f"{_CASE}uat/scenarios.csv", uat.export, {"ending": "csv"}, name="uat_csv"),
    path(f"{_CASE}uat/scenarios.xlsx", uat.export, {"ending": "xlsx"}, name="uat_xlsx"),
    path(f"{_CASE}uat/scenarios/new/", uat.write, name="scenario_new"),
    path(f"{_CASE}uat/scenarios/<int:number>/", uat.write, name="scenario"),
    path(f"{_CASE}uat/runs/new/", runs.start, name="run_new"),
    path(f"{_CASE}uat/runs/<int:run>/", runs.show, name="run"),
    path(f"{_CASE}uat/runs/<int:run>/<int:number>/", runs.attempt, name="attempt"),
    path(f"{_CASE}uat/runs/<int:run>/minutes.<slug:ending>", runs.minutes, name="minutes"),
    path(f"{_CASE}automated/", uat.automated, name="automated"),
    path(f"{_CASE}usability/", usability.listing, name="usability"),
    path(f"{_CASE}usability/tasks/", tasks.listing, name="tasks"),
    path(f"{_CASE}usability/tasks.csv", tasks.export, name="tasks_csv"),
    path(f"{_CASE}usability/tasks/session/", tasks.session, name="task_session"),
    path(f"{_CASE}usability/<int:number>/", usability.show, name="questionnaire"),
    path("questionnaire/<str:token>/", usability.answer, name="answer"),
]
