from importlib import import_module

from django.apps import AppConfig


class CollectionConfig(AppConfig):
    name = "amargah.office.collection"
    label = "collection"

    def ready(self) -> None:
        import_module("amargah.office.collection.processes")
