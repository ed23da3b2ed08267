"""Addresses of directory."""

from django.urls import path

from directory.views import files, register, seats, territories

urlpatterns = [
    path("annuaire/", register.register_list, name="register_list"),
    path("annuaire/fichiers/", files.register_load, name="register_load"),
    path("annuaire/fichiers/<uuid:upload>/", files.register_import, name="register_import"),
    path("territoires/", territories.territory_list, name="territory_list"),
    path("territoires/choix/", territories.commune_pick, name="commune_pick"),
    path("territoires/tous/choix/", territories.territory_pick, name="territory_pick"),
    path("sieges/<int:pk>/<slug:seat>/", seats.seat_detail, name="seat_detail"),
    path("territoires/<int:pk>/", territories.territory_detail, name="territory_detail"),
]
