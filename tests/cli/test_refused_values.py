"""Words on the command line that name nothing, or do not go together: told with what would be right."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Mandates = Callable[..., Result]
Complaint = Callable[[Result, int], str]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("report", "--body", "CICPP"), r"no body called 'CICPP'; did you mean CICP\b"),
        (("report", "--body", "Comission on Crime Prevention"), r"did you mean .*Commission on Crime Prevention"),
        (("report", "--theme", "corupt"), r"no theme called 'corupt'; did you mean corruption\b"),
        (("report", "--instrument", "Viena Declaration"), r"no instrument called .*; did you mean Vienna Decl"),
        (("report", "--modality", "obligate"), r"no modality called 'obligate'; did you mean obligation\b"),
        (("report", "--since", "soon"), r"'soon' is no year; write four digits, for example 2005"),
        (("show", "56/261"), r"no paragraph in this address; write it like “A/RES/56/261 4\(e\)”"),
        (("show", "56/261", "99"), r"A/RES/56/261, annex has no provision '99'; its paragraphs run from 1 to 48"),
        (("show", "46/152", "26(f)"), r"paragraph 26 has 26\(a\), 26\(b\), 26\(c\), 26\(d\), 26\(e\)$"),
        (("show", "56/262", "4"), r"no instrument called '56/262'"),
        (("show", "A/RES/58/4", "5"), r"knows this instrument only by name; build its text first"),
        (("show", "<body/cicp>"), r"<body/cicp>: the graph has no provision with this IRI"),
        (("query", "mandates-of-bdy"), r"no query called 'mandates-of-bdy'; did you mean mandates-of-body\b"),
        (("query", "--list", "mandates-of-bdy"), r"did you mean mandates-of-body\b"),
        (("query", "mandates-of-body"), r"mandates-of-body needs body \(its parameters: "),
        (("query", "mandates-of-body", "--set", "bdy=CICP"), r"no parameter 'bdy'; did you mean body\?"),
        (("query", "mandates-of-body", "--set", "body"), r"--set body: write it as key=value"),
        (("query", "mandates-of-body", "--set", "body=CICP", "--set", "body=SG"), r"body is set already, to 'CICP'"),
        (("query", "mandates-of-body", "--set", "body=CICPP"), r"no body called 'CICPP'; did you mean CICP\b"),
        (("analyse", "path", "UNICRI"), r"name two things with `path`"),
        (("analyse", "overlap", "UNICRI"), r"name two things with `path`, and none otherwise"),
        (("analyse", "path", "UNICRI", "terorism"), r"called 'terorism'; did you mean Terrorism\b"),
        (("analyse", "overlap", "--network", "citations"), r"--network goes with centrality"),
        (("analyse", "coverage", "--all-holders"), r"--all-holders goes with centrality"),
        (("analyse", "overlap", "--format", "gexf"), r"gexf holds a network: mandates analyse network --format gexf"),
        (("list", "themes", "--unrecognized"), r"--unrecognized goes with bodies only, not with themes"),
        (("export",), r"say which format to write with --format"),
        (("export", "--format", "csv", "--frame", "body"), r"a frame goes with json-ld only, not with csv"),
    ],
)  # fmt: skip
def test_a_wrong_use_is_told_with_what_would_be_right(
    complaint: Complaint, mandates: Mandates, arguments: tuple[str, ...], words: str
) -> None:
    assert re.search(words, complaint(mandates(*arguments), 2))


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("report", "--nonsense"),
        ("report", "--format", "pdf"),
        ("show",),
        ("--quiet", "--verbose", "list"),
    ],
)
def test_a_command_line_that_cannot_be_parsed_is_a_wrong_use(mandates: Mandates, arguments: tuple[str, ...]) -> None:
    result = mandates(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1].startswith("Error: ")


@pytest.mark.parametrize(("command", "name"), [("report", "x.ttl"), ("export", "x.html"), ("show", "x.csv")])
def test_a_suffix_that_stands_for_another_kind_of_file_is_a_wrong_use(
    complaint: Complaint, mandates: Mandates, tmp_path: Path, command: str, name: str
) -> None:
    address = ("56/261", "4") if command == "show" else ()
    words = complaint(mandates(command, *address, "-o", tmp_path / name), 2)
    assert re.search(r"x\.\w+: this command writes no \S+; say what the file shall hold with --format \(", words)
    assert not (tmp_path / name).exists()
