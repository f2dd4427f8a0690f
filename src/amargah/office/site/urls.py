"""Every address of the office, by context."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("account/", include("amargah.office.people.urls")),
    path("", include("amargah.office.notices.urls")),
    prefix_default_language=True,
)
