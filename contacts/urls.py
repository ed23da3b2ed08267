"""Addresses of people and organizations."""

from django.urls import path

from contacts import duplicate_urls, import_urls, list_urls, privacy_urls
from contacts.views import (
    contact_points,
    exchanges,
    facts,
    following,
    history,
    mandates,
    merged,
    organizations,
    picking,
    seats,
    stakeholders,
    turnover,
)

urlpatterns = [
    *list_urls.urlpatterns,
    *duplicate_urls.urlpatterns,
    path("apres-election/", turnover.turnover_review, name="turnover_review"),
    path("apres-election/refaire/", turnover.turnover_rebuild, name="turnover_rebuild"),
    path("apres-election/repondre/", turnover.turnover_decide_many, name="turnover_decide_many"),
    path("apres-election/<int:pk>/", turnover.turnover_decide, name="turnover_decide"),
    path("personnes/ajouter/", stakeholders.stakeholder_add, name="stakeholder_add"),
    path("personnes/choix/", picking.stakeholder_pick, name="stakeholder_pick"),
    path("personnes/suivre/<int:pk>/", following.stakeholder_follow, name="stakeholder_follow"),
    path("personnes/<int:pk>/", stakeholders.stakeholder_detail, name="stakeholder_detail"),
    path("personnes/<int:pk>/modifier/", stakeholders.stakeholder_edit, name="stakeholder_edit"),
    path(
        "personnes/<int:pk>/champ/<slug:field>/", facts.stakeholder_field, name="stakeholder_field"
    ),
    path(
        "personnes/<int:pk>/coordonnees/",
        contact_points.contact_point_add,
        name="contact_point_add",
    ),
    path("personnes/<int:pk>/secretariat/", contact_points.assistant_add, name="assistant_add"),
    path(
        "coordonnees/<int:pk>/modifier/",
        contact_points.contact_point_edit,
        name="contact_point_edit",
    ),
    path(
        "coordonnees/<int:pk>/supprimer/",
        contact_points.contact_point_delete,
        name="contact_point_delete",
    ),
    path(
        "coordonnees/<int:pk>/preferer/",
        contact_points.contact_point_prefer,
        name="contact_point_prefer",
    ),
    path(
        "secretariat/<int:pk>/supprimer/", contact_points.assistant_delete, name="assistant_delete"
    ),
    path("personnes/<int:pk>/historique/", history.stakeholder_history, name="stakeholder_history"),
    path("personnes/<int:pk>/echanges/", exchanges.exchange_add, name="exchange_add"),
    path("personnes/<int:pk>/fonctions/", seats.post_add, name="post_add"),
    path("personnes/<int:pk>/mandats/", mandates.mandate_add, name="mandate_add"),
    path("noter/", exchanges.field_note, name="field_note"),
    path("echanges/<int:pk>/modifier/", exchanges.exchange_edit, name="exchange_edit"),
    path("echanges/<int:pk>/supprimer/", exchanges.exchange_delete, name="exchange_delete"),
    path("fonctions/<int:pk>/modifier/", seats.post_edit, name="post_edit"),
    path("mandats/<int:pk>/modifier/", mandates.mandate_edit, name="mandate_edit"),
    path("mandats/<int:pk>/terminer/", seats.mandate_end, name="mandate_end"),
    path("organismes/ajouter/", organizations.organization_add, name="organization_add"),
    path("organismes/choix/", picking.organization_pick, name="organization_pick"),
    path(
        "organismes/<int:pk>/champ/<slug:field>/",
        facts.organization_field,
        name="organization_field",
    ),
    path(
        "organismes/<int:pk>/historique/",
        history.organization_history,
        name="organization_history",
    ),
    path("historique/<slug:model>/<int:version>/", history.change_undo, name="change_undo"),
    path("organismes/<int:pk>/", organizations.organization_detail, name="organization_detail"),
    path(
        "organismes/<int:pk>/modifier/", organizations.organization_edit, name="organization_edit"
    ),
    *privacy_urls.urlpatterns,
    *import_urls.urlpatterns,
]
merged.lead(urlpatterns)
