"""Which body holds which mandate, as values."""

from __future__ import annotations

import pytest

from mandategraph.errors import UsageError
from mandategraph.graph import reports
from mandategraph.graph.reports import Entry, Filters, entries
from mandategraph.graph.store import GraphStore


@pytest.fixture(scope="module")
def everything(built_store: GraphStore) -> tuple[Entry, ...]:
    """All directives of the five instruments."""
    return entries(built_store)


def test_every_directive_is_there_once(built_store: GraphStore, everything: tuple[Entry, ...]) -> None:
    counted = built_store.query("SELECT (COUNT(*) AS ?n) { ?directive a mg:Directive }")
    (row,) = counted  # type: ignore[misc]
    directives = [entry.directive for entry in everything]
    assert len(directives) == len(set(directives)) == int(row["n"].value)


def test_bodies_of_the_united_nations_come_first_and_nobody_last(everything: tuple[Entry, ...]) -> None:
    kinds = list(dict.fromkeys(entry.kind for entry in everything))
    assert kinds == ["Mandate", "StateDirective", "ExternalDirective", "UnassignedDirective"]


def test_the_holder_with_most_mandates_comes_first(everything: tuple[Entry, ...]) -> None:
    holders = [entry.holder for entry in everything if entry.kind == "Mandate"]
    sizes = [holders.count(holder) for holder in dict.fromkeys(holders)]
    assert sizes == sorted(sizes, reverse=True)


def test_each_holders_directives_come_in_the_order_of_the_texts(everything: tuple[Entry, ...]) -> None:
    centre = [entry for entry in everything if entry.holder_key == "CICP" and entry.instrument.startswith("A/RES/56")]
    assert [entry.order for entry in centre] == sorted(entry.order for entry in centre)
    states = [entry.date for entry in everything if entry.holder_key == "STATES"]
    assert states == sorted(states)


def test_nobody_has_no_key_and_no_heir(everything: tuple[Entry, ...]) -> None:
    nobody = [entry for entry in everything if entry.kind == "UnassignedDirective"]
    assert {(entry.holder_key, entry.holder, entry.today) for entry in nobody} == {("UNASSIGNED", "Nobody", "")}


def test_one_body_is_never_shown_with_directives_that_nobody_holds(built_store: GraphStore) -> None:
    assert {entry.holder_key for entry in entries(built_store, Filters(body="UNODC"))} == {"UNODC"}


def test_all_filters_together_let_through_what_fits_each_of_them(
    built_store: GraphStore, everything: tuple[Entry, ...]
) -> None:
    filters = Filters(body="States", theme="terrorism", instrument="56/261", modality="undertaking", since="2002")
    expected = {
        entry.directive
        for entry in everything
        if entry.holder_key == "STATES"
        and "Terrorism" in entry.themes
        and entry.instrument == "A/RES/56/261, annex"
        and entry.modality == "Undertaking"
        and entry.date >= "2002"
    }
    assert {entry.directive for entry in entries(built_store, filters)} == expected
    assert len(expected) > 3


def test_a_filter_by_theme_keeps_all_themes_but_lists_under_the_one(built_store: GraphStore) -> None:
    found = entries(built_store, Filters(theme="victims-witnesses"))
    assert any(len(entry.themes) > 1 for entry in found)
    assert {entry.listed_under for entry in found} == {("Victims and witnesses",)}


def test_without_a_filter_a_directive_is_listed_under_all_its_themes(everything: tuple[Entry, ...]) -> None:
    assert all(entry.listed_under == entry.themes for entry in everything)


def test_an_heir_knows_whose_mandates_it_has(built_store: GraphStore) -> None:
    (office,) = entries(built_store, Filters(body="UNODC"))
    assert "Centre for International Crime Prevention" in office.inherited
    assert "Crime Prevention and Criminal Justice Division" not in office.inherited  # It holds nothing in these texts.


@pytest.mark.parametrize(
    "filters", [Filters(body="CIPC"), Filters(theme="x"), Filters(instrument="x"), Filters(modality="x")]
)
def test_a_filter_that_names_nothing_is_refused(built_store: GraphStore, filters: Filters) -> None:
    with pytest.raises(UsageError, match="the graph has no "):
        entries(built_store, filters)


@pytest.mark.parametrize("filters", [Filters(), Filters(body="States", theme="terrorism"), Filters(modality="request")])
def test_entries_that_are_looked_up_are_those_that_are_read_with_all_others(
    built_store: GraphStore, filters: Filters, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = entries(built_store, filters)
    monkeypatch.setattr(reports, "_FIRST", len(usual))
    looked_up = entries(built_store, filters)
    monkeypatch.setattr(reports, "_FIRST", 1)
    assert usual == looked_up == entries(built_store, filters)
    assert len(usual) > 1


def test_a_report_is_longer_than_what_is_looked_up(everything: tuple[Entry, ...]) -> None:
    assert len(everything) > reports._FIRST
    assert all(entry.words and entry.instrument for entry in everything[reports._FIRST :])
