from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "amargah.office.portal"
    label = "portal"
