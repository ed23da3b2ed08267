"""Addresses of possible duplicates and of merges."""

from django.urls import path

from contacts.views import alike, duplicates

urlpatterns = [
    path("doublons/<slug:cards>/", duplicates.duplicate_list, name="duplicate_list"),
    path("doublons/<slug:cards>/chercher/", duplicates.duplicate_scan, name="duplicate_scan"),
    path(
        "doublons/<slug:cards>/<int:first>/<int:second>/",
        duplicates.duplicate_pair,
        name="duplicate_pair",
    ),
    path(
        "doublons/<slug:cards>/<int:first>/<int:second>/distincts/",
        duplicates.duplicate_apart,
        name="duplicate_apart",
    ),
    path("fusions/<int:pk>/", duplicates.merge_detail, name="merge_detail"),
    path("personnes/ressemblances/", alike.stakeholder_alike, name="stakeholder_alike"),
    path("organismes/ressemblances/", alike.organization_alike, name="organization_alike"),
    path("personnes/<int:pk>/fusionner/", duplicates.stakeholder_merge, name="stakeholder_merge"),
    path(
        "organismes/<int:pk>/fusionner/", duplicates.organization_merge, name="organization_merge"
    ),
    path("personnes/<int:pk>/completer/", alike.stakeholder_complete, name="stakeholder_complete"),
]
