"""What the named queries answer on the five instruments that the package ships, checked against their text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from pyoxigraph import Quad

from mandategraph.graph.asking import Graph
from mandategraph.queries.catalogue import NamedQuery, Parameter, Table, catalogue, run, run_text

CICP = "Centre for International Crime Prevention"
CCPCJ = "Commission on Crime Prevention and Criminal Justice"
ODCCP = "Office for Drug Control and Crime Prevention"
UNODC = "United Nations Office on Drugs and Crime"
UNICRI = "United Nations Interregional Crime and Justice Research Institute"

PARIS = "A/RES/46/152, annex"
NAPLES = "A/49/748, annex, sect. I.A"
VIENNA = "A/RES/55/59, annex"
PLANS = "A/RES/56/261, annex"
BANGKOK = "A/RES/60/177, annex"

# Every point below "The Centre for International Crime Prevention will, in cooperation with …:", and paragraph 15.
CENTRE_POINTS = {"4": 8, "9": 8, "12": 3, "18": 2, "24": 5, "27": 8, "30": 6, "33": 3}
CENTRE_POINTS |= {"36": 3, "39": 2, "42": 6, "45": 3, "48": 3}
CENTRE_LEAVES = {
    f"{number}({chr(96 + point)})" for number, last in CENTRE_POINTS.items() for point in range(1, last + 1)
}
CENTRE_LEAVES.add("15")

# "In order to implement and follow up on the commitments undertaken in paragraphs …": section → paragraphs.
SECTIONS = {
    "I.": "5, 6, 7, 10",
    "II.": "16",
    "III.": "14",
    "IV.": "14",
    "V.": "15",
    "VI.": "17",
    "VII.": "19",
    "VIII.": "25",
    "IX.": "27",
    "X.": "26",
    "XI.": "18",
    "XII.": "24",
    "XIII.": "11, 12",
    "XIV.": "22",
    "XV.": "28",
}

# In these instruments only the Centre is to support conventions, and only States have deadlines.
NARROWING_NOTHING = {("conventions-to-support", "body"), ("deadlines", "body")}
OPTIONAL = [
    (query, parameter)
    for query in catalogue()
    for parameter in query.parameters
    if not parameter.required and (query.name, parameter.name) not in NARROWING_NOTHING
]
EXAMPLES = [(query, parameter) for query in catalogue() for parameter in query.parameters]


def pick(table: Table, *columns: str) -> list[tuple[str, ...]]:
    """The rows of a table, cut down to some columns."""
    places = [table.columns.index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in table.rows]


def ask(store: Graph, name: str, *columns: str, **values: str) -> list[tuple[str, ...]]:
    """The answer of a named query, cut down to some columns."""
    return pick(run(store, name, values), *columns)


def lookup(store: Graph, name: str, key: str, value: str, **values: str) -> dict[str, str]:
    """Two columns of a named query's answer, one by the other."""
    return {row[0]: row[1] for row in ask(store, name, key, value, **values)}


@pytest.mark.parametrize("query, parameter", EXAMPLES, ids=lambda value: value.name)
def test_every_example_of_a_header_answers_something(five: Graph, query: NamedQuery, parameter: Parameter) -> None:
    values = {given.name: given.example for given in query.parameters if given.required}
    assert run(five, query, {**values, parameter.name: parameter.example}).rows


@pytest.mark.parametrize("query, parameter", OPTIONAL, ids=lambda value: value.name)
def test_every_optional_parameter_narrows_the_answer(five: Graph, query: NamedQuery, parameter: Parameter) -> None:
    values = {given.name: given.example for given in query.parameters if given.required}
    if query.name == "mandates-of-body":
        values["body"] = "CCPCJ"  # The Centre has mandates in one of the five only.
    narrowed = run(five, query, {**values, parameter.name: parameter.example}).rows
    assert narrowed != run(five, query, values).rows


def test_the_centre_holds_every_point_of_the_international_actions(five: Graph) -> None:
    assert {leaf for (leaf,) in ask(five, "mandates", "leaf", body="CICP", instrument="56/261")} == CENTRE_LEAVES
    assert ask(five, "modalities", "modality", "directives", body="CICP") == [("Undertaking", str(len(CENTRE_LEAVES)))]


