from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "amargah.office.notices"
    label = "notices"
