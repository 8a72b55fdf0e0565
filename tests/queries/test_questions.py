"""What each named query answers, on the excerpts. One test a query, named after it."""

from __future__ import annotations

from collections.abc import Callable

from mandategraph.graph.asking import Graph
from mandategraph.queries.catalogue import Table, catalogue, run

CICP = "Centre for International Crime Prevention"
CCPC = "Committee on Crime Prevention and Control"
CCPCJ = "Commission on Crime Prevention and Criminal Justice"
ODCCP = "Office for Drug Control and Crime Prevention"
UNODC = "United Nations Office on Drugs and Crime"
UNICRI = "United Nations Interregional Crime and Justice Research Institute"
BRANCH = "Crime Prevention and Criminal Justice Branch"
DIVISION = "Crime Prevention and Criminal Justice Division"

PARIS = "A/RES/46/152, annex"
NAPLES = "A/49/748, annex, sect. I.A"
VIENNA = "A/RES/55/59, annex"
PLANS = "A/RES/56/261, annex"
BANGKOK = "A/RES/60/177, annex"
DRAFT = "draft comprehensive convention on international terrorism"


def pick(table: Table, *columns: str) -> list[tuple[str, ...]]:
    """The rows of a table, cut down to some columns."""
    places = [table.columns.index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in table.rows]


def test_every_named_query_has_a_test_of_its_answer() -> None:
    tested = {name.removeprefix("test_").replace("_", "-") for name in globals() if name.startswith("test_")}
    assert {query.name for query in catalogue()} <= tested


def test_mandates(excerpts: Graph) -> None:
    table = run(excerpts, "mandates", {"theme": "Corruption"})
    assert pick(table, "body", "instrument", "leaf", "modality") == [
        (CICP, PLANS, "9(e)", "Undertaking"),
        (CCPCJ, VIENNA, "16", "Invitation"),
        (UNODC, BANGKOK, "11", "Recommendation"),
    ]
    assert table.rows[0][-1].startswith("Maintain a database of existing national assessments of corruption")


def test_mandates_of_body(excerpts: Graph) -> None:
    table = run(excerpts, "mandates-of-body", {"body": "Commission on Crime Prevention and Criminal Justice"})
    assert table.rows == (
        (
            PARIS,
            "26(a)",
            "Obligation",
            "Guide policy",
            "To provide policy guidance to the United Nations in the field of crime prevention and criminal justice",
        ),
        (
            PARIS,
            "37",
            "Permission",
            "Guide policy",
            "may request the institutes, subject to the availability of resources, "
            "to implement select elements of the programme",
        ),
        (
            VIENNA,
            "16",
            "Invitation",
            "Review",
            "to request the Secretary-General to submit to it at its tenth session, in consultation with States, a "
            "thorough review and analysis of all relevant international instruments and recommendations",
        ),
    )
    actions = pick(run(excerpts, "mandates-of-body", {"body": "CICP"}), "leaf", "actions")
    assert actions[0] == ("4(a)", "Convene, Share information")
    states = run(excerpts, "mandates-of-body", {"body": "Member States", "instrument": "A/49/748"})
    assert pick(states, "leaf") == [("21",)]


def test_mandates_on_theme(excerpts: Graph) -> None:
    table = run(excerpts, "mandates-on-theme", {"theme": "money-laundering"})
    assert pick(table, "body", "leaf") == [
        (ODCCP, "21"),
        ("United Nations", "40"),
        ("Commonwealth Secretariat", "40"),
        ("International Criminal Police Organization", "40"),
    ]
    assert pick(run(excerpts, "mandates-on-theme", {"theme": "restorative-justice"}), "body", "instrument") == [
        ("nobody", VIENNA)
    ]


