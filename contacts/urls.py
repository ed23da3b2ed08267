"""Addresses of people and organizations."""

from django.urls import path

from contacts.views import picking

urlpatterns = [
    path("personnes/choix/", picking.stakeholder_pick, name="stakeholder_pick"),
    path("organismes/choix/", picking.organization_pick, name="organization_pick"),
]
