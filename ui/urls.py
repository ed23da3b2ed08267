"""Addresses of the kit."""

from django.urls import path

from ui import views

urlpatterns = [
    path("travaux/<int:pk>/", views.job_detail, name="job_detail"),
    path("modifications/", views.batch_list, name="batch_list"),
    path("modifications/<int:pk>/annuler/", views.batch_undo, name="batch_undo"),
    path("annuler/", views.undo, name="undo"),
    path("apparence/", views.theme, name="theme"),
    path("langue/", views.language, name="language"),
]
