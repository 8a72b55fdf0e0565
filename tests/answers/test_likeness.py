"""Directives that repeat or vary others: real words of resolutions that follow each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mandategraph.answers.directives import Directive
from mandategraph.answers.dossier import Evidence
from mandategraph.answers.names import Name
from mandategraph.answers.renewals.likeness import Difference, Renewal, Series, find_renewals

UNODC, CICP, WHO = (Name(f"body/{key}", key, key) for key in ("UNODC", "CICP", "WHO"))
TERRORISM, DRUGS = (Name(f"theme/{key}", key, key) for key in ("terrorism", "drugs"))
REQUEST = Name("modality/request", "request", "Request", 2)
FOLLOWING = Series({"A/RES/74/175": ("A/RES/72/194",), "A/RES/78/226": ("A/RES/74/175", "A/RES/72/194")}, {})
UNRELATED = Series({}, {})

REQUESTED = (
    "requests the United Nations Office on Drugs and Crime, within its mandate, in close coordination with the "
    "relevant entities of the Counter-Terrorism Implementation Task Force, to continue to provide technical assistance "
    "to Member States for the ratification and legislative incorporation of those international legal instruments"
)
REQUESTED_AGAIN = (
    "requests the United Nations Office on Drugs and Crime, within its mandate and in close coordination with the "
    "relevant entities of the United Nations Global Counter-Terrorism Coordination Compact, to continue to provide "
    "technical assistance to Member States, upon request, for the ratification and legislative incorporation of those "
    "international legal instruments"
)
REPORT = "Requests the Secretary-General to report to the General Assembly at its {} session on the present resolution"


def directive(
    symbol: str, date: str, words: str, holder: Name | None = UNODC, themes: tuple[Name, ...] = (TERRORISM,)
) -> Directive:
    return Directive(
        iri=f"{symbol}#1{holder.key if holder else ''}",
        kind="Mandate",
        holder=holder,
        modality=REQUEST,
        evidence=Evidence(words, symbol, "1", date=date),
        instrument=Name(symbol, symbol, symbol),
        order=1,
        themes=themes,
        actions=(),
        partners=(),
        conditions=(),
        cites=(),
        onward=(),
        deadlines=(),
    )


EARLIER = directive("A/RES/72/194", "2017-12-19", REQUESTED)
LATER = directive("A/RES/74/175", "2019-12-18", REQUESTED_AGAIN)


def test_a_directive_that_a_following_resolution_varies_is_found() -> None:
    (renewal,) = find_renewals([EARLIER, LATER], {}, FOLLOWING)
    assert (renewal.earlier, renewal.later) == (EARLIER, LATER)
    assert 0.8 < renewal.likeness < 0.95
    assert not renewal.repeated


def test_what_changed_is_told_in_the_words_as_printed() -> None:
    (renewal,) = find_renewals([EARLIER, LATER], {}, FOLLOWING)
    assert renewal.differences() == (
        Difference("", "and"),
        Difference(
            "Counter-Terrorism Implementation Task Force",
            "United Nations Global Counter-Terrorism Coordination Compact",
        ),
        Difference("", "upon request"),
    )


def test_the_same_words_again_are_a_repetition_without_a_difference() -> None:
    (renewal,) = find_renewals([EARLIER, directive("A/RES/74/175", "2019-12-18", REQUESTED)], {}, FOLLOWING)
    assert renewal.repeated and renewal.likeness == 1
    assert renewal.differences() == ()


def test_what_the_successor_of_a_body_is_asked_again_is_found() -> None:
    given_before = directive("A/RES/72/194", "2001-12-19", REQUESTED, CICP)
    assert find_renewals([given_before, LATER], {}, FOLLOWING) == ()
    (renewal,) = find_renewals([given_before, LATER], {CICP.iri: UNODC.iri}, FOLLOWING)
    assert renewal.earlier.holder == CICP


def test_another_body_another_theme_or_the_same_day_is_no_renewal() -> None:
    for other in (
        directive("A/RES/72/194", "2017-12-19", REQUESTED, WHO),
        directive("A/RES/72/194", "2017-12-19", REQUESTED, UNODC, (DRUGS,)),
        directive("A/RES/72/194", "2019-12-18", REQUESTED),
        directive("A/RES/72/194", "", REQUESTED),
        directive("A/RES/72/194", "2017-12-19", REQUESTED, None),
    ):
        assert find_renewals([other, LATER], {}, FOLLOWING) == ()


def test_of_several_earlier_instruments_the_nearest_is_told_so_that_renewals_make_a_chain() -> None:
    third = directive("A/RES/78/226", "2023-12-19", REQUESTED_AGAIN)
    renewals = find_renewals([EARLIER, LATER, third], {}, FOLLOWING)
    assert [(each.earlier, each.later) for each in renewals] == [(EARLIER, LATER), (LATER, third)]


def test_a_formula_of_drafting_is_a_renewal_only_between_instruments_that_follow_each_other() -> None:
    formulas = [
        directive(f"A/RES/{number}/1", f"19{number}-12-18", REPORT.format(f"{number}th"), UNODC)
        for number in range(60, 80)
    ]
    assert find_renewals(formulas, {}, UNRELATED) == ()
    titled = Series({}, {each.instrument.iri: "crime prevention" for each in formulas})
    assert len(find_renewals(formulas, {}, titled)) == len(formulas) - 1


def test_words_that_few_directives_have_tie_instruments_that_do_not_cite_each_other() -> None:
    (renewal,) = find_renewals([EARLIER, LATER], {}, UNRELATED)
    assert renewal.earlier == EARLIER


TEXTS = st.lists(
    st.sampled_from("the Office shall assist States, upon request in Vienna (Austria)".split()), max_size=15
)


@given(before=TEXTS, after=TEXTS)
def test_every_difference_stands_in_the_words_of_its_directive(before: list[str], after: list[str]) -> None:
    old, new = " ".join(before), " ".join(after)
    renewal = Renewal(directive("a", "2001", old), directive("b", "2002", new), 0.5)
    for difference in renewal.differences():
        assert difference.before in old and difference.after in new
        assert difference.before or difference.after


@given(words=TEXTS)
def test_no_words_differ_from_themselves(words: list[str]) -> None:
    text = " ".join(words)
    assert Renewal(directive("a", "2001", text), directive("b", "2002", text), 1.0).differences() == ()
