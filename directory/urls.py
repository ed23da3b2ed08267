"""Addresses of directory."""

from django.urls import path

from directory import views

urlpatterns = [
    path("territoires/choix/", views.commune_pick, name="commune_pick"),
]
