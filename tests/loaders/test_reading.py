"""Real words of real instruments in, records out, by the rules of the guide to mandates.

A row of a table names the instrument and the leaf, quotes the words that matter, and says who is directed and how.
Records of resolutions, of which the compendium has none, are read from excerpts that stand in the test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest

from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.document import Document, Kind, Provision
from mandategraph.loaders.reading import read
from mandategraph.loaders.reading.attributes import deadlines
from mandategraph.loaders.records import UNASSIGNED, BodyChange, Directive, Quote, Reading

MakeDocument = Callable[[str], Document]
Readings = Mapping[str, Reading]

PARIS, NAPLES, VIENNA = "A/RES/46/152", "A/49/748", "A/RES/55/59"
PLANS, BANGKOK = "A/RES/56/261", "A/RES/60/177"


def at(reading: Reading, leaf: str) -> list[Directive]:
    return [directive for directive in reading.directives if directive.leaf == leaf]


def one(readings: Readings, symbol: str, leaf: str, holder: str) -> Directive:
    (directive,) = [directive for directive in at(readings[symbol], leaf) if directive.holder == holder]
    return directive


def directed(reading: Reading, leaf: str) -> set[tuple[str, str]]:
    return {(directive.holder, directive.modality) for directive in at(reading, leaf)}


def held(reading: Reading) -> list[tuple[str, str, str]]:
    return [(directive.leaf, directive.holder, directive.modality) for directive in reading.directives]


def leaf_text(reading: Reading, leaf: str) -> str:
    return next(provision.text for provision in reading.document.walk() if provision.leaf == leaf)


# --- the cases of a sentence ------------------------------------------------------------------------------------------

FIRST_PERSON = [
    (PARIS, "8", "We must ensure that any increases", {("STATES", "commitment")}),
    (PARIS, "9", "We call on the international community to", {("INTERNATIONAL-COMMUNITY", "request")}),
    (NAPLES, "1", "We resolve to protect our societies", {("STATES", "commitment")}),
    (NAPLES, "2", "We are determined to join forces", {("STATES", "commitment")}),
    (NAPLES, "3", "We will direct particular efforts", {("STATES", "commitment")}),
    (VIENNA, "10", "We undertake to strengthen international cooperation", {("STATES", "commitment")}),
    (VIENNA, "12", "We also commit ourselves to the development", {("STATES", "commitment")}),
    (VIENNA, "19", "we shall together, in conjunction with our other efforts", {("STATES", "commitment")}),
    (VIENNA, "29", "We invite the Commission on Crime Prevention", {("CCPCJ", "invitation")}),
    (VIENNA, "9", "We reaffirm our continued support for", {("STATES", "commitment")}),
    (VIENNA, "18", "We decide to develop", {("STATES", "commitment"), ("CCPCJ", "invitation")}),
    (
        BANGKOK,
        "5",
        "We call upon donor States and financial institutions",
        {("STATES", "request"), ("FINANCE", "request")},
    ),
    (BANGKOK, "14", "will examine with interest the report", {("STATES", "commitment")}),
    (BANGKOK, "16", "and invite the Commission", {("CCPCJ", "invitation")}),
    (BANGKOK, "29", "As appropriate, we endeavour to use", {("STATES", "commitment")}),
    (BANGKOK, "30", "We recommend that the Commission", {("CCPCJ", "recommendation")}),
    (BANGKOK, "31", "we call upon States to develop and adopt", {("STATES", "request")}),
]

ORGAN = [
    (
        NAPLES,
        "34",
        "the World Ministerial Conference on Organized Transnational Crime requests",
        {("CCPCJ", "request")},
    ),
    (NAPLES, "23", "requires that States ensure", {("STATES", "obligation")}),
]

PASSIVE_REQUEST = [
    (NAPLES, "8", "All States are urged to fully implement this", {("STATES", "request")}),
]

IMPERSONAL = [
    (PARIS, "32", "It is recommended to the Secretary-General that", {("SG", "recommendation")}),
    (PARIS, "fn8", "It is recommended that", {(UNASSIGNED, "recommendation")}),
]

MODAL_ACTIVE = [
    (PARIS, "15", "The programme shall be designed to assist", {("PROGRAMME", "obligation")}),
    (PARIS, "19", "Member States should establish and maintain", {("STATES", "recommendation")}),
    (PARIS, "20", "The programme may also include", {("PROGRAMME", "permission")}),
    (PARIS, "22", "shall not be bound by mandates", {("CCPCJ", "obligation")}),
    (PARIS, "25", "The commission shall hold annual sessions", {("CCPCJ", "obligation")}),
    (PARIS, "36", "The institutes should keep one another", {("INSTITUTES", "recommendation")}),
    (PARIS, "37", "The commission may request the institutes", {("CCPCJ", "permission")}),
    (PARIS, "40", "The national correspondents shall facilitate contact", {("NATCORR", "obligation")}),
    (PARIS, "42", "Member States shall undertake to provide", {("STATES", "obligation")}),
    (NAPLES, "11", "The international community should adopt", {("INTERNATIONAL-COMMUNITY", "recommendation")}),
    (NAPLES, "12", "To effectively combat organized crime, States should", {("STATES", "recommendation")}),
    (
        NAPLES,
        "24",
        "States should, when warranted, develop",
        {("STATES", "recommendation"), (UNASSIGNED, "recommendation")},
    ),
    (NAPLES, "44", "should regularly review progress", {("CCPCJ", "recommendation")}),
    (PLANS, "15", "The Centre for International Crime Prevention will", {("CICP", "undertaking")}),
    (PLANS, "21", "The Office for Drug Control and Crime Prevention will", {("ODCCP", "undertaking")}),
    (PLANS, "44", "States will endeavour, as appropriate, to use", {("STATES", "undertaking")}),
]

MODAL_PASSIVE = [
    (PARIS, "27", "should be dissolved by the Economic and Social Council", {("ECOSOC", "recommendation")}),
    (PARIS, "30(a)", "The congresses should be held every five years", {(UNASSIGNED, "recommendation")}),
    (PARIS, "43", "Their contributions should be fully utilized", {(UNASSIGNED, "recommendation")}),
    (
        NAPLES,
        "4",
        "should be accorded high priority by States",
        {("STATES", "recommendation"), ("IGO", "recommendation")},
    ),
    (NAPLES, "14", "should be examined by every State", {("STATES", "recommendation")}),
    (NAPLES, "15", "should be considered by States", {("STATES", "recommendation")}),
    (NAPLES, "18", "should be considered preventive measures", {(UNASSIGNED, "recommendation")}),
    (
        PARIS,
        "35",
        "should be supported by Member States and the United Nations",
        {("STATES", "recommendation"), ("UN", "recommendation"), (UNASSIGNED, "recommendation")},
    ),
]

NO_ADDRESSEE = [
    (PARIS, "11", "We accordingly recommend intensified international cooperation", {(UNASSIGNED, "recommendation")}),
    (VIENNA, "25", "We urge the development of such strategies", {(UNASSIGNED, "request")}),
    (VIENNA, "28", "We encourage the development of restorative justice", {(UNASSIGNED, "invitation")}),
    (BANGKOK, "13", "hence recommend that measures be devised", {(UNASSIGNED, "recommendation")}),
    (BANGKOK, "19", "call for the strengthening of international cooperation", {(UNASSIGNED, "request")}),
]

SEVERAL_HOLDERS = [
    (
        NAPLES,
        "22",
        "The United Nations and other relevant global and regional organizations should",
        {("UN", "recommendation"), ("IGO", "recommendation")},
    ),
    (
        NAPLES,
        "40",
        "and mechanisms, such as the Financial Action Task Force",
        {
            (holder, "recommendation")
            for holder in ("UN", "IGO", "FATF", "INTERPOL", "CICAD", "COE", "EU", "AIMC", "COMSEC")
        },
    ),
    (
        NAPLES,
        "43",
        "The United Nations, through its Commission on Crime Prevention and Criminal Justice and its institutes",
        {(holder, "recommendation") for holder in ("UN", "CCPCJ", "INSTITUTES", "UNSYSTEM")},
    ),
    (
        BANGKOK,
        "11",
        "recommend that Member States, regional organizations and international entities such as",
        {("STATES", "recommendation"), ("IGO", "recommendation"), ("UNODC", "recommendation")},
    ),
]


@pytest.mark.parametrize(
    ("symbol", "leaf", "words", "expected"),
    [
        *FIRST_PERSON,
        *ORGAN,
        *PASSIVE_REQUEST,
        *IMPERSONAL,
        *MODAL_ACTIVE,
        *MODAL_PASSIVE,
        *NO_ADDRESSEE,
        *SEVERAL_HOLDERS,
    ],
)
def test_the_words_direct_those_whom_the_guide_says(
    readings: Readings, symbol: str, leaf: str, words: str, expected: set[tuple[str, str]]
) -> None:
    assert words in leaf_text(readings[symbol], leaf)
    assert directed(readings[symbol], leaf) == expected


@pytest.mark.parametrize(
    ("symbol", "leaf", "words"),
    [
        (PARIS, "1", "We recognize that the world"),
        (PARIS, "4", "progress and development will be the ultimate victims"),
        (PARIS, "5", "must generate new and commensurate responses"),
        (PARIS, "13", "should aim at strengthening its effectiveness"),
        (NAPLES, "5", "must necessarily vary from State to State"),
        (VIENNA, "1", "We note with appreciation"),
        (VIENNA, "3", "We emphasize the responsibility of each State"),
        (VIENNA, "6", "We support efforts to assist States"),
        (VIENNA, "8", "We welcome the efforts being made by"),
        (VIENNA, "17", "We are convinced that the success"),
        (VIENNA, "u1", "Declare as follows"),
        (PLANS, "1", "the specific measures below are recommended"),
        (BANGKOK, "6", "We support a more integrated approach"),
        (BANGKOK, "24", "We are also convinced"),
        (BANGKOK, "34", "We stress the need to consider measures"),
        (BANGKOK, "35", "We express our profound gratitude"),
    ],
)
def test_statements_praise_and_announcements_direct_nobody(
    readings: Readings, symbol: str, leaf: str, words: str
) -> None:
    assert words in leaf_text(readings[symbol], leaf)
    assert at(readings[symbol], leaf) == []


def test_a_belief_with_a_modal_inside_is_none_but_the_sentence_after_it_counts(readings: Readings) -> None:
    assert "We believe that justice" in leaf_text(readings[PARIS], "2")
    assert "Every right of the individual should enjoy" in leaf_text(readings[PARIS], "2")
    assert directed(readings[PARIS], "2") == {("STATES", "commitment"), ("UNASSIGNED", "recommendation")}


@pytest.mark.parametrize("verb", ["believe", "recognize", "are convinced", "also recognize", "note with concern"])
def test_what_is_only_believed_directs_nobody_to_its_end(
    document_of: MakeDocument, shipped_authorities: Authorities, verb: str
) -> None:
    text = f"We, Member States,\n\n1. We {verb} that crime is growing, and Governments should act."
    assert held(read(document_of(text), shipped_authorities)) == []
    affirmed = "We, Member States,\n\n1. We affirm that Governments should act."
    assert held(read(document_of(affirmed), shipped_authorities)) == [("1", "STATES", "recommendation")]


def test_preambles_never_direct_anybody(readings: Readings) -> None:
    recital = next(p for p in readings[BANGKOK].document.walk() if "States must ensure that any measures" in p.text)
    assert recital.kind is Kind.RECITAL
    for reading in readings.values():
        assert not any(directive.quote.eid.startswith("preamble") for directive in reading.directives)


def test_a_power_is_a_permission(readings: Readings) -> None:
    assert "shall have the power to create ad hoc working groups" in leaf_text(readings[PARIS], "23")
    assert ("CCPCJ", "permission") in directed(readings[PARIS], "23")


def test_a_pronoun_means_the_subject_before_it(readings: Readings) -> None:
    assert "They are also encouraged to contribute in kind" in leaf_text(readings[PARIS], "44")
    assert ("STATES", "invitation") in directed(readings[PARIS], "44")
    assert "they should be available" in leaf_text(readings[PARIS], "fn9").lower()
    assert ("EXPERTS", "recommendation") in directed(readings[PARIS], "fn9")


def test_a_footnote_can_direct(readings: Readings) -> None:
    assert {("PROGSEC", "obligation"), ("CCPCJ", "obligation")} <= directed(readings[PARIS], "fn9")


def test_the_beneficiary_is_no_holder(readings: Readings) -> None:
    assert "assist requesting States" in leaf_text(readings[PLANS], "30(d)")
    assert {directive.holder for directive in at(readings[PLANS], "30(d)")} == {"CICP"}


# --- "we" -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("symbol", [NAPLES, VIENNA, BANGKOK])
def test_we_are_the_states(readings: Readings, symbol: str) -> None:
    commitments = [d for d in readings[symbol].directives if d.modality == "commitment"]
    assert commitments
    assert {directive.holder for directive in commitments} == {"STATES"}


def test_an_unnumbered_paragraph_goes_on_from_the_we_of_the_preamble(readings: Readings) -> None:
    assert leaf_text(readings[NAPLES], "u1").startswith("Proclaim our political will and strong determination")
    assert directed(readings[NAPLES], "u1") == {("STATES", "commitment")}


# --- one leaf and one holder give one record ------------------------------------------------------------------------


def test_one_leaf_and_one_holder_give_one_record(readings: Readings) -> None:
    for reading in readings.values():
        pairs = [(directive.leaf, directive.holder) for directive in reading.directives]
        assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize(
    ("symbol", "leaf", "weaker", "holder", "strongest"),
    [
        (BANGKOK, "4", "We call upon all States", "STATES", "commitment"),
        (BANGKOK, "23", "call upon all States that have not yet done so", "STATES", "commitment"),
        (
            PLANS,
            "2",
            "States that have not signed the Convention and the protocols thereto should",
            "STATES",
            "undertaking",
        ),
        (PARIS, "30(c)", "shall give due consideration", "CCPCJ", "obligation"),
    ],
)
def test_the_strongest_modality_of_a_leaf_wins(
    readings: Readings, symbol: str, leaf: str, weaker: str, holder: str, strongest: str
) -> None:
    assert weaker in leaf_text(readings[symbol], leaf)
    assert one(readings, symbol, leaf, holder).modality == strongest


# --- chapeaux -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("symbol", "paragraph", "chapeau", "items", "holder", "modality"),
    [
        (PARIS, "16", "The general goals of the programme shall be to contribute", "abcdef", "PROGRAMME", "obligation"),
        (PARIS, "17", "In particular, it may include:", "abcde", "PROGRAMME", "permission"),
        (PARIS, "26", "The commission shall have the following functions:", "abcde", "CCPCJ", "obligation"),
        (PARIS, "29", "shall provide a forum for:", "abcde", "CONGRESS", "obligation"),
        (PARIS, "31", "For that purpose, the secretariat shall:", "abcde", "PROGSEC", "obligation"),
        (NAPLES, "9", "We wish to strengthen and enhance", "abcde", "STATES", "commitment"),
        (VIENNA, "7", "we shall endeavour:", "abcd", "STATES", "commitment"),
        (PLANS, "3", "States will also endeavour, as appropriate:", "abc", "STATES", "undertaking"),
        (PLANS, "4", "The Centre for International Crime Prevention will", "abcdefgh", "CICP", "undertaking"),
        (PLANS, "11", "Individually and collectively, States will endeavour", "abcdefghi", "STATES", "undertaking"),
    ],
)
def test_a_chapeau_passes_its_holder_and_its_modality_down_to_every_item(
    readings: Readings, symbol: str, paragraph: str, chapeau: str, items: str, holder: str, modality: str
) -> None:
    assert chapeau in leaf_text(readings[symbol], paragraph)
    for item in items:
        assert directed(readings[symbol], f"{paragraph}({item})") == {(holder, modality)}, item
        (directive,) = at(readings[symbol], f"{paragraph}({item})")
        assert directive.chapeau == f"para_{paragraph}"


@pytest.mark.parametrize(
    ("symbol", "paragraph"), [(PARIS, "16"), (PARIS, "26"), (PARIS, "29"), (VIENNA, "7"), (PLANS, "3"), (PLANS, "4")]
)
def test_a_chapeau_that_its_items_complete_is_no_leaf_itself(readings: Readings, symbol: str, paragraph: str) -> None:
    assert at(readings[symbol], paragraph) == []


@pytest.mark.parametrize(
    ("symbol", "paragraph", "expected"),
    [
        (PARIS, "17", {("PROGRAMME", "obligation")}),
        (PLANS, "2", {("STATES", "undertaking")}),
        (NAPLES, "31", {("UN", "recommendation")}),
    ],
)
def test_a_paragraph_with_a_directive_of_its_own_and_items_is_a_leaf_beside_them(
    readings: Readings, symbol: str, paragraph: str, expected: set[tuple[str, str]]
) -> None:
    assert directed(readings[symbol], paragraph) == expected
    assert at(readings[symbol], f"{paragraph}(a)")


def test_a_passive_chapeau_leaves_its_items_unassigned(readings: Readings) -> None:
    assert "areas of priority shall be determined" in leaf_text(readings[PARIS], "21")
    for item in "abcdefg":
        assert directed(readings[PARIS], f"21({item})") == {(UNASSIGNED, "obligation")}


def test_items_that_are_sentences_of_their_own_take_nothing_from_the_chapeau(readings: Readings) -> None:
    assert "the following arrangements should be implemented:" in leaf_text(readings[PARIS], "30")
    assert directed(readings[PARIS], "30(b)") == {("CCPCJ", "obligation")}
    assert directed(readings[PARIS], "30(d)") == {(UNASSIGNED, "recommendation")}
    assert all(not directive.chapeau for item in "abcd" for directive in at(readings[PARIS], f"30({item})"))


def test_in_the_plans_of_action_every_point_belongs_to_the_centre_or_to_the_states(readings: Readings) -> None:
    reading = readings[PLANS]
    points = [p.leaf for p in reading.document.walk() if p.kind in (Kind.POINT, Kind.SUBPOINT)]
    assert len(points) > 100
    for leaf in points:
        assert directed(reading, leaf) in ({("CICP", "undertaking")}, {("STATES", "undertaking")}), leaf


def test_a_chapeau_reaches_down_to_sub_points(readings: Readings) -> None:
    assert (
        directed(readings[PLANS], "35(d)(i)") == directed(readings[PLANS], "35(d)(ii)") == {("STATES", "undertaking")}
    )


# --- partners, conditions, onward addressees ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("symbol", "leaf", "holder", "partners"),
    [
        (PLANS, "4(a)", "CICP", {"IGO"}),
        (PLANS, "4(d)", "CICP", {"IGO", "STATES"}),
        (PLANS, "12(b)", "CICP", {"IGO", "UNICRI"}),
        (PLANS, "15", "CICP", {"IGO"}),
        (PLANS, "24(a)", "CICP", {"IGO", "OLA"}),
        (PLANS, "24(b)", "CICP", {"IGO", "OLA", "STATES"}),
        (PLANS, "3(a)", "STATES", set()),
        (NAPLES, "31(c)", "UN", {"IGO"}),
        (VIENNA, "16", "CCPCJ", {"STATES"}),
    ],
)
def test_partners_are_those_with_whom_and_a_chapeau_passes_them_down(
    readings: Readings, symbol: str, leaf: str, holder: str, partners: set[str]
) -> None:
    assert set(one(readings, symbol, leaf, holder).partners) == partners


def test_a_partner_holds_nothing(readings: Readings) -> None:
    assert "in consultation with Member States" in leaf_text(readings[PARIS], "fn9")
    assert "STATES" not in {directive.holder for directive in at(readings[PARIS], "fn9")}
    assert "STATES" in one(readings, PARIS, "fn9", "CCPCJ").partners


@pytest.mark.parametrize(
    ("symbol", "leaf", "holder", "conditions"),
    [
        (PLANS, "3(a)", "STATES", {"as-appropriate"}),
        (PLANS, "4(b)", "CICP", {"as-appropriate", "on-request"}),
        (PLANS, "11(a)", "STATES", {"as-appropriate", "national-law"}),
        (PLANS, "11(h)", "STATES", {"as-appropriate", "voluntary"}),
        (PLANS, "21", "ODCCP", {"as-appropriate", "on-request"}),
        (PLANS, "30(d)", "CICP", {"as-appropriate", "on-request"}),
        (VIENNA, "7(d)", "STATES", {"on-request"}),
        (VIENNA, "10", "STATES", set()),
        (NAPLES, "31(a)", "UN", {"on-request"}),
        (PARIS, "37", "CCPCJ", {"within-resources"}),
        (BANGKOK, "18", "STATES", {"national-law"}),
        (BANGKOK, "5", "FINANCE", {"voluntary"}),
    ],
)
def test_conditions_are_read_in_the_leaf_and_pass_down_from_the_chapeau(
    readings: Readings, symbol: str, leaf: str, holder: str, conditions: set[str]
) -> None:
    assert set(one(readings, symbol, leaf, holder).conditions) == conditions


@pytest.mark.parametrize(
    ("symbol", "leaf", "words", "holder", "onward"),
    [
        (VIENNA, "16", "invite the Commission on Crime Prevention and Criminal Justice to request", "CCPCJ", "SG"),
        (VIENNA, "23", "to call upon the United Nations Centre for International Crime Prevention", "CCPCJ", "CICP"),
        (PARIS, "37", "The commission may request the institutes", "CCPCJ", "INSTITUTES"),
        (PLANS, "27(f)", "Encourage Member States to incorporate", "CICP", "STATES"),
    ],
)
def test_whom_the_holder_is_to_ask_in_turn_is_an_onward_addressee_and_no_holder(
    readings: Readings, symbol: str, leaf: str, words: str, holder: str, onward: str
) -> None:
    assert words in leaf_text(readings[symbol], leaf)
    assert one(readings, symbol, leaf, holder).onward == (onward,)
    assert onward not in {directive.holder for directive in at(readings[symbol], leaf)}


@pytest.mark.parametrize(
    ("symbol", "leaf", "holder", "deadline"),
    [
        (VIENNA, "14", "STATES", "2005"),
        (VIENNA, "15", "STATES", "2005"),
        (VIENNA, "27", "STATES", "2002"),
        (PLANS, "6(c)", "STATES", "2003"),
    ],
)
def test_deadlines_are_years_by_which_the_action_is_due(
    readings: Readings, symbol: str, leaf: str, holder: str, deadline: str
) -> None:
    assert one(readings, symbol, leaf, holder).deadlines == (deadline,)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("to report by 30 June 2013", "2013-06-30"),
        ("to report by 31 June 2013", "2013"),
        ("to report by 29 February 2012", "2012-02-29"),
        ("to report by 29 February 2013", "2013"),
    ],
)
def test_a_day_that_the_calendar_does_not_have_tells_its_year(words: str, due: str) -> None:
    assert deadlines(words) == (due,)


# --- cited instruments, themes of headings, other records -----------------------------------------------------------


@pytest.mark.parametrize(
    ("symbol", "leaf", "holder", "cites"),
    [
        (NAPLES, "8", "STATES", {"drugs-convention-1988"}),
        (NAPLES, "21", "STATES", {"A/RES/40/34"}),
        (VIENNA, "5", "STATES", {"A/RES/55/25"}),
        (VIENNA, "7(a)", "STATES", {"A/RES/55/25"}),
        (VIENNA, "19", "STATES", {"un-charter"}),
        (PLANS, "4(h)", "CICP", {"A/RES/55/25"}),
        (PLANS, "6(a)", "STATES", {"A/RES/55/61"}),
        (PLANS, "39(b)", "CICP", {"E/RES/1997/30"}),
        (PLANS, "45(a)", "CICP", {"compendium"}),
        (PLANS, "47(a)", "STATES", {"E/RES/2000/14"}),
        (BANGKOK, "12", "STATES", {"unesco-1970", "cites", "cbd"}),
        (BANGKOK, "17", "STATES", {"A/RES/40/34"}),
        (BANGKOK, "23", "STATES", {"A/RES/58/4"}),
    ],
)
def test_instruments_are_cited_by_symbol_also_where_the_text_has_a_name_a_short_name_or_a_footnote(
    readings: Readings, symbol: str, leaf: str, holder: str, cites: set[str]
) -> None:
    assert set(one(readings, symbol, leaf, holder).cites) == cites


def test_the_convention_means_what_the_document_introduced_last(readings: Readings) -> None:
    def meanings(symbol: str) -> set[str]:
        return {c.key for c in readings[symbol].citations if c.how == "short-name" and c.quote.text == "Convention"}

    assert meanings(PLANS) == {"A/RES/55/25"}
    assert meanings(BANGKOK) == {"A/RES/58/4"}


@pytest.mark.parametrize(
    ("symbol", "footnote", "expected"),
    [
        (PARIS, "fn_2", {"seventh-congress-report"}),
        (PLANS, "fn_2", {"A-RES-55-25/annex-I", "A-RES-55-25/annex-II", "A-RES-55-25/annex-III"}),
        (PLANS, "fn_4", {"A-RES-55-25/annex-III"}),
        (PLANS, "fn_5", {"A-RES-55-255/annex"}),
        (BANGKOK, "fn_5", {"unesco-1970"}),
        (BANGKOK, "fn_6", {"cites"}),
        (BANGKOK, "fn_7", {"cbd"}),
        (VIENNA, "fn_4", {"A-49-748/annex-sect-I.A"}),
    ],
)
def test_footnotes_cite_what_they_name_ibid_included(
    readings: Readings, symbol: str, footnote: str, expected: set[str]
) -> None:
    assert {c.instrument for c in readings[symbol].citations if c.quote.eid == footnote} == expected


@pytest.mark.parametrize(
    ("section", "theme"),
    [
        ("sec_II", "corruption"),
        ("sec_III", "trafficking-in-persons"),
        ("sec_IV", "migrant-smuggling"),
        ("sec_V", "firearms"),
        ("sec_VI", "money-laundering"),
        ("sec_VII", "terrorism"),
        ("sec_XII", "juvenile-justice"),
        ("sec_XV", "restorative-justice"),
    ],
)
def test_the_heading_of_a_section_gives_its_theme_to_every_leaf_below(
    readings: Readings, section: str, theme: str
) -> None:
    reading = readings[PLANS]
    (top,) = [provision for provision in reading.document.provisions if provision.eid == section]
    below = {provision.eid for provision in top.walk()}
    directives = [directive for directive in reading.directives if directive.quote.eid in below]
    assert len(directives) > 2
    assert all(theme in directive.themes for directive in directives)


def test_each_section_of_the_plans_implements_its_paragraphs_of_the_vienna_declaration(readings: Readings) -> None:
    found = {link.section: link.leaves for link in readings[PLANS].implementations}
    assert found == {
        "sec_I": ("5", "6", "7", "10"),
        "sec_II": ("16",),
        "sec_III": ("14",),
        "sec_IV": ("14",),
        "sec_V": ("15",),
        "sec_VI": ("17",),
        "sec_VII": ("19",),
        "sec_VIII": ("25",),
        "sec_IX": ("27",),
        "sec_X": ("26",),
        "sec_XI": ("18",),
        "sec_XII": ("24",),
        "sec_XIII": ("11", "12"),
        "sec_XIV": ("22",),
        "sec_XV": ("28",),
    }
    assert {link.instrument for link in readings[PLANS].implementations} == {"A-RES-55-59/annex"}


@pytest.mark.parametrize(
    ("leaf", "kind", "original", "words"),
    [
        ("27", "dissolved", "CCPC", "The Committee on Crime Prevention and Control should be dissolved"),
        ("32", "upgraded", "CPCJB", "an upgrading of the Crime Prevention and Criminal Justice Branch"),
        ("44", "renamed", "FUND", "Trust Fund for Social Defence, to be renamed"),
    ],
)
def test_a_text_that_calls_for_the_change_of_a_body_gives_a_change_not_yet_effected(
    readings: Readings, leaf: str, kind: str, original: str, words: str
) -> None:
    (change,) = [change for change in readings[PARIS].changes if change.leaf == leaf]
    assert (change.kind, change.original, change.effected) == (kind, original, False)
    assert words in change.quote.text


def test_a_body_that_is_to_be_established_is_the_resulting_one(readings: Readings) -> None:
    (change,) = [change for change in readings[PARIS].changes if change.leaf == "23"]
    assert (change.kind, change.original, change.resulting) == ("established", "", "CCPCJ")


def test_who_takes_the_functions_of_a_dissolved_body_is_its_result(readings: Readings) -> None:
    (change,) = [change for change in readings[PARIS].changes if change.leaf == "27"]
    assert change.resulting == "CCPCJ"


# --- resolutions ----------------------------------------------------------------------------------------------------

RESOLUTION = """\
A/RES/55/25

