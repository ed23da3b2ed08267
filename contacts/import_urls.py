"""Addresses of imports of files."""

from django.urls import path

from contacts.views import imports

urlpatterns = [
    path("personnes/importer/", imports.import_list, name="import_list"),
    path("personnes/importer/modele/", imports.import_model, name="import_model"),
    path("personnes/importer/<int:pk>/", imports.import_detail, name="import_detail"),
    path("personnes/importer/<int:pk>/colonnes/", imports.import_columns, name="import_columns"),
    path("personnes/importer/<int:pk>/ecrire/", imports.import_run, name="import_run"),
    path("personnes/importer/<int:pk>/oublier/", imports.import_abandon, name="import_abandon"),
    path("personnes/importer/lignes/<int:pk>/", imports.import_row, name="import_row"),
]
