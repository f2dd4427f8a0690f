from django.urls import path

from amargah.office.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("", views.version_list, name="list"),
    path("<str:dataset>/", views.dataset_detail, name="dataset"),
]
