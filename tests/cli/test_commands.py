"""What each command answers about the five instruments."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import Result
from rdflib import RDF, SH, Graph

from mandategraph.graph.build import SHIPPED_SOURCE
from mandategraph.graph.reports import COLUMNS
from mandategraph.graph.store import GraphStore
from mandategraph.vocabulary import ID

Mandates = Callable[..., Result]
Process = Callable[..., subprocess.CompletedProcess[bytes]]

CORPUS = Path(__file__).parents[2] / "corpus" / SHIPPED_SOURCE
# Where each of the 15 sections of the plans of action has its "International actions".
INTERNATIONAL_ACTIONS = (4, 9, 12, 15, 18, 21, 24, 27, 30, 33, 36, 39, 42, 45, 48)


def answer(result: Result) -> str:
    """Return what a command printed, when it worked."""
    assert result.exit_code == 0, result.stderr
    return result.stdout


def report_rows(mandates: Mandates, *filters: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(answer(mandates("report", "--format", "json", *filters)))
    return rows


# --- report: which body holds which mandate ----------------------------------------------------------------------


def test_the_report_leads_from_bodies_to_instruments_to_sections_to_words(mandates: Mandates) -> None:
    text = answer(mandates("report"))
    path = (
        "Centre for International Crime Prevention (CICP)\n====",
        "  A/RES/56/261, annex — Plans of action",
        "    I. ACTION AGAINST TRANSNATIONAL ORGANIZED CRIME\n    4(a) ",
        "    II. ACTION AGAINST CORRUPTION\n    9(a) ",
        "    XV. ACTION ON RESTORATIVE JUSTICE\n    48(a) ",
        "Commission on Crime Prevention and Criminal Justice (CCPCJ)\n====",
        "States (STATES)\n====",
        "Nobody\n====",
    )
    places = [text.index(step) for step in path]
    assert places == sorted(places)


def test_the_report_counts_what_it_tells(mandates: Mandates) -> None:
    rows = report_rows(mandates)
    head = " ".join(answer(mandates("report")).split("\n\n")[0].split())
    kinds = [row["kind"] for row in rows]
    assert f"{len(rows)} directives in 5 instruments" in head
    assert f"{kinds.count('Mandate')} mandates of" in head
    assert f"{kinds.count('UnassignedDirective')} that nobody holds" in head


def test_all_fifteen_sections_of_the_plans_of_action_give_mandates_to_the_centre_and_its_parent(
    mandates: Mandates,
) -> None:
    held = {body: report_rows(mandates, "--body", body, "--instrument", "A/RES/56/261") for body in ("CICP", "ODCCP")}
    sections = {body: {str(row["section"]).split(".")[0] for row in rows} for body, rows in held.items()}
    assert sections["CICP"] == set("I II III IV V VII VIII IX X XI XII XIII XIV XV".split())
    # Money-laundering alone is given to the Office that the Centre is part of.
    assert sections["ODCCP"] == {"VI"}
    paragraphs = {int(str(row["leaf"]).partition("(")[0]) for rows in held.values() for row in rows}
    assert paragraphs == set(INTERNATIONAL_ACTIONS)


def test_states_have_directives_from_all_fifteen_sections_of_the_plans_of_action(mandates: Mandates) -> None:
    rows = report_rows(mandates, "--body", "States", "--instrument", "56/261")
    assert len({row["section"] for row in rows}) == 15


def test_the_commission_has_the_functions_of_resolution_46_152(mandates: Mandates) -> None:
    rows = report_rows(mandates, "--body", "CCPCJ", "--instrument", "46/152")
    functions = {str(row["leaf"]): str(row["words"]) for row in rows if str(row["leaf"]).startswith("26(")}
    assert list(functions) == ["26(a)", "26(b)", "26(c)", "26(d)", "26(e)"]
    assert functions["26(a)"].startswith("To provide policy guidance to the United Nations")
    assert functions["26(d)"] == "To mobilize the support of Member States for the programme"


def test_directives_that_nobody_holds_stand_at_the_end_of_the_report(mandates: Mandates) -> None:
    nobody = answer(mandates("report")).partition("\nNobody\n======\n")[2]
    assert re.match(r"\d+ directives that nobody holds\n", nobody)
    assert "shall be chosen on the basis of equitable geographical distribution" in " ".join(nobody.split())


def test_the_report_tells_who_holds_a_changed_bodys_mandates_today(mandates: Mandates) -> None:
    centre = answer(mandates("report", "--body", "CICP"))
    assert re.search(r"^\d+ mandates; held today by the United Nations Office on Drugs and Crime$", centre, re.M)
    office = " ".join(answer(mandates("report", "--body", "UNODC")).split())
    assert "today also holds the mandates given to: Centre for International Crime Prevention" in office


def test_a_body_that_never_changed_is_said_to_hold_its_mandates_and_no_more(mandates: Mandates) -> None:
    assert re.search(r"^\d+ mandates$", answer(mandates("report", "--body", "CCPCJ")), re.M)


@pytest.mark.parametrize(
    "written",
    ["CICP", "cicp", "Centre for International Crime Prevention", "the centre for international crime prevention"],
)
def test_a_body_may_be_given_by_key_or_name(mandates: Mandates, written: str) -> None:
    rows = report_rows(mandates, "--body", written)
    assert {row["holder_key"] for row in rows} == {"CICP"}


@pytest.mark.parametrize(
    ("filters", "column", "expected"),
    [
        (("--body", "CCPCJ"), "holder", {"Commission on Crime Prevention and Criminal Justice"}),
        (("--instrument", "49/748"), "instrument", {"A/49/748, annex, sect. I.A"}),
        (("--instrument", "Vienna Declaration"), "instrument", {"A/RES/55/59, annex"}),
        (("--modality", "permission"), "modality", {"Permission"}),
        (("--modality", "Invitation"), "modality", {"Invitation"}),
        (("--since", "2002"), "instrument", {"A/RES/56/261, annex", "A/RES/60/177, annex"}),
        (("--since", "2003"), "instrument", {"A/RES/60/177, annex"}),
    ],
)
def test_a_filter_lets_only_its_own_through(
    mandates: Mandates, filters: tuple[str, ...], column: str, expected: set[str]
) -> None:
    rows = report_rows(mandates, *filters)
    assert {row[column] for row in rows} == expected
    # Whatever has this value came through.
    assert len(rows) == sum(row[column] in expected for row in report_rows(mandates))


def test_a_theme_lets_through_what_is_about_it(mandates: Mandates) -> None:
    wanted = [row for row in report_rows(mandates) if "Terrorism" in row["themes"]]  # type: ignore[operator]
    assert report_rows(mandates, "--theme", "terrorism") == sorted_as_found(mandates, wanted, "--theme", "terrorism")


def sorted_as_found(mandates: Mandates, wanted: list[dict[str, object]], *filters: str) -> list[dict[str, object]]:
    """Return rows in the order of a filtered report, in which bodies with many directives come first."""
    order = [row["directive"] for row in report_rows(mandates, *filters)]
    assert len(wanted) == len(order) > 5
    return sorted(wanted, key=lambda row: order.index(row["directive"]))


def test_filters_narrow_each_other(mandates: Mandates) -> None:
    rows = report_rows(mandates, "--body", "CICP", "--theme", "trafficking-in-persons", "--modality", "undertaking")
    assert [row["leaf"] for row in rows] == ["12(a)", "12(b)", "12(c)", "30(a)"]


def test_a_report_by_theme_has_themes_as_headings(mandates: Mandates) -> None:
    text = answer(mandates("report", "--body", "CICP", "--by", "theme"))
    assert "\n  Corruption\n\n    A/RES/56/261, annex, para. 9(a): undertaking\n        Provide substantive" in text


def test_a_report_on_one_theme_by_theme_has_that_heading_alone(mandates: Mandates) -> None:
    text = answer(mandates("report", "--theme", "corruption", "--by", "theme"))
    assert set(re.findall(r"^  (\S.*)$", text, re.M)) == {"Corruption"}


def test_a_report_by_modality_begins_with_the_strongest(mandates: Mandates) -> None:
    text = answer(mandates("report", "--body", "CCPCJ", "--by", "modality"))
    assert re.findall(r"^  (\S.*)$", text, re.M) == [
        "Obligation",
        "Recommendation",
        "Request",
        "Invitation",
        "Permission",
    ]


def test_a_report_in_which_nothing_fits_says_so_and_prints_an_empty_report(mandates: Mandates) -> None:
    result = mandates("report", "--body", "SC", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])
    assert result.stderr == "No directive fits these filters in this graph.\n"


# --- report: formats ---------------------------------------------------------------------------------------------


def test_csv_has_one_directive_a_row(mandates: Mandates) -> None:
    rows = list(csv.DictReader(io.StringIO(answer(mandates("report", "--format", "csv")))))
    assert tuple(rows[0]) == COLUMNS
    assert [row["directive"] for row in rows] == [row["directive"] for row in report_rows(mandates)]


def test_json_lines_are_the_json_one_a_line(mandates: Mandates) -> None:
    lines = answer(mandates("report", "--format", "jsonl")).splitlines()
    assert [json.loads(line) for line in lines] == report_rows(mandates)


def test_markdown_has_a_heading_for_each_body_and_a_table_for_each_instrument(mandates: Mandates) -> None:
    text = answer(mandates("report", "--body", "CCPCJ", "--format", "markdown"))
    assert "\n## Commission on Crime Prevention and Criminal Justice (CCPCJ)\n" in text
    assert text.count("\n### ") == 4
    table = text.split("### ")[1].strip().splitlines()[2:]
    assert table[0] == "| where | modality | words |"
    assert all(line.startswith("| ") and line.count(" | ") == 2 for line in table)


def test_html_is_one_page_that_is_well_formed_and_needs_no_other_file(mandates: Mandates) -> None:
    text = answer(mandates("report", "--format", "html"))
    open_tags: list[str] = []

    class Balanced(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert not {"src", "href"} & {name for name, _ in attrs}
            if tag != "meta":
                open_tags.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert open_tags.pop() == tag

    Balanced(convert_charrefs=True).feed(text)
    assert open_tags == []
    assert text.startswith("<!DOCTYPE html>")
    assert len(re.findall("<tr>", text)) > len(report_rows(mandates))


@pytest.mark.parametrize(
    ("name", "opening"),
    [
        ("r.md", "# Which"),
        ("r.csv", "holder_key,"),
        ("r.json", "[\n"),
        ("r.jsonl", "{"),
        ("r.html", "<!DOCTYPE"),
        ("r.HTM", "<!DOCTYPE"),
        ("r.txt", "WHICH BODY"),
        ("report", "WHICH BODY"),
    ],
)
def test_the_files_suffix_tells_the_format(mandates: Mandates, tmp_path: Path, name: str, opening: str) -> None:
    assert answer(mandates("report", "--body", "UNODC", "-o", tmp_path / name)) == ""
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(opening)


def test_a_format_that_is_said_counts_more_than_the_suffix(mandates: Mandates, tmp_path: Path) -> None:
    mandates("report", "--body", "UNODC", "-f", "json", "-o", tmp_path / "report.csv")
    assert json.loads((tmp_path / "report.csv").read_text(encoding="utf-8"))


# --- show: one paragraph -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        ("A/RES/56/261 4(e)",),
        ("A/RES/56/261", "4(e)"),
        ("56/261 4 (e)",),
        ("56/261", "4e"),
        ("A/RES/56/261, annex, para. 4(e)",),
        ("General Assembly resolution 56/261, annex, paragraph 4 (e)",),
        ("para. 4(e) of A/RES/56/261",),
        (f"{ID}A-RES-56-261/annex#para_4__point_e",),
        ("<A-RES-56-261/annex#para_4__point_e__cicp>",),
    ],
)
def test_an_address_is_understood_as_people_write_it(mandates: Mandates, written: tuple[str, ...]) -> None:
    page = json.loads(answer(mandates("show", *written, "--format", "json")))
    assert page["iri"] == f"{ID}A-RES-56-261/annex#para_4__point_e"


def test_a_paragraph_is_shown_under_its_headings_and_its_chapeau(mandates: Mandates) -> None:
    text = answer(mandates("show", "56/261 4(e)"))
    path = (
        "A/RES/56/261, annex — ",
        "  I. ACTION AGAINST",
        "    B. International actions",
        "      4. The Centre",
        "\n4(e)  ",
    )
    places = [text.index(step) for step in path]
    assert places == sorted(places)


def test_the_words_that_a_record_rests_on_are_marked_with_its_number(mandates: Mandates) -> None:
    text = " ".join(answer(mandates("show", "Vienna Declaration 16")).split())
    assert "16 [We further commit ourselves" in text
    assert "and [we invite the Commission on Crime Prevention and Criminal Justice to request" in text
    assert "development of such an instrument.](2) We shall consider" in text
    assert "1. States — commitment" in text
    assert "2. Commission on Crime Prevention and Criminal Justice — invitation" in text
    assert "onward to Secretary-General" in text


def test_a_record_tells_its_details_by_name_and_no_key_or_iri(mandates: Mandates) -> None:
    text = answer(mandates("show", "56/261 12(b)"))
    details = dict(re.findall(r"^   (\S.*?)  +(\S.*)$", text, re.M))
    assert details["held today by"] == "United Nations Office on Drugs and Crime"
    assert "United Nations Interregional Crime and Justice" in details["partners"]
    assert details["themes"] == "Trafficking in persons"
    assert details["implements"] == "A/RES/55/59, annex, para. 14"
    assert details["read by rule"] == "chapeau/modal, passed down by the chapeau of 12"
    assert "http" not in text


def test_paragraphs_of_another_instrument_are_told_together(mandates: Mandates) -> None:
    assert re.search(
        r"implements +A/RES/55/59, annex, paras\. 5, 6, 7 and 10$", answer(mandates("show", "56/261 4e")), re.M
    )


def test_a_paragraph_with_points_is_shown_with_them(mandates: Mandates) -> None:
    text = answer(mandates("show", "46/152", "26"))
    assert re.search(
        r"^26  The commission shall have the following functions:\n  26\(a\)  \[To provide policy", text, re.M
    )
    assert "\n5 directives rest on these words.\n" in text
    assert "\n3. 26(c): Commission on Crime Prevention and Criminal Justice — obligation\n" in text


def test_a_footnote_that_directs_is_shown_like_a_paragraph(mandates: Mandates) -> None:
    text = answer(mandates("show", "46/152 fn9"))
    assert "\nfn9  [The secretariat of the programme shall keep a list of such experts.](1) [" in text
    assert "\n3. Nobody — obligation\n" in text


def test_an_unnumbered_paragraph_has_a_number_of_its_own(mandates: Mandates) -> None:
    assert "\nu1  [Proclaim our political will" in answer(mandates("show", "49/748 u1"))


def test_a_paragraph_shows_its_footnotes_and_what_implements_it(mandates: Mandates) -> None:
    text = answer(mandates("show", "Vienna Declaration, para. 16"))
    assert "footnote 2 Resolution 51/191, annex." in text
    assert "Implemented by\n   A/RES/56/261, annex, II. ACTION AGAINST CORRUPTION" in text


def test_a_change_to_a_body_is_told_where_it_is_written(mandates: Mandates) -> None:
    text = " ".join(answer(mandates("show", "46/152", "27")).split())
    assert "Changes to bodies Dissolved (called for): Committee on Crime Prevention and Control" in text


def test_a_section_is_shown_with_everything_in_it(mandates: Mandates) -> None:
    text = answer(mandates("show", "section", "XV", "of", "56/261"))
    assert "\nXV.  ACTION ON RESTORATIVE JUSTICE\n" in text
    assert "    48(c)  [Convene a meeting of experts" in text


def test_a_paragraph_that_directs_nothing_says_so(mandates: Mandates) -> None:
    assert answer(mandates("show", "55/59", "4")).endswith("\nNo directives rest on these words.\n")


def test_the_page_as_json_has_the_offsets_of_each_quote(mandates: Mandates) -> None:
    page = json.loads(answer(mandates("show", "Vienna Declaration 16", "--format", "json")))
    texts = {passage["iri"]: passage["text"] for passage in page["passages"]}
    assert len(page["directives"]) == 2
    for directive in page["directives"]:
        assert texts[directive["passage"]][directive["start"] : directive["end"]] == directive["quote"]


# --- query: named questions and questions of one's own -----------------------------------------------------------


def test_a_named_query_is_answered(mandates: Mandates) -> None:
    result = mandates("query", "mandates-of-body", "--set", "body=CCPCJ", "--set", "instrument=46/152", "-f", "jsonl")
    rows = [json.loads(line) for line in answer(result).splitlines()]
    assert {"26(a)", "26(e)"} < {row["leaf"] for row in rows}


def test_every_named_query_is_listed_with_its_question(mandates: Mandates) -> None:
    rows = list(csv.DictReader(io.StringIO(answer(mandates("query", "--list", "--format", "csv")))))
    assert len(rows) >= 20
    assert all(row["question"].endswith("?") or "?" in row["question"] for row in rows)
    assert answer(mandates("query", "--format", "csv")) == answer(mandates("query", "--list", "--format", "csv"))


def test_a_named_query_tells_what_it_takes_and_what_it_answers(mandates: Mandates) -> None:
    text = answer(mandates("query", "--list", "mandates-of-body"))
    assert re.search(r"^--set body=… +required +who is to do it; for example CICP$", text, re.M)
    assert re.search(r"^leaf +column +its paragraph or point$", text, re.M)


@pytest.mark.parametrize("suffix", [".rq", ".sparql"])
def test_a_query_in_a_file_is_answered(mandates: Mandates, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"mine{suffix}"
    path.write_text("SELECT ?key { ?body a mg:Body ; skos:notation ?key }", encoding="utf-8-sig")
    result = mandates("query", path, "--set", "key=CICP", "--format", "json")
    assert json.loads(answer(result)) == [{"key": "CICP"}]


def test_a_query_from_standard_input_is_answered(mandates: Mandates) -> None:
    ask = "ASK { ?directive a mg:Mandate ; mg:quote ?words FILTER CONTAINS(?words, 'É') }".encode()
    assert json.loads(answer(mandates("query", "-", "--format", "json", given=ask))) == [{"answer": "false"}]


def test_a_query_that_builds_a_graph_can_be_written_as_turtle(mandates: Mandates, tmp_path: Path) -> None:
    construct = b"CONSTRUCT { ?body skos:notation ?key } WHERE { ?body a mg:Body ; skos:notation ?key }"
    answer(mandates("query", "-", "-o", tmp_path / "keys.ttl", given=construct))
    assert len(Graph().parse(tmp_path / "keys.ttl")) > 50


def test_a_query_without_an_answer_says_so(mandates: Mandates) -> None:
    result = mandates("query", "-", "--format", "csv", given=b"SELECT ?x { ?x a mg:Nothing }")
    assert (result.exit_code, result.stdout_bytes, result.stderr) == (0, b"x\r\n", "No answer in this graph.\n")


# --- validate ----------------------------------------------------------------------------------------------------


@pytest.fixture
def broken(built_store: GraphStore, tmp_path: Path) -> Path:
    """A graph in which one quote does not stand in its provision."""
    path = tmp_path / "broken.nq"
    lines = []
    for quad in built_store.quads():
        line = f"{quad.subject} {quad.predicate} {quad.object} {quad.graph_name} ."
        if "#para_4__point_f__cicp" in line and "ontology#quote" in line:
            line = line.replace("Maintain a database", "Maintain two databases")
        lines.append(line)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_graph_of_the_five_instruments_conforms(mandates: Mandates) -> None:
    assert answer(mandates("validate")) == "No violations: the graph conforms to its shapes.\n"


def test_a_violation_is_told_with_focus_node_text_and_message(mandates: Mandates, broken: Path) -> None:
    result = mandates("validate", broken)
    assert result.exit_code == 1
    text = " ".join(result.stdout.split())
    assert "1. Violation: " in text
    assert "focus node <A-RES-56-261/annex#para_4__point_f__cicp>" in text
    assert "text Maintain a database of relevant national legislation" in text
    assert re.search(r"message \S.*\.$", text)


def test_the_focus_node_of_a_violation_can_be_shown(mandates: Mandates, broken: Path) -> None:
    focus = re.findall(r"focus node  (<\S+>)", mandates("validate", broken).stdout)[0]
    assert "4(f)  [Maintain a database of relevant national legislation](1)" in answer(mandates("show", focus))


def test_a_report_graph_is_standard_shacl(mandates: Mandates, broken: Path, tmp_path: Path) -> None:
    assert mandates("validate", broken, "-o", tmp_path / "report.ttl").exit_code == 1
    graph = Graph().parse(tmp_path / "report.ttl")
    assert len(list(graph.subjects(RDF.type, SH.ValidationReport))) == 1
    assert len(list(graph.subjects(RDF.type, SH.ValidationResult))) >= 1


# --- analyse -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["centrality", "communities", "overlap", "coverage"])
def test_a_measure_says_how_it_is_measured_before_its_table(mandates: Mandates, what: str) -> None:
    title, *rest = answer(mandates("analyse", what)).splitlines()
    assert title[0].isupper()
    assert len(" ".join(rest[: rest.index("")])) > 60
    assert len(rest) > 5


def test_a_tie_is_told_in_provisions_with_their_words(mandates: Mandates) -> None:
    text = " ".join(answer(mandates("analyse", "path", "UNICRI", "trafficking-in-persons")).split())
    assert "1. United Nations Interregional Crime and Justice Research Institute is a partner" in text
    assert "A/RES/56/261, 12(b):" in text
    assert "in cooperation with the United Nations Interregional Crime and Justice Research Institute”" in text


def test_the_centre_is_the_most_central_body(mandates: Mandates) -> None:
    rows = json.loads(answer(mandates("analyse", "centrality", "--format", "json")))
    assert rows[0]["key"] == "CICP"


def test_states_count_in_a_network_only_on_demand(mandates: Mandates) -> None:
    def keys(*more: str) -> set[str]:
        rows = json.loads(answer(mandates("analyse", "centrality", "--format", "json", *more)))
        return {row["key"] for row in rows}

    assert keys("--all-holders") - keys() >= {"STATES", "IGO"}


@pytest.mark.parametrize("suffix", ["graphml", "gexf"])
def test_a_network_is_written_for_other_programs(mandates: Mandates, tmp_path: Path, suffix: str) -> None:
    networkx = pytest.importorskip("networkx")
    path = tmp_path / f"citations.{suffix}"
    answer(mandates("analyse", "network", "--network", "citations", "-o", path))
    graph = {"graphml": networkx.read_graphml, "gexf": networkx.read_gexf}[suffix](path)
    assert len(graph) > 10


def test_a_network_as_a_table_tells_where_each_tie_is_written(mandates: Mandates) -> None:
    rows = json.loads(answer(mandates("analyse", "network", "--network", "partnership", "--format", "json")))
    assert all(set(row) == {"from", "to", "weight", "provisions"} for row in rows)
    assert all(row["provisions"] for row in rows)


# --- export ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("suffix", "name"),
    [
        ("ttl", "turtle"),
        ("trig", "trig"),
        ("nq", "nquads"),
        ("jsonld", "json-ld"),
        ("csv", "csv"),
        ("graphml", "graphml"),
    ],
)
def test_an_export_by_suffix_is_the_export_by_format(
    mandates: Mandates, tmp_path: Path, suffix: str, name: str
) -> None:
    answer(mandates("export", "-o", tmp_path / f"graph.{suffix}"))
    by_format = mandates("export", "--format", name)
    assert by_format.exit_code == 0
    assert (tmp_path / f"graph.{suffix}").read_bytes() == by_format.stdout_bytes


def test_an_export_has_every_statement_of_the_graph(mandates: Mandates, built_store: GraphStore) -> None:
    lines = answer(mandates("export", "--format", "nquads")).splitlines()
    assert len(set(lines)) == len(lines) == built_store.description.triples


def test_a_framed_export_is_a_tree_for_each_body(mandates: Mandates) -> None:
    tree = json.loads(answer(mandates("export", "--format", "json-ld", "--frame", "body")))
    assert "CICP" in {body.get("notation") for body in tree["@graph"]}


# --- read: straight from a file ----------------------------------------------------------------------------------

KEYS = [
    "instrument",
    "leaf",
    "holder",
    "modality",
    "partners",
    "conditions",
    "themes",
    "cites",
    "deadlines",
    "actions",
    "onward",
    "quote",
    "rule",
]


def test_a_file_is_read_without_a_store(
    mandates: Mandates, resolution: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MANDATES_STORE", str(tmp_path / "nowhere"))
    first, second = map(json.loads, answer(mandates("read", resolution, "--format", "jsonl")).splitlines())
    assert list(first) == list(second) == KEYS
    assert {key: first[key] for key in ("instrument", "leaf", "holder", "modality", "quote")} == {
        "instrument": "A/RES/77/1",
        "leaf": "1",
        "holder": "SG",
        "modality": "request",
        "quote": "Requests the Secretary-General to report on the matter",
    }
    assert (second["holder"], second["themes"]) == ("STATES", ["corruption"])
    assert not (tmp_path / "nowhere").exists()


def test_the_records_of_a_file_are_those_of_the_graph(mandates: Mandates) -> None:
    records = [json.loads(line) for line in answer(mandates("read", CORPUS, "--format", "jsonl")).splitlines()]
    reported = report_rows(mandates)
    assert sorted((record["leaf"], record["holder"], record["quote"]) for record in records) == sorted(
        (row["leaf"], row["holder_key"], row["words"]) for row in reported
    )


def test_the_table_of_a_file_names_holders_and_modalities_as_people_do(mandates: Mandates, resolution: Path) -> None:
    rows = answer(mandates("read", resolution, "--format", "markdown")).splitlines()
    assert "| A/RES/77/1 | 1 | Secretary-General | Request |" in rows[2]
    assert "| A/RES/77/1 | 2 | States | Invitation |" in rows[3]


def test_bodies_that_no_authority_file_has_are_named_on_standard_error(mandates: Mandates, resolution: Path) -> None:
    text = resolution.read_text(encoding="utf-8").replace("the Secretary-General", "the Agency for Lost Causes")
    resolution.write_text(text, encoding="utf-8")
    result = mandates("read", resolution, "--format", "jsonl")
    assert "Agency for Lost Causes" in result.stderr
    assert json.loads(answer(result).splitlines()[0])["holder"]


# --- list --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "key"),
    [
        ("bodies", "CICP"),
        ("themes", "corruption"),
        ("modalities", "obligation"),
        ("actions", "assist"),
        ("conditions", "on-request"),
    ],
)
def test_a_list_gives_the_keys_that_filters_take(mandates: Mandates, what: str, key: str) -> None:
    rows = json.loads(answer(mandates("list", what, "--format", "json")))
    assert key in {row["key"] for row in rows}
    assert "scheme" not in rows[0]


def test_bodies_are_listed_where_nothing_is_said(mandates: Mandates) -> None:
    assert answer(mandates("list")) == answer(mandates("list", "bodies"))


def test_the_instruments_are_listed_with_what_the_graph_has_of_them(mandates: Mandates) -> None:
    rows = json.loads(answer(mandates("list", "instruments", "--format", "json")))
    read = [row["symbol"] for row in rows if row["provisions"] not in ("", "0")]
    assert sorted(read) == [
        "A/49/748, annex, sect. I.A",
        "A/RES/46/152, annex",
        "A/RES/55/59, annex",
        "A/RES/56/261, annex",
        "A/RES/60/177, annex",
    ]


def test_the_named_queries_are_listed_too(mandates: Mandates) -> None:
    assert answer(mandates("list", "queries")) == answer(mandates("query", "--list"))


def test_bodies_that_no_authority_file_has_are_listed(mandates: Mandates, resolution: Path, tmp_path: Path) -> None:
    text = resolution.read_text(encoding="utf-8").replace("the Secretary-General", "the Agency for Lost Causes")
    resolution.write_text(text, encoding="utf-8")
    answer(mandates("build", resolution, "--store", tmp_path / "store"))
    (row,) = json.loads(answer(mandates("list", "--unrecognized", "--store", tmp_path / "store", "--format", "json")))
    assert "Agency for Lost Causes" in row["name"]
    assert row["place"] == "A/RES/77/1, para. 1"


def test_where_every_body_is_known_the_list_of_unrecognized_ones_is_empty(mandates: Mandates) -> None:
    result = mandates("list", "--unrecognized", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])
    assert result.stderr == "Nothing to list in this graph.\n"


# --- the store, and what goes where ------------------------------------------------------------------------------


def test_the_first_use_builds_visibly_while_standard_output_stays_data(process: Process, tmp_path: Path) -> None:
    done = process("report", "--format", "json", "--store", tmp_path / "new")
    assert done.returncode == 0
    assert len(json.loads(done.stdout)) > 300
    told = done.stderr.decode().splitlines()
    assert told[0] == f"No graph in {tmp_path / 'new'} yet: building the instruments that mandategraph ships"
    assert told[-1].startswith("Built 5 instruments")


def test_a_later_use_says_nothing(process: Process) -> None:
    done = process("report", "--body", "UNODC")
    assert (done.returncode, done.stderr) == (0, b"")


def test_quiet_says_nothing_even_while_building(mandates: Mandates, resolution: Path, tmp_path: Path) -> None:
    result = mandates("--quiet", "build", resolution, "--store", tmp_path / "store")
    assert (result.exit_code, result.stderr) == (0, "")


def test_quiet_leaves_out_remarks(mandates: Mandates) -> None:
    assert mandates("-q", "report", "--body", "SC").stderr == ""


def test_verbose_says_which_graph_is_asked(mandates: Mandates, built_directory: Path) -> None:
    assert re.match(rf"asking {re.escape(str(built_directory))}: [\d,]+ triples, built ", mandates("-v", "list").stderr)


def test_verbose_says_how_long_each_step_took(mandates: Mandates, resolution: Path, tmp_path: Path) -> None:
    told = mandates("-v", "build", resolution, "--store", tmp_path / "store").stderr.splitlines()
    assert all(re.match(r" +\d+\.\d s  \w", line) for line in told)


def test_a_build_tells_what_it_made_and_where(mandates: Mandates, resolution: Path, tmp_path: Path) -> None:
    lines = answer(mandates("build", resolution, "--store", tmp_path / "store")).splitlines()
    assert lines[0] == "A/RES/77/1: 4 provisions, 2 directives"
    assert re.fullmatch(rf"[\d,]+ triples in {re.escape(str(tmp_path / 'store'))}", lines[1])


def test_the_store_option_counts_more_than_the_environment(
    mandates: Mandates, resolution: Path, tmp_path: Path
) -> None:
    answer(mandates("build", resolution, "--store", tmp_path / "mine"))
    assert len(report_rows(mandates, "--store", str(tmp_path / "mine"))) == 2
    assert len(report_rows(mandates)) > 300


def test_the_environment_names_the_store(
    mandates: Mandates, built_directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(built_directory, tmp_path / "copy")
    monkeypatch.setenv("MANDATES_STORE", str(tmp_path / "copy"))
    assert f"asking {tmp_path / 'copy'}" in mandates("-v", "list").stderr


def test_without_either_the_store_is_in_the_users_data_folder(
    mandates: Mandates, built_directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MANDATES_STORE")
    monkeypatch.setattr("platformdirs.user_data_path", lambda name: tmp_path / name)
    shutil.copytree(built_directory, tmp_path / "mandategraph" / "store")
    assert f"asking {tmp_path / 'mandategraph' / 'store'}" in mandates("-v", "list").stderr
