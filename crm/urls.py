"""Every address of the product; `crm/policy.py` says who may open each."""

from django.urls import include, path

from crm import views

urlpatterns = [
    path("", views.home, name="home"),
    path("recherche/", views.search, name="search"),
    path("compte/", include("accounts.urls")),
    path("", include("ui.urls")),
    path("", include("directory.urls")),
    path("", include("contacts.urls")),
    path("", include("network.urls")),
    path("", include("operations.urls")),
    path("", include("events.urls")),
    path("", include("brochures.urls")),
]
handler400 = "crm.views.bad_request"
handler403 = "crm.views.permission_denied"
handler404 = "crm.views.not_found"
handler500 = "crm.views.server_error"
