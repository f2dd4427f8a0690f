from django.urls import path

from amargah.office.collection.views import assignments, designs, entries, rounds

app_name = "collection"
urlpatterns = [
    path("designs/", designs.design_list, name="designs"),
    path("designs/new/", designs.design_new, name="design_new"),
    path("designs/preview/", designs.design_preview, name="design_preview"),
    path("designs/rule/", designs.design_rule, name="design_rule"),
    path("designs/<int:id>/", designs.design_detail, name="design"),
    path("designs/<int:id>/edit/", designs.design_edit, name="design_edit"),
    path("designs/<int:id>/step/", designs.design_step, name="design_step"),
    path("rounds/", rounds.round_list, name="rounds"),
    path("rounds/new/", rounds.round_new, name="round_new"),
    path("rounds/<int:id>/", rounds.round_detail, name="round"),
    path("rounds/<int:id>/step/", rounds.round_step, name="round_step"),
    path("tables/", assignments.assignment_list, name="assignments"),
    path("tables/<int:id>/", assignments.assignment_detail, name="assignment"),
    path("tables/<int:id>/findings/", assignments.findings, name="findings"),
    path("tables/<int:id>/step/", assignments.assignment_step, name="assignment_step"),
    path("tables/<int:id>/cells/", entries.cells_save, name="cells_save"),
    path("tables/<int:id>/cells/<int:place>/", assignments.cell_detail, name="cell"),
    path("tables/<int:id>/remarks/", assignments.remark_add, name="remark_add"),
    path("tables/<int:id>/answers/", assignments.remark_answer, name="remark_answer"),
    path("tables/<int:id>/explanations/", entries.warning_explain, name="warning_explain"),
    path("tables/<int:id>/template.xlsx", entries.template_download, name="template"),
    path("tables/<int:id>/upload/", entries.template_upload, name="upload"),
]
