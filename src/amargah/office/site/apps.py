from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "amargah.office.site"
    label = "site"
