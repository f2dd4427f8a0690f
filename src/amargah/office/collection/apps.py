from django.apps import AppConfig


class CollectionConfig(AppConfig):
    name = "amargah.office.collection"
    label = "collection"