def test_the_commission_has_its_five_functions_as_obligations(five: Graph) -> None:
    table = ask(five, "mandates-of-body", "leaf", "modality", "words", body="CCPCJ", instrument="46/152")
    functions = {leaf: (modality, words) for leaf, modality, words in table if leaf.startswith("26")}
    assert sorted(functions) == ["26(a)", "26(b)", "26(c)", "26(d)", "26(e)"]
    assert {modality for modality, _ in functions.values()} == {"Obligation"}
    assert functions["26(d)"][1] == "To mobilize the support of Member States for the programme"


def test_the_commission_may_but_must_not_use_the_institutes(five: Graph) -> None:
    permitted = ask(five, "mandates-by-modality", "instrument", "leaf", modality="permission", body="CCPCJ")
    assert permitted == [(PARIS, "23"), (PARIS, "37")]


def test_the_office_holds_the_mandate_against_money_laundering(five: Graph) -> None:
    on_theme = ask(five, "mandates-on-theme", "body", "instrument", "leaf", theme="money-laundering")
    assert (ODCCP, PLANS, "21") in on_theme
    assert not {row for row in on_theme if row[0] == CICP}


def test_what_is_said_of_trafficking_in_persons(five: Graph) -> None:
    on_theme = ask(five, "mandates-on-theme", "body", "instrument", "leaf", theme="Human trafficking")
    assert {(CICP, PLANS, f"12({point})") for point in "abc"} <= set(on_theme)
    assert {("States", PLANS, f"11({point})") for point in "abcdefghi"} <= set(on_theme)
    assert ("States", VIENNA, "14") in on_theme


def test_directives_that_nobody_holds(five: Graph) -> None:
    unassigned = set(ask(five, "unassigned", "instrument", "leaf"))
    assert {
        (PARIS, "30(a)"),
        (PARIS, "30(d)"),
        (PARIS, "43"),
        (NAPLES, "7"),
        (BANGKOK, "13"),
        (BANGKOK, "28"),
    } <= unassigned
    assert not {(PARIS, "26(a)"), (PLANS, "4(e)"), (BANGKOK, "18")} & unassigned
    assert set(ask(five, "unassigned", "leaf", instrument="60/177")) == {
        (leaf,) for instrument, leaf in unassigned if instrument == BANGKOK
    }


def test_each_section_of_the_plans_implements_what_its_introduction_says(five: Graph) -> None:
    sections = ask(five, "plan-sections", "section", "implements", "paragraphs", instrument="A/RES/56/261")
    assert sections == [(section, VIENNA, paragraphs) for section, paragraphs in SECTIONS.items()]


def test_the_sections_of_the_plans_give_mandates_to_the_centre_or_the_office(five: Graph) -> None:
    mandates = lookup(five, "plan-sections", "section", "mandates", instrument="A/RES/56/261")
    assert mandates["I."] == "8"
    assert mandates["II."] == "8"
    assert mandates["VI."] == "1"
    assert all(int(number) > 0 for number in mandates.values())


def test_commitments_with_and_without_a_plan(five: Graph) -> None:
    rows = ask(five, "commitments-and-plans", "leaf", "section", instrument="Vienna Declaration")
    for leaf, section in rows:
        number = leaf.partition("(")[0]
        assert section == "" or number in SECTIONS[section].split(", ")
    assert {("14", "III."), ("14", "IV."), ("16", "II."), ("7(d)", "I."), ("27", "IX.")} <= set(rows)
    without = ask(five, "commitments-without-plan", "leaf", instrument="Vienna Declaration")
    assert without == [("9",), ("21",)]
    assert [leaf for leaf, section in rows if not section] == ["9", "21"]


def test_databases_that_the_centre_is_to_keep(five: Graph) -> None:
    leaves = [leaf for (leaf,) in ask(five, "databases", "leaf", body="CICP")]
    assert leaves == ["4(e)", "4(f)", "9(e)", "12(b)", "18(b)", "24(c)"]


def test_deadlines_of_the_five_instruments(five: Graph) -> None:
    assert ask(five, "deadlines", "deadline", "body", "instrument", "leaf") == [
        ("2002", "States", VIENNA, "27"),
        ("2003", "States", PLANS, "6(c)"),
        ("2005", "States", VIENNA, "14"),
        ("2005", "States", VIENNA, "15"),
    ]


