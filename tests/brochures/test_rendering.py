import io

import pypdf
import pytest
from PIL import Image

from brochures import rendering
from brochures.rendering import Paper, PictureMissing, RenderingFailed, render
from tests.brochures import samples
from ui import printing

PAGE = (
    '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Essai</title></head>'
    "<body>{body}</body></html>"
)


def paper(body="<h1>Bonjour</h1>", **extra):
    return Paper(html=PAGE.format(body=body), css=("sheet.css",), **extra)


@pytest.fixture(autouse=True)
def own_media_store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_a_document_is_tagged_titled_and_says_its_language():
    document = pypdf.PdfReader(io.BytesIO(render(paper()).pdf))
    catalog = document.trailer["/Root"]
    assert catalog["/Lang"] == "fr"
    assert catalog["/MarkInfo"]["/Marked"]
    assert document.metadata.title == "Essai"
    assert document.pages[0].extract_text() == "Bonjour"


def test_the_same_input_gives_the_same_bytes():
    html = paper().html
    assert printing.print_pdf(html, css="") == printing.print_pdf(html, css="")


def test_the_cache_answers_the_second_time(monkeypatch):
    first = render(paper())

    def fail(*_arguments):
        raise AssertionError("made again")

    monkeypatch.setattr(rendering, "print_pdf", fail)
    assert render(paper()) == first


def test_another_picture_under_the_same_address_is_another_document():
    def with_colour(colour):
        pictures = {"photo:1": ("Façade", lambda: samples.jpeg(colour))}
        return render(paper('<img src="photo:1" alt="Façade">', pictures=pictures))

    assert with_colour((10, 20, 30)).key != with_colour((200, 20, 30)).key


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:9/x.png",
        "https://example.org/x.png",
        "photo:2",
        "asset:fonts/../sheet.css",
        "data:text/html;base64,AAAA",
    ],
)
def test_an_address_that_is_not_ours_stops_the_rendering(address):
    with pytest.raises(RenderingFailed):
        render(paper(f'<img src="{address}" alt="x">'))


def test_a_local_file_cannot_be_attached():
    page = PAGE.replace("</head>", '<link rel="attachment" href="file:///etc/passwd"></head>')
    with pytest.raises(RenderingFailed):
        render(Paper(html=page.format(body="<h1>a</h1>"), css=()))


def test_a_drawing_cannot_bring_in_a_file():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        '<image href="file:///etc/passwd" width="9" height="9"/></svg>'
    )
    with pytest.raises(RenderingFailed):
        render(paper(f'<img alt="x" src="{printing.svg_uri(svg)}">'))


def test_a_missing_picture_is_named_in_french():
    def read():
        raise FileNotFoundError

    with pytest.raises(PictureMissing) as refusal:
        render(paper(pictures={"photo:1": ("Façades au soleil", read)}))
    assert str(refusal.value) == (
        "L’image «\N{NO-BREAK SPACE}Façades au soleil\N{NO-BREAK SPACE}» ne peut pas être lue."
    )


@pytest.mark.parametrize("data", [b"", b"not a picture", samples.jpeg()[:-40]])
def test_a_broken_picture_is_refused(data):
    with pytest.raises(PictureMissing):
        render(paper(pictures={"photo:1": ("Façade", lambda: data)}))


def test_a_picture_without_alternative_text_is_refused():
    pictures = {"photo:1": ("Façade", samples.jpeg)}
    with pytest.raises(RenderingFailed):
        render(paper('<img src="photo:1">', pictures=pictures))


@pytest.mark.parametrize("missing", [' lang="fr"', "<title>Essai</title>"])
def test_a_document_without_title_or_language_is_refused(missing):
    html = PAGE.format(body="<h1>a</h1>").replace(missing, "")
    with pytest.raises(RenderingFailed):
        render(Paper(html=html, css=()))


def test_french_characters_print_from_our_own_fonts():
    text = "Œuvre d’été, « çà » : 12\N{NARROW NO-BREAK SPACE}000 €"
    style = "<style>h1{font:400 20pt 'Print Display'} p{font-family:'Print Sans'}</style>"
    document = pypdf.PdfReader(
        io.BytesIO(render(paper(f"{style}<h1>{text}</h1><p>{text}</p>")).pdf)
    )
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for font in document.pages[0]["/Resources"]["/Font"].values()
    }
    assert fonts == {"Print-Display", "Print-Sans"}
    assert text in document.pages[0].extract_text()


def test_a_page_becomes_an_image():
    made = render(paper())
    image = rendering.page_image(made.key, 1)
    assert image is not None
    width, height = Image.open(io.BytesIO(image)).size
    assert round(height / width, 2) == 1.41
    assert rendering.page_image(made.key, 2) is None
    assert rendering.page_image("0" * 64, 1) is None


def test_the_cache_keeps_the_latest_files_only(monkeypatch):
    monkeypatch.setattr(rendering, "KEPT_FILES", 2)
    for number in range(3):
        render(paper(f"<h1>{number}</h1>"))
    assert len(list(rendering._folder().glob("*.*"))) == 2
