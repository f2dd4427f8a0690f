from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "amargah.office.workflow"
    label = "workflow"
