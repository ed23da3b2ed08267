"""Addresses of operations, photos, residents and testimonials."""

from django.urls import path

from operations.views import operations, photos, residents, testimonials, tying

urlpatterns = [
    path("operations/", operations.operation_list, name="operation_list"),
    path("operations/choix/", operations.operation_pick, name="operation_pick"),
    path("operations/nouvelle/", operations.operation_add, name="operation_add"),
    path("operations/<int:pk>/", operations.operation_detail, name="operation_detail"),
    path("operations/<int:pk>/modifier/", operations.operation_edit, name="operation_edit"),
    path("operations/<int:pk>/photos/ajouter/", photos.photo_add, name="photo_add"),
    path("photos/<int:pk>/", photos.photo_file, name="photo_file"),
    path("photos/<int:pk>/petite/", photos.photo_small, name="photo_small"),
    path("photos/<int:pk>/modifier/", photos.photo_edit, name="photo_edit"),
    path("photos/<int:pk>/deplacer/", photos.photo_move, name="photo_move"),
    path("photos/<int:pk>/retirer/", photos.photo_delete, name="photo_delete"),
    path("operations/habitants/", residents.resident_list, name="resident_list"),
    path("operations/habitants/choix/", residents.resident_pick, name="resident_pick"),
    path("operations/habitants/nouveau/", residents.resident_add, name="resident_add"),
    path("operations/habitants/<int:pk>/", residents.resident_detail, name="resident_detail"),
    path("operations/habitants/<int:pk>/contact/", tying.resident_contact, name="resident_contact"),
    path("operations/habitants/<int:pk>/separer/", tying.resident_untie, name="resident_untie"),
    path(
        "donnees-personnelles/habitants/choix/",
        tying.privacy_resident_pick,
        name="privacy_resident_pick",
    ),
    path("operations/habitants/<int:pk>/modifier/", residents.resident_edit, name="resident_edit"),
    path(
        "operations/habitants/<int:pk>/consentements/<slug:kind>/",
        residents.consent_add,
        name="consent_add",
    ),
    path(
        "operations/habitants/<int:pk>/consentements/<slug:kind>/formulaire/",
        residents.consent_form,
        name="consent_form",
    ),
    path("consentements/<int:pk>/retirer/", residents.consent_withdraw, name="consent_withdraw"),
    path("operations/temoignages/", testimonials.testimonial_list, name="testimonial_list"),
    path("operations/temoignages/nouveau/", testimonials.testimonial_add, name="testimonial_add"),
    path(
        "operations/temoignages/choix/",
        testimonials.testimonial_resident_pick,
        name="testimonial_resident_pick",
    ),
    path(
        "operations/temoignages/<int:pk>/modifier/",
        testimonials.testimonial_edit,
        name="testimonial_edit",
    ),
]
