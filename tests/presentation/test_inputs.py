"""Values and queries of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandategraph.errors import InputError, UsageError
from mandategraph.presentation.inputs import is_text, key_values, query_text


def test_pairs_become_values() -> None:
    assert key_values(["body=CICP", " leaf = 4 (e) ", "words=a=b"]) == {"body": "CICP", "leaf": "4 (e)", "words": "a=b"}


@pytest.mark.parametrize("pair", ["body", "=CICP", ""])
def test_a_pair_without_a_key_is_refused(pair: str) -> None:
    with pytest.raises(UsageError, match="write it as key=value"):
        key_values([pair])


def test_a_key_that_is_given_twice_is_refused() -> None:
    with pytest.raises(UsageError, match="body is set already, to 'CICP'"):
        key_values(["body=CICP", "body=SG"])


@pytest.mark.parametrize(("name", "expected"), [("-", True), ("a.rq", True), ("A.SPARQL", True), ("bodies", False)])
def test_a_query_of_ones_own_is_told_from_a_named_one(name: str, expected: bool) -> None:
    assert is_text(name) is expected


def test_a_query_file_is_read_without_its_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "a.rq").write_text("ASK {}", encoding="utf-8-sig")
    assert query_text(str(tmp_path / "a.rq")) == (str(tmp_path / "a.rq"), "ASK {}")


def test_a_query_file_that_is_not_utf_8_is_told_with_the_line(tmp_path: Path) -> None:
    (tmp_path / "a.rq").write_bytes(b"ASK {\n'caf\xe9' }")
    with pytest.raises(InputError, match=r"a\.rq: line 2: not UTF-8"):
        query_text(str(tmp_path / "a.rq"))