def test_who_cites_the_declaration_on_victims(five: Graph) -> None:
    cited = "A/RES/40/34, annex"
    rows = ask(five, "citations-in", "citing", "place", "cited", instrument="A/RES/40/34")
    assert {(citing, place) for citing, place, what in rows if what == cited} == {
        (NAPLES, "21"),
        (PLANS, "29(b)"),
        (PLANS, "47(g)"),
        (PLANS, "fn6"),
        (BANGKOK, "17"),
        (BANGKOK, "fn8"),
    }
    assert set(ask(five, "citations-in", "citing", "place", instrument=cited)) == {
        row[:2] for row in rows if row[2] == cited
    }


def test_what_the_bangkok_declaration_cites(five: Graph) -> None:
    places = lookup(five, "citations-out", "cited", "places", instrument="Bangkok Declaration")
    assert places["A/RES/58/4, annex"] == "4 · 5 · 23 · 25 · fn3"
    assert places["A/RES/59/156"] == "14"
    assert places["un-charter"] == "preamble recital 7"


def test_conventions_that_the_centre_is_to_support(five: Graph) -> None:
    rows = set(ask(five, "conventions-to-support", "convention", "leaf", body="CICP"))
    assert {("A/RES/55/25, annex I", leaf) for leaf in ("4(a)", "4(c)", "4(g)", "4(h)")} <= rows
    assert {("A/RES/58/4, annex", leaf) for leaf in ("9(c)", "9(d)")} <= rows
    # 46/152 names no convention, and the Commission of the Vienna Declaration is to review, not to support one.
    assert not ask(five, "conventions-to-support", "leaf", body="CCPCJ")


def test_partners_of_the_centre(five: Graph) -> None:
    assert ask(five, "partners", "holder", "instrument", "leaf", body="UNICRI") == [(CICP, PLANS, "12(b)")]
    with_lawyers = ask(five, "partners", "holder", "leaf", body="OLA")
    assert with_lawyers == [(CICP, f"24({point})") for point in "abcde"]
    weights = ask(five, "partnerships", "holder", "partner", "directives")
    assert (CICP, "Office of Legal Affairs", "5") in weights
    assert (CICP, UNICRI, "1") in weights


def test_onward_addressees(five: Graph) -> None:
    rows = set(ask(five, "onward", "holder", "addressee", "instrument", "leaf"))
    assert (CCPCJ, "Secretary-General", VIENNA, "16") in rows
    assert (CCPCJ, CICP, VIENNA, "23") in rows
    assert [leaf for (leaf,) in ask(five, "onward", "leaf", body="INSTITUTES")] == ["37"]


def test_the_mandates_of_the_centre_are_held_by_the_office_on_drugs_and_crime_today(five: Graph) -> None:
    rows = ask(five, "mandates-today", "today", "chain", "leaf", body="CICP")
    assert {today for today, _, _ in rows} == {UNODC}
    assert {chain for _, chain, _ in rows} == {f"{ODCCP} (made part of, 1998) → {UNODC} (renamed, 2002)"}
    assert {leaf for _, _, leaf in rows} == CENTRE_LEAVES
    assert ask(five, "mandates-today", "today", "chain", body="ODCCP") == [(UNODC, f"{UNODC} (renamed, 2002)")]


def test_the_secretariat_of_the_programme_has_become_the_office_on_drugs_and_crime(five: Graph) -> None:
    rows = ask(five, "mandates-today", "today", "chain", "leaf", body="PROGSEC")
    assert {f"31({point})" for point in "abcde"} <= {leaf for _, _, leaf in rows}
    assert {today for today, _, _ in rows} == {UNODC}
    (chain,) = {chain for _, chain, _ in rows}
    assert [step.partition(" (")[0] for step in chain.split(" → ")] == [CICP, ODCCP, UNODC]


def test_the_commission_is_what_it_was_and_has_no_heir(five: Graph) -> None:
    assert ask(five, "mandates-today", "leaf", body="CCPCJ") == []