def test_mandates_of_instrument(excerpts: Graph) -> None:
    table = run(excerpts, "mandates-of-instrument", {"instrument": "46/152"})
    assert pick(table, "leaf", "body", "modality") == [
        ("26(a)", CCPCJ, "Obligation"),
        ("27", "Economic and Social Council", "Recommendation"),
        ("30(a)", "nobody", "Recommendation"),
        ("32", "Secretary-General", "Recommendation"),
        ("37", CCPCJ, "Permission"),
        ("44", "States", "Invitation"),
        ("44", "United Nations Trust Fund for Social Defence", "Obligation"),
    ]


def test_mandates_by_modality(excerpts: Graph) -> None:
    table = run(excerpts, "mandates-by-modality", {"modality": "permission"})
    assert pick(table, "body", "instrument", "leaf", "cue") == [(CCPCJ, PARIS, "37", "may")]


def test_modalities(excerpts: Graph) -> None:
    assert run(excerpts, "modalities", {"body": "CCPCJ"}).rows == (
        (CCPCJ, "Obligation", "1", "1"),
        (CCPCJ, "Invitation", "1", "1"),
        (CCPCJ, "Permission", "1", "1"),
    )
    assert (CICP, "Undertaking", "6", "1") in run(excerpts, "modalities").rows


def test_actions_of_body(excerpts: Graph) -> None:
    table = run(excerpts, "actions-of-body", {"body": "CICP"})
    assert table.rows[0] == ("Collect data", "4", f"{PLANS} 4(e) · {PLANS} 4(f) · {PLANS} 9(e) · {PLANS} 12(b)")
    assert pick(table, "action", "directives")[1:] == [
        ("Assist", "1"),
        ("Convene", "1"),
        ("Legislate", "1"),
        ("Share information", "1"),
    ]
    narrowed = run(excerpts, "actions-of-body", {"body": "CICP", "theme": "corruption"})
    assert narrowed.rows == (("Collect data", "1", f"{PLANS} 9(e)"),)


def test_partners(excerpts: Graph) -> None:
    assert pick(run(excerpts, "partners", {"body": "UNICRI"}), "holder", "partner", "leaf") == [(CICP, UNICRI, "12(b)")]
    of_odccp = run(excerpts, "partners", {"body": "ODCCP"})
    assert pick(of_odccp, "holder", "partner", "leaf") == [(ODCCP, "Intergovernmental organizations", "21")]
    assert len(run(excerpts, "partners").rows) == 10


def test_partnerships(excerpts: Graph) -> None:
    assert run(excerpts, "partnerships").rows == (
        (CICP, "Intergovernmental organizations", "6", "1"),
        (CICP, "States", "1", "1"),
        (CICP, UNICRI, "1", "1"),
        (CCPCJ, "States", "1", "1"),
        (ODCCP, "Intergovernmental organizations", "1", "1"),
    )


def test_unassigned(excerpts: Graph) -> None:
    table = run(excerpts, "unassigned")
    assert pick(table, "instrument", "leaf", "modality") == [
        (PARIS, "30(a)", "Recommendation"),
        (VIENNA, "28", "Invitation"),
    ]
    assert table.rows[0][-1].startswith("The congresses should be held every five years")
    assert pick(run(excerpts, "unassigned", {"theme": "restorative-justice"}), "leaf") == [("28",)]


def test_states(excerpts: Graph) -> None:
    assert pick(run(excerpts, "states"), "instrument", "leaf") == [
        (PARIS, "44"),
        (NAPLES, "21"),
        (VIENNA, "9"),
        (VIENNA, "14"),
        (VIENNA, "16"),
        (PLANS, "6(c)"),
        (BANGKOK, "11"),
        (BANGKOK, "14"),
    ]
    table = run(excerpts, "states", {"instrument": "Vienna Declaration", "action": "fund"})
    assert pick(table, "leaf", "modality") == [("9", "Commitment")]


def test_others(excerpts: Graph) -> None:
    assert pick(run(excerpts, "others"), "body", "leaf") == [
        ("Commonwealth Secretariat", "40"),
        ("Intergovernmental organizations", "11"),
        ("International Criminal Police Organization", "40"),
    ]


