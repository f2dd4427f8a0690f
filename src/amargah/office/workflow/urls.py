"""Addresses under /{language}/processes/."""

from django.urls import path

from amargah.office.workflow import views

app_name = "workflow"
urlpatterns = [
    path("", views.processes, name="processes"),
    path("<slug:process>/", views.process, name="process"),
]
