"""Addresses of stances."""

from django.urls import path

from network import views

urlpatterns = [
    path("personnes/<int:pk>/positionnement/", views.stance_add, name="stance_add"),
    path("positionnements/<int:pk>/annuler/", views.stance_take_back, name="stance_take_back"),
]
