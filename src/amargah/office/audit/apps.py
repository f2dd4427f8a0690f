from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "amargah.office.audit"
    label = "audit"
