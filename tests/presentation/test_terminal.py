"""What is said on standard error."""

from __future__ import annotations

import re

import pytest

from mandategraph.presentation.terminal import Talk


def said_by(talk: Talk, capsys: pytest.CaptureFixture[str]) -> list[str]:
    talk.say("remark")
    talk.detail("detail")
    talk.progress()("step")
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err.splitlines()


def test_remarks_and_steps_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert said_by(Talk(), capsys) == ["remark", "step"]


def test_quiet_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert said_by(Talk(quiet=True), capsys) == []


def test_verbose_says_details_and_times(capsys: pytest.CaptureFixture[str]) -> None:
    remark, detail, step = said_by(Talk(verbose=True), capsys)
    assert (remark, detail) == ("remark", "detail")
    assert re.fullmatch(r" +\d+\.\d s  step", step)
