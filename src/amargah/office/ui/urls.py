"""Addresses of the user interface itself."""

from django.urls import path

from amargah.office.ui import views

app_name = "ui"
urlpatterns = [path("styleguide/", views.styleguide, name="styleguide")]
