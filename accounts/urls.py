"""Addresses to sign in and out, to choose a password, to manage the team and its identity."""

from allauth.account import views as allauth_views
from django.urls import path, re_path

from accounts import views

urlpatterns = [
    path("connexion/", allauth_views.login, name="account_login"),
    path("deconnexion/", allauth_views.logout, name="account_logout"),
    path("inscription/", allauth_views.signup, name="account_signup"),
    path("compte-ferme/", allauth_views.account_inactive, name="account_inactive"),
    path("mot-de-passe/", allauth_views.password_change, name="account_change_password"),
    path("mot-de-passe/oublie/", allauth_views.password_reset, name="account_reset_password"),
    path(
        "mot-de-passe/oublie/envoye/",
        allauth_views.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(  # the key holds dashes too: the user ends at the first one
        r"^mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth_views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "mot-de-passe/nouveau/fait/",
        allauth_views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("equipe/", views.user_list, name="user_list"),
    path("equipe/ajouter/", views.user_add, name="user_add"),
    path("equipe/<int:pk>/", views.user_edit, name="user_edit"),
    path("equipe/<int:pk>/fermer/", views.user_close, name="user_close"),
    path("equipe/<int:pk>/rouvrir/", views.user_reopen, name="user_reopen"),
    path("equipe/<int:pk>/lien/", views.user_send_link, name="user_send_link"),
    path("cooperative/", views.cooperative_edit, name="cooperative_edit"),
    path("cooperative/logo/", views.cooperative_logo, name="cooperative_logo"),
]