def test_changes_of_bodies_that_the_text_calls_for(five: Graph) -> None:
    rows = ask(five, "body-changes", "before", "change", "after", "state", "sources")
    committee = "Committee on Crime Prevention and Control"
    assert (committee, "Dissolved", CCPCJ, "called for", f"{PARIS} 27") in rows
    assert ("", "Established", CCPCJ, "called for", f"{PARIS} 23") in rows
    assert (committee, "Dissolved", CCPCJ, "happened", "E/RES/1992/1") in rows
    upgraded = [row for row in rows if row[4] == f"{PARIS} 32"]
    assert [(before, change) for before, change, *_ in upgraded] == [
        ("Crime Prevention and Criminal Justice Branch", "Upgraded")
    ]


def test_the_history_of_the_office_on_drugs_and_crime(five: Graph) -> None:
    rows = ask(five, "body-history", "before", "change", "after", body="UNODC")
    assert ("Crime Prevention and Criminal Justice Division", "Renamed", CICP) in rows
    assert rows[-1] == (ODCCP, "Renamed", UNODC)
    assert not {row for row in rows if CCPCJ in row}


def test_all_who_are_to_join_their_efforts_against_money_laundering(five: Graph) -> None:
    holders = lookup(five, "joint-holders", "leaf", "holders", instrument="A/49/748")
    assert set(holders["40"].split(" · ")) >= {
        "United Nations",
        "Financial Action Task Force",
        "International Criminal Police Organization",
        "Council of Europe",
        "European Union",
        "Commonwealth Secretariat",
    }
    assert ask(five, "others", "instrument", "leaf", body="INTERPOL") == [(NAPLES, "40")]
    assert ask(five, "others", "instrument", "leaf", body="FINANCE") == [(BANGKOK, "5")]


def test_a_commitment_and_all_that_follows_from_it(five: Graph) -> None:
    rows = ask(five, "paragraph", "what", "where", "who", instrument="Vienna Declaration", leaf="para. 16")
    assert rows[0] == ("text", "16", "")
    assert [who for what, _, who in rows if what == "footnote"] == ["2", "3"]
    assert {("Commitment", "16", "States"), ("Invitation", "16", CCPCJ)} <= set(rows)
    assert ("cites", "16", "A/RES/51/191, annex") in rows
    assert ("implemented by", "II.", PLANS) in rows
    followed = {(where.removeprefix(f"{PLANS} "), who) for what, where, who in rows if what == "carried out by"}
    assert {(f"6({point})", "States") for point in "abcd"} <= followed
    assert {(f"9({point})", CICP) for point in "abcdefgh"} <= followed


def test_a_point_is_carried_out_where_its_paragraph_is(five: Graph) -> None:
    rows = ask(five, "paragraph", "what", "where", instrument="55/59", leaf="7(d)")
    assert ("implemented by", "I.") in rows


def test_the_evidence_of_a_mandate(five: Graph) -> None:
    (row,) = ask(
        five,
        "evidence",
        "body",
        "holder_words",
        "modality",
        "cue_words",
        "chapeau",
        instrument="56/261",
        leaf="4(e)",
    )
    assert row == (CICP, "The Centre for International Crime Prevention", "Undertaking", "will", "4")


def test_footnotes_and_the_places_of_their_marks(five: Graph) -> None:
    rows = ask(five, "footnotes", "number", "mark", "cites", instrument="56/261")
    assert [(number, mark) for number, mark, _ in rows] == [
        ("1", "1"),
        ("2", "1"),
        ("3", "9(g)"),
        ("4", "14(b)"),
        ("5", "16"),
        ("6", "29(b)"),
        ("7", "29(b)"),
        ("8", "29(b)"),
        ("9", "30(c)"),
        ("10", "39(b)"),
        ("11", "42(a)"),
        ("12", "42(f)"),
        ("13", "44"),
    ]
    assert rows[1][2] == "A/RES/55/25, annex I · A/RES/55/25, annex II · A/RES/55/25, annex III"
    assert rows[5][2] == "A/RES/40/34, annex"


def test_the_contents_of_the_plans(five: Graph) -> None:
    rows = ask(five, "contents", "section", "heading", "paragraphs", instrument="56/261")
    assert [section for section, _, _ in rows if "." not in section] == [section.rstrip(".") for section in SECTIONS]
    assert ("VII", "ACTION AGAINST TERRORISM", "3") in rows
    assert ("XV.B", "International actions", "1") in rows
    assert sum(int(paragraphs) for section, _, paragraphs in rows if "." not in section) == 48


