"""Addresses of the public pages, mounted at the root of each language."""

from django.urls import path

from amargah.office.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("topics/", views.topics, name="topics"),
    path("topics/<slug:topic>/", views.topic, name="topic"),
    path("data/<slug:dataset>/", views.dataset, name="dataset"),
    path("data/<slug:dataset>/cell/", views.cell, name="cell"),
    path("data/<slug:dataset>/revisions/<slug:number>/", views.revision, name="revision"),
    path("releases/", views.releases, name="releases"),
    path("releases/<slug:release>/", views.release, name="release"),
    path("processes/", views.processes, name="processes"),
    path("about/", views.about, name="about"),
    path("open-data/", views.open_data, name="open_data"),
    path("terms/", views.terms, name="terms"),
    path("privacy/", views.privacy, name="privacy"),
]
