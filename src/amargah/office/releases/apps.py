from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "amargah.office.releases"
    label = "releases"