def test_joint_holders(excerpts: Graph) -> None:
    assert pick(run(excerpts, "joint-holders"), "instrument", "leaf", "holders") == [
        (PARIS, "44", "States · United Nations Trust Fund for Social Defence"),
        (NAPLES, "40", "Commonwealth Secretariat · International Criminal Police Organization · United Nations"),
        (VIENNA, "16", f"{CCPCJ} · States"),
        (BANGKOK, "11", f"Intergovernmental organizations · States · {UNODC}"),
    ]


def test_overlaps(excerpts: Graph) -> None:
    beside_the_united_nations = (
        ("Money-laundering", "Cooperate", ODCCP, "1", "1"),
        ("Money-laundering", "Cooperate", "United Nations", "1", "1"),
        ("Organized crime", "Assist", "United Nations", "1", "1"),
        ("Organized crime", "Assist", UNODC, "1", "1"),
    )
    assert run(excerpts, "overlaps", {"body": "UN"}).rows == beside_the_united_nations
    rows = run(excerpts, "overlaps").rows
    assert rows[:4] == beside_the_united_nations
    assert {row[4] for row in rows[4:]} == {"2"}, "three bodies that are asked for the same"


def test_theme_coverage(excerpts: Graph) -> None:
    assert run(excerpts, "theme-coverage", {"theme": "organized-crime"}).rows == (
        ("Organized crime", CICP, "3", "1"),
        ("Organized crime", "United Nations", "1", "1"),
        ("Organized crime", UNODC, "1", "1"),
    )


def test_theme_gaps(excerpts: Graph) -> None:
    assert run(excerpts, "theme-gaps").rows == (
        ("Firearms", "0", "0", "0"),
        ("Restorative justice", "0", "0", "1"),
        ("Terrorism", "0", "0", "0"),
        ("Trafficking in human organs", "1", "0", "0"),
    )


def test_conditions(excerpts: Graph) -> None:
    table = run(excerpts, "conditions", {"condition": "on-request"})
    assert pick(table, "body", "instrument", "leaf", "condition_words") == [
        (CICP, PLANS, "30(e)", "Upon request · as appropriate"),
        (ODCCP, PLANS, "21", "as appropriate · requesting States"),
        ("United Nations", NAPLES, "31", "upon request"),
    ]
    assert pick(run(excerpts, "conditions", {"body": "CCPCJ"}), "condition", "leaf") == [("Within resources", "37")]


def test_assistance_on_request(excerpts: Graph, with_more: Callable[[str], Graph]) -> None:
    assert pick(run(excerpts, "assistance-on-request"), "theme", "body", "leaf") == [
        ("Money-laundering", ODCCP, "21"),
        ("Organized crime", "United Nations", "31"),
        ("Victims and witnesses", CICP, "30(e)"),
    ]
    plans = "https://w3id.org/mandategraph/id/A-RES-56-261/annex#"
    on_request = "<https://w3id.org/mandategraph/id/condition/on-request>"
    store = with_more(f"<{plans}para_9__point_e__cicp> mg:condition {on_request} .")
    assert ("9(e)",) in pick(run(store, "conditions", {"condition": "on-request"}), "leaf")
    assert ("9(e)",) not in pick(run(store, "assistance-on-request"), "leaf"), "keeping a database assists nobody"


def test_deadlines(excerpts: Graph) -> None:
    assert pick(run(excerpts, "deadlines"), "deadline", "body", "instrument", "leaf") == [
        ("2003", "States", PLANS, "6(c)"),
        ("2005", "States", VIENNA, "14"),
    ]
    assert pick(run(excerpts, "deadlines", {"year": "2004"}), "leaf") == [("6(c)",)]
    assert run(excerpts, "deadlines", {"body": "CICP"}).rows == ()


def test_databases(excerpts: Graph) -> None:
    table = run(excerpts, "databases")
    assert pick(table, "body", "leaf") == [(CICP, "4(e)"), (CICP, "4(f)"), (CICP, "9(e)"), (CICP, "12(b)")]
    assert "30(e)" not in {leaf for (leaf,) in pick(table, "leaf")}, "the Netherlands keep that one"


