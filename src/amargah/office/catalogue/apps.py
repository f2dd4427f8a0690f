from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "amargah.office.catalogue"
    label = "catalogue"