def test_the_contents_of_the_programme_of_action(five: Graph) -> None:
    rows = ask(five, "contents", "section", "heading", instrument="46/152")
    assert ("II.E", "Structure and management") in rows
    assert ("II.E.1", "Membership") in rows
    assert ("II.G", "Funding of the programme") in rows


def test_where_voluntary_contributions_are_spoken_of(five: Graph) -> None:
    assert ask(five, "words", "instrument", "place", words="Voluntary Contributions") == [
        (PARIS, "44"),
        (NAPLES, "45"),
        (PLANS, "11(h)"),
        (PLANS, "23(e)"),
        (PLANS, "35(e)"),
        (BANGKOK, "5"),
        (BANGKOK, "28"),
    ]


def test_what_a_state_may_ask_for_in_its_prisons(five: Graph) -> None:
    assert (CICP, PLANS, "33(c)") in ask(five, "assistance-on-request", "body", "instrument", "leaf", theme="prisons")


def test_conditions_and_their_words(five: Graph) -> None:
    rows = ask(five, "conditions", "body", "instrument", "leaf", condition="within-resources")
    assert (CCPCJ, PARIS, "37") in rows
    requested = ask(five, "conditions", "leaf", "condition_words", condition="on-request", body="CICP")
    assert ("33(c)", "Upon request") in [(leaf, said.split(" · ")[0]) for leaf, said in requested]


def test_what_states_are_to_do_about_firearms(five: Graph) -> None:
    rows = ask(five, "states", "instrument", "leaf", theme="firearms")
    assert {(VIENNA, "15"), *((PLANS, f"17({point})") for point in "abcde")} <= set(rows)


def test_how_the_declarations_were_received(five: Graph) -> None:
    rows = set(ask(five, "receptions", "instrument", "body", "how", "resolution"))
    assert (PLANS, "General Assembly", "Takes note", "A/RES/56/261") in rows
    assert (VIENNA, "General Assembly", "Endorses", "A/RES/55/59") in rows
    assert {instrument for instrument, *_ in rows} == {PARIS, NAPLES, VIENNA, PLANS, BANGKOK}


def test_the_five_instruments_come_first_and_in_their_order(five: Graph) -> None:
    rows = ask(five, "instruments", "symbol", "provisions")
    assert [symbol for symbol, _ in rows[:5]] == [PARIS, NAPLES, VIENNA, PLANS, BANGKOK]
    assert all(int(provisions) > 0 for _, provisions in rows[:5])
    assert {provisions for _, provisions in rows[5:]} == {"0"}


def test_themes_on_which_only_states_are_charged(five: Graph) -> None:
    gaps = {theme: int(states) for theme, states in ask(five, "theme-gaps", "theme", "states")}
    assert gaps["Trafficking in human organs"] > 0
    covered = {theme for (theme,) in ask(five, "theme-coverage", "theme")}
    assert not covered & set(gaps)
    assert covered | set(gaps) == {
        name for scheme, name in ask(five, "concepts", "scheme", "name") if scheme == "themes"
    }


def test_an_overlap_counts_the_mandates_that_the_other_queries_list(five: Graph) -> None:
    rows = ask(five, "overlaps", "theme", "action", "holder", "mandates", body="CICP")
    assert rows
    for theme, action, body, number in rows[:8]:
        assert len(ask(five, "mandates", "leaf", body=body, theme=theme, action=action)) == int(number)


def test_bodies_that_overlap_stand_together_with_their_number(five: Graph) -> None:
    rows = ask(five, "overlaps", "theme", "action", "holder", "others")
    together = Counter((theme, action) for theme, action, _, _ in rows)
    assert len(set(rows)) == len(rows)
    assert all(together[theme, action] == int(others) + 1 > 1 for theme, action, _, others in rows)
    of_centre = {row[:2] for row in rows if row[2] == CICP}
    assert set(ask(five, "overlaps", "theme", "action", body="CICP")) == of_centre != set(together)


