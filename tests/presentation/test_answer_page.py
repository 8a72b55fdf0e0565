"""The page of an answer: whole in itself, easy to move in, and readable by everyone, on screens and on paper."""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html

from mandategraph.answers.dossier import Asked, Diagram, Dossier, Edge, Evidence, Matrix, Node, Row, Section, Table
from mandategraph.presentation.forms import write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WINDOWS = [(scheme, width) for scheme in ("light", "dark") for width in (1280, 400)]


def read(dossier: Dossier) -> html.HtmlElement:
    return html.document_fromstring(write(dossier, "html").decode())


def of(*parts: Table | Matrix | Diagram) -> Dossier:
    return Dossier("An answer", Asked(), (Section("Found", (), parts),))


@pytest.fixture(scope="module")
def page(sample: Dossier) -> html.HtmlElement:
    """The page of the sample, as a tree."""
    return read(sample)


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


# --- what it is made of ------------------------------------------------------------------------------------------


def test_the_page_needs_nothing_from_elsewhere_and_no_script(page: html.HtmlElement) -> None:
    assert not page.xpath("//script | //link | //iframe | //img | //*[@src] | //@*[starts-with(name(), 'on')]")
    (style,) = page.xpath("/html/head/style")
    assert not re.search(r"url\(|@import", style.text)


def test_the_page_says_its_language_and_title(page: html.HtmlElement) -> None:
    assert page.get("lang") == "en-GB"
    assert page.findtext("head/title") == "Centre for International Crime Prevention: profile"
    assert [text(heading) for heading in page.xpath("//h1")] == ["Centre for International Crime Prevention: profile"]


def test_headings_go_down_one_step_at_a_time(page: html.HtmlElement) -> None:
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
    assert all(below <= above + 1 for above, below in itertools.pairwise(levels))
    assert max(levels) == 3


def test_every_link_within_the_page_leads_somewhere_and_names_are_unique(page: html.HtmlElement) -> None:
    names = page.xpath("//@id")
    assert len(set(names)) == len(names)
    inside = [link[1:] for link in page.xpath("//a/@href") if link.startswith("#")]
    assert len(inside) > 60
    assert set(inside) <= set(names)


def test_the_contents_list_all_sections(page: html.HtmlElement) -> None:
    listed = [text(link) for link in page.xpath("//nav//a")]
    headings = [text(heading) for heading in page.xpath("//main//h2 | //main//h3")]
    assert listed == [heading for heading in headings if heading not in ("In short", "What was asked", "Contents")]


def test_an_answer_of_one_section_needs_no_contents() -> None:
    assert not read(of()).xpath("//nav")


TOOLS = Evidence(
    "Develop tools to assess the effectiveness of measures against trafficking in persons.",
    "A/RES/56/261, annex",
    "12(c)",
    "Plans of action",
    "2002-01-31",
    "https://w3id.org/mandategraph/id/A-RES-56-261/annex#para_12__point_c",
)


def test_a_quotation_leads_to_its_note_and_the_note_leads_back() -> None:
    tree = read(of(Table("Mandates", ("action",), (Row(("Tools",), (TOOLS,)), Row(("All",), (TOOLS,))))))
    first, second = tree.xpath("//td[@class='words']/p")
    assert text(first) == f"{TOOLS.words} A/RES/56/261, annex, para. 12(c) [1]"
    (note,) = tree.xpath("//ol/li[@id='note-1']")
    assert text(note) == "A/RES/56/261, annex, para. 12(c): Plans of action, 31 January 2002 ↩1 ↩2"
    place, *back = note.xpath(".//a")
    assert place.get("href") == TOOLS.provision
    assert [quoted.find(".//a").get("href") for quoted in (first, second)] == ["#note-1", "#note-1"]
    assert [link.get("href") for link in back] == [f"#{quoted.find('.//a').get('id')}" for quoted in (first, second)]
    assert back[1].get("aria-label") == "Back to quotation 2 of note 1"


def test_a_note_quotes_the_words_where_the_table_behind_a_picture_tells_only_places() -> None:
    tree = read(of(Matrix("Overlap", "body", "theme", ("CICP",), ("Corruption",), {(0, 0): (TOOLS,)})))
    (behind,) = tree.xpath("//details[@class='twin']//td[@class='words']")
    assert text(behind) == "A/RES/56/261, annex, para. 12(c) [1]"
    assert text(tree.get_element_by_id("note-1")).startswith(f"{TOOLS.words} A/RES/56/261, annex, para. 12(c)")


