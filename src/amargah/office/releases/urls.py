from django.urls import path

from amargah.office.releases import views

app_name = "releases"
urlpatterns = [
    path("", views.release_list, name="list"),
    path("new/", views.release_new, name="new"),
    path("<int:id>/", views.release_detail, name="release"),
    path("<int:id>/step/", views.release_step, name="step"),
]
