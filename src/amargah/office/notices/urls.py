"""Addresses under /{language}/."""

from django.urls import path

from amargah.office.notices import views

app_name = "notices"
urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.read_all, name="read_all"),
    path("notices/<int:notice>/", views.follow, name="follow"),
    path("outbox/", views.outbox, name="outbox"),
]