def test_conventions_to_support(excerpts: Graph) -> None:
    table = run(excerpts, "conventions-to-support", {"body": "CICP"})
    assert pick(table, "convention", "instrument", "leaf") == [
        ("A/RES/55/25, annex I", PLANS, "4(a)"),
        ("A/RES/55/25, annex II", PLANS, "4(a)"),
        ("A/RES/55/25, annex III", PLANS, "4(a)"),
    ]
    assert table.rows[0][2] == "United Nations Convention against Transnational Organized Crime"
    assert run(excerpts, "conventions-to-support", {"body": "UNODC"}).rows == ()


def test_a_convention_may_stand_in_the_chapeau_but_not_elsewhere_in_the_paragraph(
    excerpts: Graph, with_more: Callable[[str], Graph]
) -> None:
    plans = "https://w3id.org/mandategraph/id/A-RES-56-261/annex#"
    untoc = "<https://w3id.org/mandategraph/id/A-RES-55-25/annex-I>"
    cites = f"<{plans}para_4__point_f__cicp> eli:cites {untoc} ."
    leaves = pick(run(with_more(cites), "conventions-to-support"), "leaf")
    assert ("4(f)",) not in leaves
    above = f"<{plans}para_4__point_f__cicp> mg:chapeau <{plans}para_6__point_c> ."
    leaves = pick(run(with_more(cites + above), "conventions-to-support"), "leaf")
    assert ("4(f)",) in leaves


def test_onward(excerpts: Graph) -> None:
    assert pick(run(excerpts, "onward"), "holder", "addressee", "leaf") == [
        (CCPCJ, "Institutes of the programme network", "37"),
        (CCPCJ, "Secretary-General", "16"),
    ]
    assert pick(run(excerpts, "onward", {"body": "SG"}), "leaf") == [("16",)]


def test_mandates_today(excerpts: Graph) -> None:
    table = run(excerpts, "mandates-today")
    chain = f"{ODCCP} (made part of, 1997) → {UNODC} (renamed, 2002)"
    assert pick(table, "body", "today", "chain", "leaf") == [
        *[(CICP, UNODC, chain, leaf) for leaf in ("4(a)", "4(e)", "4(f)", "9(e)", "12(b)", "30(e)")],
        (ODCCP, UNODC, f"{UNODC} (renamed, 2002)", "21"),
    ]
    assert run(excerpts, "mandates-today", {"body": "TFSD"}).rows == (), "that change was only called for"
    assert pick(table, "instrument") == [(PLANS,)] * 7
    assert run(excerpts, "mandates-today", {"body": "UNODC"}).rows == (), "nothing has become of it since"


def test_changes_that_are_only_called_for_neither_make_nor_break_a_chain(
    excerpts: Graph, with_more: Callable[[str], Graph]
) -> None:
    wish = "a mg:BodyChange ; mg:changeKind happening:made-part-of ; mg:effected false ; org:originalOrganization"
    before = run(excerpts, "mandates-today").rows
    store = with_more(
        # Called for and done; called for from elsewhere to the chain; called for from the chain to elsewhere.
        f"""id:w1 {wish} body:cicp ; org:resultingOrganization body:odccp .
            id:w2 {wish} body:unicri ; org:resultingOrganization body:odccp .
            id:w3 {wish} body:cicp ; org:resultingOrganization body:ola .""",
    )
    assert run(store, "mandates-today").rows == before


def test_mandates_of_a_body_that_was_dissolved_without_an_heir_are_held_by_nobody(
    excerpts: Graph, with_more: Callable[[str], Graph]
) -> None:
    end = "a mg:BodyChange ; mg:changeKind happening:dissolved ; mg:effected true ; dcterms:date '2030'^^xsd:gYear"
    store = with_more(f"id:end1 {end} ; org:originalOrganization body:unodc .")
    chain = f"{UNODC} (renamed, 2002) → dissolved, 2030"
    table = run(store, "mandates-today", {"body": "ODCCP"})
    assert pick(table, "today", "chain", "leaf") == [("nobody", chain, "21")]
    assert pick(run(store, "mandates-today", {"body": "UNODC"}), "today", "chain") == [("nobody", "dissolved, 2030")]


