"""Readings compared with gold: what counts as right, and how every difference is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandategraph.errors import InputError, ViolationsError
from mandategraph.evaluation import Evaluation, GoldRecord, evaluate
from mandategraph.evaluation.results import Case, Kind
from mandategraph.evaluation.scores import Score
from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.formats import read_documents
from mandategraph.loaders.reading import read
from mandategraph.loaders.records import Reading

TEXT = """Resolution 77/1

Crime prevention

The General Assembly,

Recalling its resolution 55/25 of 15 November 2000,

1. Requests the Secretary-General to report on the matter;

2. Invites Member States:

(a) To train prison officers;

(b) To cooperate, upon request, in the prevention of corruption.¹

¹ Resolution 58/4, annex.

Annex

Guidelines on prisons

1. States should protect victims.
"""


@pytest.fixture(scope="module")
def authorities() -> Authorities:
    return Authorities.load()


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory, authorities: Authorities) -> list[Reading]:
    path = tmp_path_factory.mktemp("source") / "resolution.txt"
    path.write_text(TEXT, encoding="utf-8")
    return [read(document, authorities) for document in read_documents(path)]


def gold(leaf: str, holder: str, modality: str, line: int = 1, doc: str = "A/RES/77/1", **more: object) -> GoldRecord:
    lists = {key: frozenset(value) for key, value in more.items() if isinstance(value, list)}
    return GoldRecord(
        place=f"gold.jsonl: line {line}",
        line=line,
        doc=doc,
        leaf=leaf,
        holder=holder,
        values={"modality": frozenset([modality])} | {k: v for k, v in lists.items() if not k.endswith("_may")},
        allowed={key.removesuffix("_may"): value for key, value in lists.items() if key.endswith("_may")},
        cue=str(more.get("cue", "")),
    )


SG = gold("1", "SG", "request")
TRAIN = gold("2(a)", "STATES", "invitation", 2)
COOPERATE = gold("2(b)", "STATES", "invitation", 3)
PROTECT = gold("annex/1", "STATES", "recommendation", 4)
ALL = [SG, TRAIN, COOPERATE, PROTECT]


def only_case(evaluation: Evaluation) -> Case:
    (case,) = evaluation.instruments[0].cases
    return case


# --- scores ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("score", "precision", "recall", "f1"),
    [
        (Score(2, 0, 0), 1.0, 1.0, 1.0),
        (Score(2, 2, 0), 0.5, 1.0, 2 / 3),
        (Score(1, 0, 3), 1.0, 0.25, 0.4),
        (Score(0, 1, 1), 0.0, 0.0, 0.0),
        (Score(0, 0, 1), None, 0.0, 0.0),
        (Score(0, 1, 0), 0.0, None, 0.0),
        (Score(), None, None, None),
    ],
)
def test_a_score_is_the_share_of_the_read_and_of_the_gold(
    score: Score, precision: float | None, recall: float | None, f1: float | None
) -> None:
    assert (score.precision, score.recall) == (precision, recall)
    assert score.f1 == (None if f1 is None else pytest.approx(f1))


def test_scores_add_up() -> None:
    assert Score.sum([Score(1, 2, 3), Score(10, 20, 30)]) == Score(11, 22, 33)


# --- directives --------------------------------------------------------------------------------------------------


def test_what_both_have_is_right_annexes_by_their_printed_leaf(readings: list[Reading]) -> None:
    result = evaluate(ALL, readings).instruments[0]
    assert (result.symbol, result.gold, result.read) == ("A/RES/77/1", 4, 4)
    assert dict(result.scores) == {"directives": Score(4), "modality": Score(4)}
    assert result.cases == ()


def test_a_missed_directive_is_shown_where_its_words_stand(readings: list[Reading]) -> None:
    missed = gold("2(b)", "CCPCJ", "invitation", 9, cue="in the  prevention of corruption")
    evaluation = evaluate([*ALL, missed], readings)
    assert evaluation.total["directives"] == Score(4, 0, 1)
    case = only_case(evaluation)
    assert (case.kind, case.leaf, case.holder, case.line) == (Kind.MISSED, "2(b)", "CCPCJ", 9)
    assert case.beside == ("STATES (invitation)",)
    chapeau, point = case.passages
    assert (chapeau.leaf, chapeau.marks, point.leaf) == ("2", (), "2(b)")
    (mark,) = point.marks
    assert point.text[mark.start : mark.end] == "in the prevention of corruption"


def test_the_words_of_a_missed_directive_may_stand_in_its_chapeau(readings: list[Reading]) -> None:
    evaluation = evaluate([*ALL, gold("2(a)", "CCPCJ", "invitation", cue="invites member states")], readings)
    chapeau, point = only_case(evaluation).passages
    assert [chapeau.text[mark.start : mark.end] for mark in chapeau.marks] == ["Invites Member States"]
    assert point.marks == ()


def test_an_extra_directive_is_shown_with_rule_words_and_chapeau(readings: list[Reading]) -> None:
    evaluation = evaluate([SG, TRAIN, PROTECT, gold("2(b)", "CCPCJ", "request")], readings)
    assert evaluation.total["directives"] == Score(3, 1, 1)
    case = next(case for case in evaluation.instruments[0].cases if case.kind is Kind.EXTRA)
    assert (case.leaf, case.holder, case.rule) == ("2(b)", "STATES", "chapeau/organ-directs")
    assert (case.holder_words, case.cue_words, case.condition_words) == ("Member States", "Invites", ("upon request",))
    assert case.beside == ("CCPCJ (request)",)
    chapeau, point = case.passages
    assert [chapeau.text[mark.start : mark.end] for mark in chapeau.marks] == ["Invites", "Member States"]
    (mark,) = point.marks
    assert point.text[mark.start : mark.end] == point.text


def test_gold_at_a_leaf_that_the_text_does_not_have_is_missed_and_noted(readings: list[Reading]) -> None:
    evaluation = evaluate([*ALL, gold("9", "SG", "request", 7)], readings)
    assert evaluation.notes == ("gold.jsonl: line 7: A/RES/77/1 has no leaf 9; it counts as missed",)
    assert only_case(evaluation).passages == ()


def test_differences_come_in_the_order_of_the_text(readings: list[Reading]) -> None:
    extra = [gold(leaf, "CCPCJ", "request") for leaf in ("annex/1", "9", "2(a)", "1")]
    cases = evaluate([*extra, *ALL], readings).instruments[0].cases
    assert [case.leaf for case in cases] == ["1", "2(a)", "annex/1", "9"]


def test_leaves_are_the_same_however_their_blanks_are_written(readings: list[Reading]) -> None:
    evaluation = evaluate([SG, gold("2 (a)", "STATES", "invitation"), COOPERATE, PROTECT], readings)
    assert evaluation.total["directives"] == Score(4)


# --- fields ------------------------------------------------------------------------------------------------------


def score_of(field: str, readings: list[Reading], **more: object) -> Score:
    modality = str(more.pop("modality", "invitation"))
    return evaluate([gold("2(b)", "STATES", modality, **more)], readings).total[field]  # type: ignore[arg-type]


def test_a_field_that_no_line_has_is_not_compared(readings: list[Reading]) -> None:
    result = evaluate([SG, gold("2(b)", "STATES", "invitation", conditions=[])], readings).instruments[0]
    assert set(result.scores) == {"directives", "modality", "conditions"}
    assert result.scores["conditions"] == Score(0, 1, 0)


def test_keys_of_a_field_are_right_extra_or_missed(readings: list[Reading]) -> None:
    assert score_of("conditions", readings, conditions=["on-request"]) == Score(1, 0, 0)
    assert score_of("conditions", readings, conditions=["voluntary"]) == Score(0, 1, 1)
    assert score_of("conditions", readings, conditions=["on-request", "voluntary"]) == Score(1, 0, 1)


def test_what_is_only_allowed_is_right_where_it_is_read_and_missed_nowhere(readings: list[Reading]) -> None:
    assert score_of("conditions", readings, conditions=[], conditions_may=["on-request"]) == Score(1, 0, 0)
    assert score_of("conditions", readings, conditions=["on-request"], conditions_may=["voluntary"]) == Score(1, 0, 0)


def test_the_modality_is_wrong_once_where_it_is_another_one(readings: list[Reading]) -> None:
    assert score_of("modality", readings) == Score(1, 0, 0)
    assert score_of("modality", readings, modality="request") == Score(0, 1, 1)
    assert score_of("modality", readings, modality="request", modality_may=["invitation"]) == Score(1, 0, 0)


def test_other_fields_are_shown_on_the_words_of_the_record(readings: list[Reading]) -> None:
    wanted = gold("2(b)", "STATES", "invitation", 3, conditions=["voluntary"], cites=["A/RES/55/25"])
    case = only_case(evaluate([SG, TRAIN, PROTECT, wanted], readings))
    assert case.kind is Kind.DIFFERS
    assert [(each.field, each.missed, each.extra) for each in case.fields] == [
        ("conditions", ("voluntary",), ("on-request",)),
        ("cites", ("A/RES/55/25",), ("A/RES/58/4",)),
    ]
    # Where citations differ, the footnotes are shown as well.
    assert [passage.leaf for passage in case.passages] == ["2", "2(b)", "fn1"]


def test_keys_that_no_authority_file_has_are_noted(readings: list[Reading], authorities: Authorities) -> None:
    wanted = gold("1", "SG", "plea", 5, themes=["astrology"], actions=["fly"], conditions=["never"])
    notes = evaluate([wanted], readings, authorities=authorities).notes
    assert [note.partition("has the ")[2].partition(";")[0] for note in notes] == [
        "modality “plea”",
        "condition “never”",
        "theme “astrology”",
        "action “fly”",
    ]
    assert all(note.startswith("gold.jsonl: line 5: ") for note in notes)


# --- which instrument, which paragraphs --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "doc", ["A/RES/77/1", "a/res/77/1", "A-RES-77-1", "A_RES_77_1", "seed-77-1", "77/1", "A/RES/77/1, annex", ""]
)
def test_an_instrument_is_found_by_any_of_its_names(readings: list[Reading], doc: str) -> None:
    assert evaluate([gold("1", "SG", "request", doc=doc)], readings).instruments[0].symbol == "A/RES/77/1"


@pytest.mark.parametrize("doc", ["A/RES/77/10", "7/1", "seed-49-748", "A/RES/77"])
def test_gold_about_another_instrument_is_refused_with_those_of_the_source(readings: list[Reading], doc: str) -> None:
    with pytest.raises(InputError) as caught:
        evaluate([gold("1", "SG", "request", 6, doc=doc)], readings)
    assert str(caught.value) == f"gold.jsonl: line 6: the source has no instrument “{doc}”; it has A/RES/77/1"


@pytest.fixture(scope="module")
def compendium(authorities: Authorities) -> list[Reading]:
    source = Path(__file__).parents[2] / "corpus" / "compendium-part-2.txt"
    return [read(document, authorities) for document in read_documents(source)]


def test_the_compendium_is_compared_instrument_by_instrument(compendium: list[Reading]) -> None:
    records = [gold("1", "STATES", "commitment", doc="seed-49-748"), gold("26(a)", "CCPCJ", "obligation", doc="46/152")]
    evaluation = evaluate(records, compendium)
    assert [result.symbol for result in evaluation.instruments] == ["A/RES/46/152", "A/49/748"]
    assert evaluation.not_in_gold == ("A/RES/55/59", "A/RES/56/261", "A/RES/60/177")
    assert evaluation.total["directives"].right == 2


def test_gold_without_an_instrument_needs_a_source_with_only_one(compendium: list[Reading]) -> None:
    with pytest.raises(InputError, match="several instruments"):
        evaluate([gold("1", "SG", "request", doc="")], compendium)


def test_a_sample_may_be_compared_with_its_own_paragraphs_only(readings: list[Reading]) -> None:
    sample = [gold("2(b)", "STATES", "invitation")]
    assert evaluate(sample, readings).total["directives"] == Score(1, 3, 0)
    restricted = evaluate(sample, readings, only_paragraphs_in_gold=True)
    assert restricted.total["directives"] == Score(1, 1, 0)
    assert restricted.instruments[0].paragraphs == ("2",)
    assert only_case(restricted).leaf == "2(a)"


def test_a_paragraph_of_an_annex_is_another_one_than_that_of_the_resolution(readings: list[Reading]) -> None:
    restricted = evaluate([PROTECT], readings, only_paragraphs_in_gold=True)
    assert restricted.total["directives"] == Score(1)


# --- floors ------------------------------------------------------------------------------------------------------


def test_a_floor_that_is_reached_lets_pass_and_another_one_does_not(readings: list[Reading]) -> None:
    evaluation = evaluate([SG, TRAIN, COOPERATE, gold("annex/1", "SG", "request")], readings)
    evaluation.require(0.75)
    with pytest.raises(ViolationsError, match=r"0\.7500, under the 0\.8"):
        evaluation.require(0.8)
