from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "amargah.office.letters"
    label = "letters"