def test_the_numbers_of_bodies_add_up_to_all_held_directives(five: Graph) -> None:
    held = run_text(five, "SELECT (COUNT(DISTINCT ?d) AS ?n) { ?d a mg:Directive ; mg:holder ?b }").rows[0][0]
    assert sum(int(number) for (number,) in ask(five, "bodies", "directives")) == int(held)
    by_modality = ask(five, "modalities", "directives")
    assert sum(int(number) for (number,) in by_modality) == int(held)


def test_a_body_without_mandates_is_in_no_list_of_mandates(five: Graph) -> None:
    without = {name for (name,) in ask(five, "bodies-without-mandates", "name")}
    assert UNICRI in without
    assert not without & {body for (body,) in ask(five, "mandates", "body")}


def test_the_mandates_of_an_instrument_follow_its_text(five: Graph) -> None:
    leaves = [leaf for (leaf,) in ask(five, "mandates-of-instrument", "leaf", instrument="56/261")]
    numbers = [int(leaf.partition("(")[0]) for leaf in leaves if leaf[0].isdigit()]
    assert numbers == sorted(numbers)
    assert {"2(a)", "4(a)", "21", "48(c)"} <= set(leaves)


def test_action_types_of_the_centre_on_corruption(five: Graph) -> None:
    actions = lookup(five, "actions-of-body", "action", "places", body="CICP", theme="corruption")
    places = {place.removeprefix(f"{PLANS} ") for joined in actions.values() for place in joined.split(" · ")}
    assert places == {f"9({point})" for point in "abcdefgh"}
    assert f"{PLANS} 9(e)" in actions["Collect data"].split(" · ")


def test_data_that_states_owe_on_request_is_no_assistance(five: Graph) -> None:
    owed = ask(five, "conditions", "instrument", "leaf", condition="on-request", body="STATES")
    assert (PARIS, "42") in owed
    promised = ask(five, "assistance-on-request", "instrument", "leaf")
    assert (PARIS, "42") not in promised
    assert (PLANS, "9(c)") in promised


def test_lists_inside_a_column_are_in_order(five: Graph) -> None:
    for name, column, separator, values in [
        ("bodies", "also", " · ", {}),
        ("body-changes", "sources", " · ", {}),
        ("body-history", "sources", " · ", {"body": "UNODC"}),
        ("mandates-of-body", "actions", ", ", {"body": "CICP"}),
        ("footnotes", "cites", " · ", {"instrument": "56/261"}),
    ]:
        lists = [joined.split(separator) for (joined,) in ask(five, name, column, **values)]
        assert any(len(parts) > 1 for parts in lists), name
        assert all(parts == sorted(parts) for parts in lists), name


def test_rows_are_in_a_sensible_order(
    keep_embedded: Callable[[Sequence[Quad]], Graph], five_quads: tuple[Quad, ...]
) -> None:
    # Only here: Virtuoso 7 has an order of its own for texts with a language.
    five = keep_embedded(five_quads)
    for name, columns in [
        ("bodies", ["name"]),
        ("bodies-without-mandates", ["name"]),
        ("body-changes", ["date"]),
        ("concepts", ["scheme", "key"]),
        ("mandates", ["body"]),
        ("modalities", ["body"]),
        ("others", ["body"]),
        ("overlaps", ["theme", "action"]),
        ("receptions", ["date"]),
        ("theme-coverage", ["theme"]),
        ("theme-gaps", ["theme"]),
    ]:
        rows = [tuple(value.casefold() for value in row) for row in ask(five, name, *columns)]
        assert rows == sorted(rows), name
    for name, column, values in [
        ("actions-of-body", "directives", {"body": "CICP"}),
        ("citations-out", "times", {"instrument": "60/177"}),
        ("partnerships", "directives", {}),
    ]:
        numbers = [int(number) for (number,) in ask(five, name, column, **values)]
        assert numbers == sorted(numbers, reverse=True), name


def test_others_and_nobody_are_counted_on_themes_without_a_mandate(five: Graph) -> None:
    rows = {row[0]: row[1:] for row in ask(five, "theme-gaps", "theme", "others", "nobody")}
    drugs = next(counts for theme, counts in rows.items() if "drug" in theme.casefold())
    # Banks are asked to contribute (60/177, 5), and nobody to strengthen cooperation (60/177, 19).
    assert drugs == ("1", "1")
