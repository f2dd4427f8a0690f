"""Addresses under /{language}/letters/."""

from django.urls import path

from amargah.office.letters import views

app_name = "letters"
urlpatterns = [
    path("", views.letters, {"box": "received"}, name="received"),
    path("sent/", views.letters, {"box": "sent"}, name="sent"),
    path("verify/", views.verify, name="verify"),
    path("<int:letter>/", views.letter, name="letter"),
]
