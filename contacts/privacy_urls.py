"""Addresses of « Données personnelles »."""

from django.urls import path

from contacts.views import informing, objecting, privacy, rights

urlpatterns = [
    path("donnees-personnelles/", privacy.privacy_home, name="privacy_home"),
    path("donnees-personnelles/a-informer/", informing.information_list, name="information_list"),
    path(
        "donnees-personnelles/lettres/<uuid:series>/",
        informing.information_letters,
        name="information_letters",
    ),
    path("personnes/<int:pk>/informer/", informing.information_add, name="information_add"),
    path(
        "personnes/<int:pk>/informer/lettre/",
        informing.information_letter,
        name="information_letter",
    ),
    path("personnes/<int:pk>/opposition/", objecting.objection_add, name="objection_add"),
    path("personnes/<int:pk>/opposition/lever/", objecting.objection_lift, name="objection_lift"),
    path(
        "donnees-personnelles/demandes/", privacy.privacy_request_list, name="privacy_request_list"
    ),
    path(
        "donnees-personnelles/demandes/ajouter/",
        privacy.privacy_request_add,
        name="privacy_request_add",
    ),
    path(
        "donnees-personnelles/demandes/<int:pk>/",
        privacy.privacy_request_edit,
        name="privacy_request_edit",
    ),
    path("donnees-personnelles/regles/", privacy.rule_list, name="rule_list"),
    path("donnees-personnelles/regles/<slug:people>/", privacy.rule_edit, name="rule_edit"),
    path("donnees-personnelles/mention/", privacy.notice_edit, name="notice_edit"),
    path("donnees-personnelles/mots/", privacy.watched_words_list, name="watched_words_list"),
    path(
        "donnees-personnelles/mots/<slug:matter>/",
        privacy.watched_words_edit,
        name="watched_words_edit",
    ),
    path("donnees-personnelles/registre/", privacy.processing_list, name="processing_list"),
    path("donnees-personnelles/registre/pdf/", privacy.processing_pdf, name="processing_pdf"),
    path(
        "donnees-personnelles/registre/<slug:activity>/",
        privacy.processing_edit,
        name="processing_edit",
    ),
    path("personnes/<int:pk>/copie/", rights.access_file_add, name="access_file_add"),
    path(
        "donnees-personnelles/copies/<int:pk>/",
        rights.access_file_download,
        name="access_file_download",
    ),
    path("personnes/<int:pk>/effacer/", rights.erasure_add, name="erasure_add"),
    path("donnees-personnelles/<slug:who>/<int:pk>/", rights.person_rights, name="person_rights"),
    path("donnees-personnelles/<slug:who>/<int:pk>/copie/", rights.person_copy, name="person_copy"),
    path(
        "donnees-personnelles/effacements/<int:pk>/annuler/",
        rights.erasure_take_back,
        name="erasure_take_back",
    ),
    path(
        "donnees-personnelles/effacements/<int:pk>/effacer/",
        rights.erasure_do,
        name="erasure_do",
    ),
    path("donnees-personnelles/a-revoir/", rights.retention_list, name="retention_list"),
    path("personnes/<int:pk>/garder/", rights.retention_keep, name="retention_keep"),
]