def test_body_history(excerpts: Graph) -> None:
    history = [
        ("1993", BRANCH, "Upgraded", DIVISION, "ST/SGB/249"),
        ("1997", CICP, "Made part of", ODCCP, "ST/SGB/1998/17"),
        ("1997", DIVISION, "Renamed", CICP, "A/51/950"),
        ("2002-10-01", ODCCP, "Renamed", UNODC, "ST/SGB/2004/6"),
    ]
    for body in ("UNODC", "CICP", "CPCJB"):
        assert list(run(excerpts, "body-history", {"body": body}).rows) == history
    assert run(excerpts, "body-history", {"body": "CCPC"}).rows == (
        ("1992-02-06", CCPC, "Dissolved", CCPCJ, "E/RES/1992/1"),
    )
    assert pick(run(excerpts, "body-history", {"body": "CCPCJ"}), "before", "change") == [
        ("", "Established"),
        (CCPC, "Dissolved"),
    ]


def test_body_changes(excerpts: Graph) -> None:
    table = run(excerpts, "body-changes", {"body": "CCPC"})
    assert pick(table, "date", "before", "change", "after", "state", "sources") == [
        ("1991-12-18", CCPC, "Dissolved", CCPCJ, "called for", f"{PARIS} 27"),
        ("1992-02-06", CCPC, "Dissolved", CCPCJ, "happened", "E/RES/1992/1"),
    ]
    assert table.rows[0][-1].startswith("The Committee on Crime Prevention and Control should be dissolved by")
    assert len(run(excerpts, "body-changes").rows) == 9


def test_bodies(excerpts: Graph) -> None:
    table = run(excerpts, "bodies")
    assert len(table.rows) == 20
    assert table.rows[0] == (
        "CICP",
        CICP,
        "United Nations Centre for International Crime Prevention",
        "Secretariat unit",
        ODCCP,
        "6",
    )
    assert ("COMMONWEALTH-SECRETARIAT", "1") in pick(table, "key", "directives")


def test_bodies_without_mandates(excerpts: Graph) -> None:
    table = run(excerpts, "bodies-without-mandates")
    assert ("UNICRI", UNICRI, "1", "0") in table.rows
    assert ("INSTITUTES", "Institutes of the programme network", "0", "1") in table.rows
    keys = {key for (key,) in pick(table, "key")}
    assert "CCPC" in keys
    assert not {"CICP", "STATES", "INTERPOL"} & keys


def test_unrecognized_bodies(excerpts: Graph, with_more: Callable[[str], Graph]) -> None:
    table = run(excerpts, "unrecognized-bodies")
    assert pick(table, "name", "instrument", "leaf", "role") == [("Commonwealth Secretariat", NAPLES, "40", "holder")]
    mandate = "<https://w3id.org/mandategraph/id/A-RES-56-261/annex#para_4__point_f__cicp>"
    change = "<https://w3id.org/mandategraph/id/A-RES-46-152/annex#para_44__renamed__tfsd>"
    name = "skos:prefLabel 'Friends of the Fund'@en"
    store = with_more(
        f"""body:friends a mg:Body, mg:UnrecognizedBody ; {name} .
            {mandate} mg:partner body:friends ; mg:onwardAddressee body:friends .
            {change} org:originalOrganization body:friends ; org:resultingOrganization body:friends .""",
    )
    rows = pick(run(store, "unrecognized-bodies"), "name", "instrument", "leaf", "role")
    assert sorted(row for row in rows if row[0] == "Friends of the Fund") == [
        ("Friends of the Fund", PARIS, "44", "after a change"),
        ("Friends of the Fund", PARIS, "44", "before a change"),
        ("Friends of the Fund", PLANS, "4(f)", "addressee"),
        ("Friends of the Fund", PLANS, "4(f)", "partner"),
    ]
    assert rows[0][0] == "Commonwealth Secretariat"


