from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "amargah.office.people"
    label = "people"