The General Assembly,

Recalling its resolution 53/111 of 9 December 1998,

Deeply concerned that States should act against organized crime,

5. Urges all States to sign and ratify the United Nations Convention against Transnational Organized Crime and the
protocols thereto as soon as possible;

6. Requests the Secretary-General to designate the Centre for International Crime Prevention to act as the secretariat;

7. Also requests the Secretary-General to provide the Centre for International Crime Prevention with the resources
necessary;

8. Encourages Member States to begin making adequate voluntary contributions;

9. Takes note of the report of the Ad Hoc Committee;

10. Approves the plans of action;

11. Decides to continue its consideration of the question at its fifty-sixth session.
"""


def test_the_organ_of_a_resolution_directs_its_addressees(
    document_of: MakeDocument, shipped_authorities: Authorities
) -> None:
    assert held(read(document_of(RESOLUTION), shipped_authorities)) == [
        ("5", "STATES", "request"),
        ("6", "SG", "request"),
        ("7", "SG", "request"),
        ("8", "STATES", "invitation"),
        ("11", "GA", "decision"),
    ]


def test_a_body_that_no_authority_file_has_is_addressed_under_its_own_name(
    document_of: MakeDocument, shipped_authorities: Authorities
) -> None:
    text = "The General Assembly,\n\n1. Requests the Office for Lunar Affairs to assist Member States."
    reading = read(document_of(text), shipped_authorities)
    assert held(reading) == [("1", "OFFICE-FOR-LUNAR-AFFAIRS", "request")]
    assert reading.unrecognized == {"OFFICE-FOR-LUNAR-AFFAIRS": "Office for Lunar Affairs"}


def test_the_five_instruments_name_no_holder_that_the_authority_files_do_not_have(readings: Readings) -> None:
    assert not any(reading.unrecognized for reading in readings.values())


@pytest.mark.parametrize(
    ("words", "modality"),
    [
        ("Requests {} to report", "request"),
        ("Urges {} to report", "request"),
        ("Calls upon {} to report", "request"),
        ("Also calls upon {} to report", "request"),
        ("Invites {} to report", "invitation"),
        ("Further invites {} to report", "invitation"),
        ("Encourages {} to report", "invitation"),
        ("Recommends that {} report", "recommendation"),
    ],
)
def test_each_verb_of_an_organ_has_its_modality(
    document_of: MakeDocument, shipped_authorities: Authorities, words: str, modality: str
) -> None:
    text = f"The General Assembly,\n\n1. {words.format('the Economic and Social Council')} to it."
    assert held(read(document_of(text), shipped_authorities)) == [("1", "ECOSOC", modality)]


def test_a_short_name_means_the_body_introduced_before(
    document_of: MakeDocument, shipped_authorities: Authorities
) -> None:
    text = "1. The Commission on Narcotic Drugs shall meet.\n\n2. The Commission shall report."
    assert held(read(document_of(text), shipped_authorities)) == [
        ("1", "CND", "obligation"),
        ("2", "CND", "obligation"),
    ]


# --- what holds for every record of the corpus ------------------------------------------------------------------------


def quotes(reading: Reading) -> Iterator[Quote]:
    for records in (reading.directives, reading.changes, reading.citations, reading.implementations):
        for record in records:
            yield record.quote


def by_eid(reading: Reading) -> dict[str, Provision]:
    return {provision.eid: provision for provision in reading.document.walk()}


def above(reading: Reading, eid: str) -> list[str]:
    """Return the texts of a provision and of those that it hangs below."""

    def path(provisions: tuple[Provision, ...]) -> list[Provision]:
        for provision in provisions:
            if provision.eid == eid:
                return [provision]
            if below := path(provision.children):
                return [provision, *below]
        return []

    return [provision.text for provision in path(reading.document.provisions)]


def test_the_corpus_gives_many_records(readings: Readings) -> None:
    assert sum(len(reading.directives) for reading in readings.values()) > 300
    assert all(reading.directives for reading in readings.values())


def test_every_quote_is_in_its_source_at_its_place(readings: Readings) -> None:
    for reading in readings.values():
        provisions = by_eid(reading)
        for quote in quotes(reading):
            assert quote.text
            assert provisions[quote.eid].text[quote.start : quote.end] == quote.text


def test_a_directive_quotes_the_provision_that_its_leaf_names(readings: Readings) -> None:
    for reading in readings.values():
        provisions = by_eid(reading)
        records: list[Directive | BodyChange] = [*reading.directives, *reading.changes]
        for record in records:
            assert provisions[record.quote.eid].leaf == record.leaf


def test_the_words_for_holder_cue_and_conditions_stand_in_the_provision_or_above_it(readings: Readings) -> None:
    for reading in readings.values():
        for directive in reading.directives:
            texts = above(reading, directive.quote.eid)
            words = (directive.holder_words, directive.cue_words, *directive.condition_words)
            assert directive.cue_words
            assert all(any(word in text for text in texts) for word in words), directive


def test_a_holder_is_named_in_words_unless_nobody_or_the_we_of_the_preamble_holds_it(readings: Readings) -> None:
    for reading in readings.values():
        for directive in reading.directives:
            assert bool(directive.holder_words) == (directive.holder != UNASSIGNED) or directive.leaf.startswith("u")


def test_every_key_of_a_record_is_in_the_authority_files(readings: Readings, shipped_authorities: Authorities) -> None:
    known = shipped_authorities
    for reading in readings.values():
        bodies = {*known.bodies, *reading.unrecognized}
        for directive in reading.directives:
            assert directive.holder in bodies | {UNASSIGNED}
            assert {*directive.partners, *directive.onward} <= bodies - {directive.holder}
            assert directive.modality in known.modalities
            assert set(directive.conditions) <= set(known.conditions)
            assert set(directive.actions) <= set(known.actions)
            assert directive.themes and set(directive.themes) <= set(known.themes)


def test_a_chapeau_is_a_provision_above(readings: Readings) -> None:
    for reading in readings.values():
        for directive in reading.directives:
            if directive.chapeau:
                assert directive.quote.eid.startswith(f"{directive.chapeau}__")
                assert directive.rule.startswith("chapeau/")


def test_a_cited_instrument_is_a_citation_of_the_document(readings: Readings) -> None:
    for reading in readings.values():
        cited = {(citation.key, citation.instrument) for citation in reading.citations}
        for directive in reading.directives:
            assert set(directive.cites) <= {key for key, _ in cited}
            assert set(directive.instruments) <= {path for _, path in cited}
            assert reading.document.path not in directive.instruments


def test_reading_again_and_in_another_order_gives_the_same(
    documents: Mapping[str, Document], readings: Readings, shipped_authorities: Authorities
) -> None:
    for symbol in reversed(list(documents)):
        assert read(documents[symbol], shipped_authorities) == readings[symbol]
