"""What the five instruments, and resolutions of the registry that follow each other, renew."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest

from mandategraph.answers.asked import Day
from mandategraph.answers.dossier import Dossier, Table, parts_of
from mandategraph.answers.renewals import find, renewal_links, renewals
from mandategraph.errors import UsageError
from mandategraph.graph.build import build
from mandategraph.graph.store import GraphStore

REGISTRY = Path(__file__).parents[3] / "shared" / "registry"
VIENNA_9 = "https://w3id.org/mandategraph/id/A-RES-55-59/annex#para_9__states"
BANGKOK_2 = "https://w3id.org/mandategraph/id/A-RES-60-177/annex#para_2__states"


def table(dossier: Dossier, heading: str) -> Table:
    return next(part for headings, part in parts_of(dossier) if headings[-1] == heading and isinstance(part, Table))


def test_the_bangkok_declaration_varies_a_commitment_of_the_vienna_declaration(
    built_store: GraphStore, day: Day
) -> None:
    dossier = renewals(built_store, day)
    rows = {row.evidence[1].place: row for row in table(dossier, "Varied").rows}
    row = rows["A/RES/60/177, annex, para. 2"]
    assert row.cells == (
        "States",
        "94%",
        "“Centre for International Crime Prevention” became “Office on Drugs and Crime”",
    )
    assert row.evidence[0].place == "A/RES/55/59, annex, para. 9"
    assert row.evidence[0].words.startswith("We reaffirm our continued support")


def test_the_summary_counts_what_was_compared_and_found(built_store: GraphStore, day: Day) -> None:
    assert renewals(built_store, day, body="STATES").summary == (
        "185 directives were compared. Of these, no directive repeats one of an earlier instrument, and two directives "
        "vary one.",
    )


def test_where_nothing_is_renewed_it_says_what_was_compared(built_store: GraphStore, day: Day) -> None:
    dossier = renewals(built_store, day, body="UNICRI")
    assert dossier.summary[0].startswith("No renewal was found in this graph: ")
    assert [section.heading for section in dossier.sections] == ["How it is told"]


def test_no_share_is_rounded_up_to_what_the_rule_calls_repeated(built_store: GraphStore, day: Day) -> None:
    shares = {row.cells[1] for row in table(renewals(built_store, day), "Varied").rows}
    assert shares == {"94%"}


def test_an_instrument_known_only_by_name_is_compared_with_nothing_and_told_so(
    built_store: GraphStore, day: Day
) -> None:
    assert find(built_store, instrument="A/RES/55/25").compared == 0
    assert renewals(built_store, day, instrument="A/RES/55/25").summary == (
        "No renewal was found in this graph: there are no such directives to compare.",
        "This graph knows Resolution 55/25 of the General Assembly (A/RES/55/25) only by name: build its text first.",
    )


def test_renewals_are_written_as_triples(built_store: GraphStore, day: Day) -> None:
    triples = set(pyoxigraph.parse(renewal_links(built_store, day, body="STATES"), format=pyoxigraph.RdfFormat.TURTLE))
    renews = pyoxigraph.NamedNode("https://w3id.org/mandategraph/ontology#renews")
    ends = {(quad.subject.value, quad.object.value) for quad in triples if quad.predicate == renews}
    assert (BANGKOK_2, VIENNA_9) in ends


def test_a_body_that_the_graph_does_not_have_is_named_with_near_ones(built_store: GraphStore, day: Day) -> None:
    with pytest.raises(UsageError, match="no body called 'UNICRY'"):
        renewals(built_store, day, body="UNICRY")


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> GraphStore:
    """A store of resolutions of the registry on one subject, each of which follows the one before."""
    archives = sorted(REGISTRY.glob("*.tar.xz"))
    if not archives:
        pytest.skip("the registry of UN mandates (../shared/registry) is not here")
    folder = tmp_path_factory.mktemp("followed")
    taken = extract(archives, ("A_RES_72_194", "A_RES_74_175", "A_RES_78_226"), folder)
    store = folder / "store"
    build(taken, store)
    return GraphStore.open(store)


def extract(archives: list[Path], names: tuple[str, ...], folder: Path) -> list[Path]:
    import tarfile

    taken = []
    for archive in archives:
        with tarfile.open(archive) as opened:
            for member in opened:
                if Path(member.name).stem in names:
                    opened.extract(member, folder, filter="data")
                    taken.append(folder / member.name)
    assert len(taken) == len(names)
    return taken


def test_resolutions_that_follow_each_other_renew_the_mandates_of_the_office(followed: GraphStore) -> None:
    renewed = find(followed, body="UNODC").renewals
    pairs = {(each.earlier.instrument.key, each.later.instrument.key) for each in renewed}
    assert pairs == {("A/RES/72/194", "A/RES/74/175"), ("A/RES/74/175", "A/RES/78/226")}
    assert len(renewed) >= 20
    first = next(each for each in renewed if each.later.evidence.place == "A/RES/74/175, para. 1")
    assert first.earlier.evidence.place == "A/RES/72/194, para. 1"
    assert "upon request" in {difference.after for difference in first.differences()}


def test_an_instrument_is_compared_with_those_before_and_after_it(followed: GraphStore) -> None:
    renewed = find(followed, instrument="A/RES/74/175", body="UNODC").renewals
    assert {each.later.instrument.key for each in renewed} == {"A/RES/74/175", "A/RES/78/226"}