def test_a_number_of_a_matrix_opens_the_words_that_it_counts(page: html.HtmlElement) -> None:
    cells = page.xpath("//div[contains(@class, 'matrix')]//tbody/tr[2]/td")
    assert [text(cell.find("details/summary")) if len(cell) else "" for cell in cells] == [
        "2 for United Nations Interregional Crime and Justice Research Institute (UNICRI), Trafficking in persons",
        *[""] * 5,
    ]
    quoted = [text(words) for words in cells[0].xpath(".//q")]
    assert [words[:17] for words in quoted] == ["Maintain a global", "We shall also con"]


def test_a_provision_whose_address_is_no_web_address_is_no_link() -> None:
    found = Evidence("words", "A/RES/1", "1", provision="javascript:alert(1)")
    assert read(of(Table("t", ("a",), (Row(("b",), (found,)),)))).xpath("//li[@id='note-1']/a/@href") == []


def test_words_are_text_whatever_they_hold() -> None:
    odd = "</style><script>alert(1)</script> {{ 7 * 7 }} \x00\x1b ]]> &lt;"
    tree = read(Dossier(odd, Asked(((odd, odd),), odd), (Section(odd, (odd,)),), (odd,), None, (odd,)))
    assert not tree.xpath("//script")
    told = "</style><script>alert(1)</script> {{ 7 * 7 }} \ufffd\ufffd ]]> &lt;"
    assert tree.xpath("count(//body//*[normalize-space(text()) = $told])", told=told) == 8


# --- pictures ----------------------------------------------------------------------------------------------------

PARTNERS = Diagram(
    "Partners",
    (Node("a", "Centre for International Crime Prevention", "body"), Node("b", "Corruption", "theme")),
    (Edge("a", "b", "acts on", 3),),
    left_out="One theme was left out.",
)


def test_a_picture_stands_in_the_page_with_its_table() -> None:
    if not shutil.which("dot"):
        pytest.skip("drawing needs Graphviz's program dot, which is not installed here")
    (figure,) = read(of(PARTNERS)).xpath("//figure")
    assert "Corruption" in text(figure.find(".//svg"))
    assert "One theme was left out." in text(figure)
    rows = figure.getnext().xpath("self::details//tbody/tr")
    assert [[text(cell) for cell in row] for row in rows] == [
        ["Centre for International Crime Prevention", "acts on", "Corruption", "3"]
    ]


def test_without_graphviz_a_sentence_and_the_table_stand_for_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    (figure,) = read(of(PARTNERS)).xpath("//figure")
    assert not figure.xpath(".//svg")
    assert "This picture could not be drawn: a picture needs Graphviz's program `dot`" in text(figure)
    assert "Corruption" in text(figure.getnext())


# --- in a browser ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium without a window."""
    playwright = pytest.importorskip("playwright.sync_api", reason="a browser is steered with playwright")
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if not found:
        pytest.skip("the page is looked at in Chromium, which is not installed here")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=found)
        yield chromium
        chromium.close()


@pytest.fixture(params=WINDOWS, ids=lambda window: f"{window[0]}-{window[1]}")
def opened(request: pytest.FixtureRequest, browser: Browser, sample: Dossier, tmp_path: Path) -> Iterator[Page]:
    """The page of the sample with a picture, open in a light or a dark window, wide or narrow."""
    scheme, width = request.param
    path = tmp_path / "answer.html"
    path.write_bytes(write(sample, "html"))
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    window = context.new_page()
    window.goto(path.as_uri())
    yield window
    context.close()


def violations(window: Page) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe comes with axe-playwright-python")
    response = axe.Axe().run(window).response
    assert len(response["passes"]) > 30
    return [f"{found['id']}: {found['help']} ({found['nodes'][0]['html'][:200]})" for found in response["violations"]]


def test_axe_finds_no_barrier(opened: Page) -> None:
    assert violations(opened) == []
    for closed in opened.query_selector_all("details.twin > summary"):
        closed.press("Enter")
    opened.locator(".matrix summary").first.press("Enter")
    assert violations(opened) == []


def test_only_tables_scroll_sideways(opened: Page) -> None:
    assert opened.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_number_of_a_matrix_opens_and_closes_by_keyboard(opened: Page) -> None:
    number = opened.locator(".matrix summary").first
    panel = opened.locator(".matrix .panel").first
    number.focus()
    opened.keyboard.press("Enter")
    assert panel.is_visible()
    assert "Develop technical cooperation projects" in panel.inner_text()
    opened.keyboard.press("Enter")
    assert panel.is_hidden()


def test_the_first_key_offers_to_skip_to_the_answer(opened: Page) -> None:
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.textContent") == "Skip to the answer"
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "main"


def test_on_paper_the_tables_behind_pictures_stand_open(opened: Page) -> None:
    twins = opened.locator("details.twin table")
    assert twins.count() == 2
    assert not any(twin.is_visible() for twin in twins.all())
    opened.emulate_media(media="print")
    assert all(twin.is_visible() for twin in twins.all())
