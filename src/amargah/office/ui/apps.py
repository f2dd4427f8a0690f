from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "amargah.office.ui"
    label = "ui"
