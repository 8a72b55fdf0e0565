"""The registry's JSON: what is printed is read, what the registry thinks of it is not."""

from __future__ import annotations

import json
from pathlib import Path

from mandategraph.loaders.formats import read_documents
from mandategraph.loaders.formats.registry import running_text


def document(*paragraphs: tuple[str | None, str], **opinions: object) -> bytes:
    return json.dumps([{"prefix": prefix, "text": text, **opinions} for prefix, text in paragraphs]).encode()


PARAGRAPHS = (
    (None, "45/112.\tUnited Nations Guidelines"),
    (None, "The General Assembly,"),
    ("1.", "Adopts the Guidelines;"),
    ("2.", "Calls upon Member States:"),
    ("(a)", "To act;"),
    ("\t", "(b) To report;"),
    ("•", "On this;"),
    ("3.\u200e", "Requests the Secretary-General to assist."),
)


def test_the_number_stands_before_the_words() -> None:
    assert running_text(document(*PARAGRAPHS), Path("a.json")).split("\n\n")[2:5] == [
        "1. Adopts the Guidelines;",
        "2. Calls upon Member States:",
        "(a) To act;",
    ]


def test_the_name_of_the_file_gives_the_symbol(tmp_path: Path) -> None:
    path = tmp_path / "A_RES_45_112.json"
    path.write_bytes(document(*PARAGRAPHS))
    (found,) = read_documents(path)
    assert (found.symbol, found.title) == ("A/RES/45/112", "United Nations Guidelines")
    assert [p.leaf for p in found.walk() if p.leaf] == ["1", "2", "2(a)", "2(b)", "2(b)(u1)", "3"]


def test_the_opinions_of_the_registry_change_nothing(tmp_path: Path) -> None:
    def reading(**opinions: object) -> list[tuple[str, str, str]]:
        path = tmp_path / "A_RES_45_112.json"
        path.write_bytes(document(*PARAGRAPHS, **opinions))
        return [(p.kind, p.eid, p.text) for p in read_documents(path)[0].walk()]

    wrong = {"type": "footer", "paragraph_type": "preambular", "paragraph_level": 5, "action_verb": "Decides"}
    assert reading(**wrong, links=[{"text": "x"}], mandates=[{"assignees": ["GA"]}]) == reading()