def test_instruments(excerpts: Graph) -> None:
    table = run(excerpts, "instruments")
    rows = pick(table, "symbol", "kind", "date", "provisions", "directives", "cited")
    assert [row[0] for row in rows[:5]] == [PARIS, NAPLES, VIENNA, PLANS, BANGKOK]
    assert rows[2] == (VIENNA, "declaration", "2000-12-04", "7", "5", "2")
    assert ("A/RES/55/25, annex I", "convention", "2000-11-15", "0", "0", "2") in rows
    assert rows[-2] == ("A/RES/59/156", "unresolved instrument", "", "0", "0", "1")
    assert table.rows[-1] == ("", DRAFT, "unresolved instrument", "", "0", "0", "1")


def test_receptions(excerpts: Graph) -> None:
    assert pick(run(excerpts, "receptions"), "instrument", "body", "how", "resolution", "date") == [
        (NAPLES, "General Assembly", "Approves", "A/RES/49/159", "1994-12-23"),
        (VIENNA, "General Assembly", "Endorses", "A/RES/55/59", "2000-12-04"),
        (PLANS, "General Assembly", "Takes note", "A/RES/56/261", "2002-01-31"),
    ]
    assert pick(run(excerpts, "receptions", {"instrument": "56/261"}), "how") == [("Takes note",)]


def test_citations_in(excerpts: Graph) -> None:
    table = run(excerpts, "citations-in", {"instrument": "A/RES/40/34"})
    assert pick(table, "citing", "place", "cited") == [(NAPLES, "21", "A/RES/40/34, annex")]
    vienna = run(excerpts, "citations-in", {"instrument": "Vienna Declaration"})
    assert pick(vienna, "citing", "place") == [(PLANS, "fn1"), (PLANS, "5")]
    draft = run(excerpts, "citations-in", {"instrument": DRAFT})
    assert pick(draft, "citing", "place", "cited") == [(BANGKOK, "22", DRAFT)]
    assert table.rows[0][-1].startswith("States should give consideration to providing proper restitution")


def test_citations_out(excerpts: Graph) -> None:
    table = run(excerpts, "citations-out", {"instrument": "Vienna Declaration"})
    assert table.rows == (
        ("A/RES/51/59, annex", "International Code of Conduct for Public Officials", "2", "16 · fn3"),
    )


def test_unresolved_citations(excerpts: Graph) -> None:
    table = run(excerpts, "unresolved-citations")
    assert pick(table, "cited", "instrument", "place") == [("A/RES/59/156", BANGKOK, "14"), (DRAFT, BANGKOK, "22")]


def test_commitments_and_plans(excerpts: Graph) -> None:
    table = run(excerpts, "commitments-and-plans", {"instrument": "Vienna Declaration"})
    assert pick(table, "leaf", "plan", "section", "heading", "mandates") == [
        ("9", "none", "", "", "0"),
        ("14", PLANS, "III.", "ACTION AGAINST TRAFFICKING IN PERSONS", "1"),
        ("16", PLANS, "II.", "ACTION AGAINST CORRUPTION", "1"),
    ]


def test_commitments_without_plan(excerpts: Graph) -> None:
    table = run(excerpts, "commitments-without-plan", {"instrument": "Vienna Declaration"})
    assert pick(table, "leaf", "body") == [("9", "States")]


