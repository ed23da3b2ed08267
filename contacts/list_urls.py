"""Addresses of the lists of people and organizations, of their views, tags and segments."""

from django.urls import path

from contacts.views import exports, lists, segments, selection, tags

urlpatterns = [
    path("personnes/", lists.stakeholder_list, name="stakeholder_list"),
    path("personnes/nombre/", lists.people_count, name="people_count"),
    path("personnes/vues/ajouter/", lists.saved_view_add, name="saved_view_add"),
    path("personnes/vues/<int:pk>/", lists.saved_view_detail, name="saved_view_detail"),
    path("personnes/vues/<int:pk>/modifier/", lists.saved_view_edit, name="saved_view_edit"),
    path("personnes/vues/<int:pk>/refaire/", lists.saved_view_update, name="saved_view_update"),
    path("personnes/vues/<int:pk>/supprimer/", lists.saved_view_delete, name="saved_view_delete"),
    path("personnes/selection/", selection.people_selection, name="people_selection"),
    path("personnes/selection/etiqueter/", selection.people_tag, name="people_tag"),
    path("personnes/selection/retirer/", selection.people_untag, name="people_untag"),
    path("personnes/selection/confier/", selection.people_assign, name="people_assign"),
    path(
        "personnes/selection/segment/",
        selection.people_add_to_segment,
        name="people_add_to_segment",
    ),
    path("personnes/selection/exporter/", exports.people_export, name="people_export"),
    path("personnes/<int:pk>/fiche.vcf", exports.stakeholder_card, name="stakeholder_card"),
    path("organismes/", lists.organization_list, name="organization_list"),
    path("organismes/nombre/", lists.organization_count, name="organization_count"),
    path("organismes/selection/", selection.organization_selection, name="organization_selection"),
    path(
        "organismes/selection/type/", selection.organization_set_kind, name="organization_set_kind"
    ),
    path(
        "organismes/selection/rattacher/",
        selection.organization_set_parent,
        name="organization_set_parent",
    ),
    path(
        "organismes/selection/territoire/",
        selection.organization_set_territory,
        name="organization_set_territory",
    ),
    path("organismes/exporter/", exports.organization_export, name="organization_export"),
    path("exports/", exports.export_log, name="export_log"),
    path("exports/<int:pk>/", exports.export_detail, name="export_detail"),
    path("exports/<int:pk>/fichier/", exports.export_file, name="export_file"),
    path("personnes/<int:pk>/etiquettes/", tags.tagging_add, name="tagging_add"),
    path("etiquetages/<int:pk>/retirer/", tags.tagging_delete, name="tagging_delete"),
    path("etiquettes/", tags.tag_list, name="tag_list"),
    path("etiquettes/<int:pk>/modifier/", tags.tag_edit, name="tag_edit"),
    path("etiquettes/<int:pk>/fusionner/", tags.tag_merge, name="tag_merge"),
    path("etiquettes/<int:pk>/supprimer/", tags.tag_delete, name="tag_delete"),
    path("segments/", segments.segment_list, name="segment_list"),
    path("segments/ajouter/", segments.segment_add, name="segment_add"),
    path("segments/<int:pk>/", segments.segment_detail, name="segment_detail"),
    path("segments/<int:pk>/modifier/", segments.segment_edit, name="segment_edit"),
    path("segments/<int:pk>/supprimer/", segments.segment_delete, name="segment_delete"),
    path("segments/<int:pk>/personnes/", segments.segment_member_set, name="segment_member_set"),
]
