"""Addresses of brochures, editions, handovers, figures and reference texts."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from brochures.views import editions, figures, studio


class HashConverter(StringConverter):
    """A SHA-256, in hexadecimal."""

    regex = "[0-9a-f]{64}"


register_converter(HashConverter, "sha256")

urlpatterns = [
    path("plaquettes/", studio.brochure_list, name="brochure_list"),
    path("plaquettes/nouvelle/", studio.brochure_add, name="brochure_add"),
    path("plaquettes/<int:pk>/", studio.brochure_studio, name="brochure_studio"),
    path(
        "plaquettes/<int:pk>/pages/<sha256:key>/<int:number>.png",
        studio.brochure_page,
        name="brochure_page",
    ),
    path("plaquettes/<int:pk>/figer/", studio.brochure_freeze, name="brochure_freeze"),
    path("plaquettes/editions/<int:pk>/", editions.edition_detail, name="edition_detail"),
    path(
        "plaquettes/editions/<int:pk>/pages/<int:number>.png",
        editions.edition_page,
        name="edition_page",
    ),
    path(
        "plaquettes/editions/<int:pk>/vignette.png",
        editions.edition_thumbnail,
        name="edition_thumbnail",
    ),
    path("plaquettes/editions/<int:pk>/pdf/", editions.edition_pdf, name="edition_pdf"),
    path("plaquettes/editions/<int:pk>/remettre/", editions.handover_add, name="handover_add"),
    path("plaquettes/chiffres/", figures.figure_list, name="figure_list"),
    path("plaquettes/chiffres/nouveau/", figures.figure_add, name="figure_add"),
    path("plaquettes/chiffres/<int:pk>/modifier/", figures.figure_edit, name="figure_edit"),
    path("plaquettes/chiffres/<int:pk>/supprimer/", figures.figure_delete, name="figure_delete"),
    path("plaquettes/textes/", figures.wording_list, name="wording_list"),
    path("plaquettes/textes/<slug:topic>/", figures.wording_edit, name="wording_edit"),
]
