"""Every address of the office, by context."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from amargah.office.people.public import anyone
from amargah.office.site import views
from amargah.office.ui.public import styleguide

urlpatterns = [
    path("", views.root, name="root"),
    path("health", views.health, name="health"),
    *i18n_patterns(
        path("account/", include("amargah.office.people.urls")),
        path("desk/", views.desk, name="desk"),
        path("desk/catalogue/", include("amargah.office.catalogue.urls")),
        path("desk/collection/", include("amargah.office.collection.urls")),
        path("desk/releases/", include("amargah.office.releases.urls")),
        path("demo/", views.demo_accounts, name="demo_accounts"),
        path("demo/sign-in/", views.demo_sign_in, name="demo_sign_in"),
        path("letters/", include("amargah.office.letters.urls")),
        path("", include("amargah.office.notices.urls")),
        path("", include(([path("styleguide/", anyone(styleguide), name="styleguide")], "ui"))),
        path("", include("amargah.office.portal.urls")),
        prefix_default_language=True,
    ),
]