def test_plan_sections(excerpts: Graph, with_more: Callable[[str], Graph]) -> None:
    assert run(excerpts, "plan-sections", {"instrument": "A/RES/56/261"}).rows == (
        ("II.", "ACTION AGAINST CORRUPTION", VIENNA, "16", "1", "1", "0"),
        ("III.", "ACTION AGAINST TRAFFICKING IN PERSONS", VIENNA, "14", "1", "0", "0"),
    )
    plans = "https://w3id.org/mandategraph/id/A-RES-56-261/annex#"
    more = f"<{plans}x> a mg:Directive, mg:UnassignedDirective ; prov:wasDerivedFrom <{plans}para_12__point_b> ."
    table = run(with_more(more), "plan-sections", {"instrument": "A/RES/56/261"})
    assert pick(table, "section", "nobody") == [("II.", "0"), ("III.", "1")]


def test_paragraph(excerpts: Graph) -> None:
    table = run(excerpts, "paragraph", {"instrument": "Vienna Declaration", "leaf": "16"})
    assert pick(table, "what", "where", "who") == [
        ("text", "16", ""),
        ("footnote", "16", "3"),
        ("Invitation", "16", CCPCJ),
        ("Commitment", "16", "States"),
        ("cites", "16", "A/RES/51/59, annex"),
        ("implemented by", "II.", PLANS),
        ("carried out by", f"{PLANS} 6(c)", "States"),
        ("carried out by", f"{PLANS} 9(e)", CICP),
    ]
    words = {row[0]: row[1] for row in pick(table, "what", "words")}
    assert words["cites"] == "International Code of Conduct for Public Officials"
    assert words["implemented by"] == "ACTION AGAINST CORRUPTION"
    assert all(words.values())
    dissolved = run(excerpts, "paragraph", {"instrument": "46/152", "leaf": "27"})
    assert ("Dissolved (called for)", "27", f"{CCPC} → {CCPCJ}") in pick(dissolved, "what", "where", "who")
    chapeau = run(excerpts, "paragraph", {"instrument": "46/152", "leaf": "26"})
    assert pick(chapeau, "what", "where") == [("text", "26"), ("text", "26(a)"), ("Obligation", "26(a)")]


def test_evidence(excerpts: Graph) -> None:
    table = run(excerpts, "evidence", {"instrument": "A/RES/56/261", "leaf": "9(e)"})
    assert pick(table, "body", "holder_words", "modality", "cue_words", "chapeau", "rule") == [
        (CICP, "The Centre for International Crime Prevention", "Undertaking", "will", "9", "chapeau-item")
    ]
    assert "in cooperation with other relevant international" in pick(table, "chapeau_words")[0][0]


def test_contents(excerpts: Graph) -> None:
    assert run(excerpts, "contents", {"instrument": "46/152"}).rows == (
        ("II", "PROGRAMME OF ACTION", "6", "7", "5"),
        ("II.E", "Structure and management", "4", "4", "3"),
        ("II.F", "Programme support", "2", "3", "2"),
    )


def test_footnotes(excerpts: Graph) -> None:
    assert run(excerpts, "footnotes", {"instrument": "Vienna Declaration"}).rows == (
        ("3", "16", "Resolution 51/59, annex.", "A/RES/51/59, annex"),
    )


def test_words(excerpts: Graph) -> None:
    table = run(excerpts, "words", {"words": "MAINTAIN A DATABASE"})
    assert pick(table, "instrument", "place") == [(PLANS, "4(e)"), (PLANS, "4(f)"), (PLANS, "9(e)")]
    assert pick(run(excerpts, "words", {"words": "serious crimes of a global nature"}), "place") == [
        ("preamble recital 1",)
    ]
    assert pick(run(excerpts, "words", {"words": "programme support"}), "place") == [("sec II sec F",)]
    assert run(excerpts, "words", {"words": "database", "instrument": "Vienna Declaration"}).rows == ()


def test_concepts(excerpts: Graph) -> None:
    table = run(excerpts, "concepts")
    assert (
        "themes",
        "trafficking-in-persons",
        "Trafficking in persons",
        "The recruitment of people by force or deceit to exploit them.",
        "2",
    ) in table.rows
    assert {scheme for (scheme,) in pick(table, "scheme")} == {"action types", "conditions", "modalities", "themes"}
