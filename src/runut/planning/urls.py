"""Addresses of this room; each takes the case and the deliverable's key, as every tool's address does."""

from __future__ import annotations

from django.urls import path

from runut.planning.views import (
    board,
    case_regulations,
    feature_import,
    features,
    flows,
    plan,
    regulations,
    screens,
    small,
    task_files,
    tasks,
)

app_name = "planning"
urlpatterns = [
    path("cases/<int:case_id>/mandate/<slug:key>/", small.MandatePage.as_view(), name="mandate"),
    path("cases/<int:case_id>/board/<slug:key>/", small.BoardPage.as_view(), name="board"),
    path("cases/<int:case_id>/regulations/<slug:key>/", case_regulations.RegulationsPage.as_view(), name="regulations"),
    path("cases/<int:case_id>/schedule/<slug:key>/", small.SchedulePage.as_view(), name="schedule"),
    path("cases/<int:case_id>/mockups/<slug:key>/", screens.mockups, name="mockups"),
    path("cases/<int:case_id>/screens/list/", screens.screen_list, name="screen_list"),
    path("cases/<int:case_id>/screens/<int:document_id>/", screens.screen, name="screen"),
    path("cases/<int:case_id>/screens/<int:document_id>/version/", screens.screen_version, name="screen_version"),
    path("cases/<int:case_id>/screens/<int:document_id>/change/", screens.screen_change, name="screen_change"),
    path("cases/<int:case_id>/screens/<int:document_id>/comments/<int:number>/", screens.screen_reply, name="screen_reply"),
    path("cases/<int:case_id>/cards/", board.cards, name="cards"),
    path("cases/<int:case_id>/cards/use/", board.use_board, name="use_board"),
    path("cases/<int:case_id>/cards/<int:number>/", board.card, name="card"),
    path("cases/<int:case_id>/tasks/<slug:key>/", tasks.task_list, name="tasks"),
    path("cases/<int:case_id>/tasks/<slug:key>/new/", tasks.new_task, name="new_task"),
    path("cases/<int:case_id>/tasks/<slug:key>/import/", task_files.import_tasks, name="import_tasks"),
    path("cases/<int:case_id>/tasks/<slug:key>/list.<slug:ending>", task_files.export_tasks, name="export_tasks"),
    path("cases/<int:case_id>/tasks/<slug:key>/<int:number>/", tasks.edit_task, name="task"),
    path("cases/<int:case_id>/features/<slug:key>/", features.feature_list, name="features"),
    path("cases/<int:case_id>/features/<slug:key>/new/", features.new_feature, name="new_feature"),
    path("cases/<int:case_id>/features/<slug:key>/import/", feature_import.import_features, name="import_features"),
    path("cases/<int:case_id>/features/<slug:key>/list.<slug:ending>", features.export_features, name="export_features"),
    path("cases/<int:case_id>/features/<slug:key>/<int:number>/", features.edit_feature, name="feature"),
    path("cases/<int:case_id>/flows/<int:flow_id>/", flows.flow, name="flow"),
    path("cases/<int:case_id>/flows/<slug:key>/", flows.flows, name="flows"),
    path("cases/<int:case_id>/flows/<int:flow_id>/draw/", flows.flow_edit, name="flow_edit"),
    path("cases/<int:case_id>/flows/<int:flow_id>/save/", flows.flow_save, name="flow_save"),
    path("cases/<int:case_id>/flows/<int:flow_id>/file/", flows.flow_file, name="flow_file"),
    path("cases/<int:case_id>/flows/<int:flow_id>/upload/", flows.flow_upload, name="flow_upload"),
    path("cases/<int:case_id>/flows/<int:flow_id>/diagram.bpmn", flows.flow_bpmn, name="flow_bpmn"),
    path("cases/<int:case_id>/flows/<int:flow_id>/picture.svg", flows.flow_svg, name="flow_svg"),
    path("cases/<int:case_id>/plan/", plan.plan, name="plan"),
    path("regulations/", regulations.register, name="regulation_register"),
    path("regulations/register.csv", regulations.export, name="regulation_export"),
    path("regulations/new/", regulations.new, name="new_regulation"),
    path("regulations/known/", regulations.known, name="known_regulations"),
    path("regulations/<int:regulation_id>/", regulations.show, name="regulation"),
    path("regulations/<int:regulation_id>/edit/", regulations.edit, name="edit_regulation"),
    path("regulations/<int:regulation_id>/file/", regulations.file, name="regulation_file"),
]
