"""How documents are called: the title that they print, and their name where they print none."""

from __future__ import annotations

import pytest

from mandategraph.loaders.formats.titles import title_of


@pytest.mark.parametrize(
    ("symbol", "front", "title"),
    [
        ("A/RES/75/153", ["Resolution adopted …", "75/153. Follow-up to it"], "Follow-up to it"),
        ("A/RES/60/251", ["60/251. Human Rights Council"], "Human Rights Council"),
        (
            "A/RES/39/46",
            ["39/46. Convention against Torture and Other Cruel,", "Inhuman or Degrading Treatment"],
            "Convention against Torture and Other Cruel, Inhuman or Degrading Treatment",
        ),
        ("E/RES/1989/61", ["of the neighbour.", "9 August 1973", "Guidelines for the Code"], "Guidelines for the Code"),
        ("E/RES/1818(LV)", [], "Resolution 1818 (LV)"),
        (
            "S/RES/2341 (2017)",
            ["Resolution 2341 (2017)", "Adopted by the Security Council at its 7882nd meeting, on 13 February 2017"],
            "Resolution 2341 (2017)",
        ),
        ("S/RES/186 (1964)", ["186 (1964). Resolution of 4 March 1964", "[S/5575]"], "Resolution 186 (1964)"),
        (
            "S/RES/2368 (2017)",
            ["Resolution 2368 (2017)", "* Reissued for technical reasons on 27 July 2017.", "Adopted by the Council"],
            "Resolution 2368 (2017)",
        ),
    ],
)
def test_a_resolution_has_the_title_behind_its_number_or_is_called_by_it(
    symbol: str, front: list[str], title: str
) -> None:
    assert title_of(symbol, front) == title


@pytest.mark.parametrize(
    ("symbol", "front", "title"),
    [
        (
            "S/PRST/2012/2",
            [
                "Statement by the President of the Security Council",
                "At the 6717th meeting of the Security Council, held on 21 February 2012, in connection with the "
                "Council’s consideration of the item entitled “Peace and security in Africa”, the President made it:",
            ],
            "Peace and security in Africa",
        ),
        (
            "A/HRC/PRST/OS/16/1",
            ["Agenda item 1", "Organizational and procedural matters", "PRST OS/16/1. Efficiency of the Council"],
            "Efficiency of the Council",
        ),
        (
            "A/HRC/PRST/20/1",
            ["Human Rights Council", "Agenda item 6", "Universal Periodic Review", "Statement by the President"],
            "Universal Periodic Review",
        ),
    ],
)
def test_a_statement_is_called_after_the_item_it_is_about(symbol: str, front: list[str], title: str) -> None:
    assert title_of(symbol, front) == title


@pytest.mark.parametrize(
    ("front", "title"),
    [
        (
            [
                "Agenda item 164",
                "Financing of the Mission",
                "Budget for the Mission",
                "Report of the Secretary-General",
            ],
            "Budget for the Mission: report of the Secretary-General",
        ),
        (
            ["Committee on Housing", "Geneva, 8-10 November 2017", "Report on its work", "Contents", "Page"],
            "Report on its work",
        ),
        (["Introduction"], "A/79/1"),
        (["Second session", "Rules of procedure", "(with amendments)", "New York, 2022"], "Rules of procedure"),
        (
            ["Statement on Education", "adopted at the joint session on education", "UNITED NATIONS"],
            "Statement on Education",
        ),
        (
            [
                "Letter dated 14 January 2016 from the President of the",
                "Security Council",
                "The letter says that it is so.",
            ],
            "Letter dated 14 January 2016 from the President of the Security Council",
        ),
        (
            ["Rules of the Conference", "These rules were adopted as the Assembly had decided in its Final Document."],
            "Rules of the Conference",
        ),
    ],
)
def test_other_documents_are_called_by_the_last_line_that_is_no_front_matter(front: list[str], title: str) -> None:
    assert title_of("A/79/1", front) == title
