"""Every command explains itself, and what it says is true."""

from __future__ import annotations

import importlib.metadata
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from mandategraph import __main__ as start
from mandategraph import __version__
from mandategraph.cli import main
from mandategraph.graph import export, jsonld, network, networkfiles
from mandategraph.presentation import answers, forms, options, pictures, tables

ROOT = Path(__file__).parents[2]
COMMANDS = sorted(main.commands)

BODY = """\
@prefix mg: <https://w3id.org/mandategraph/ontology#> .
@prefix id: <https://w3id.org/mandategraph/id/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<https://w3id.org/mandategraph/id/body/club> a mg:Body, org:Organization ;
  skos:notation "CLUB" ; skos:prefLabel "Crime Club"@en ;
  mg:bodyKind <https://w3id.org/mandategraph/id/body-kind/institute> ; mg:ofUnitedNations false .
"""


def help_of(command: str) -> str:
    result = CliRunner().invoke(main, [command, "--help"])
    assert result.exit_code == 0
    return result.stdout


def examples_in(text: str) -> Iterator[str]:
    """Yield the commands after "Example:" or "Examples:"."""
    after = re.split(r"Examples?:", text)[1:]
    for line in "\n".join(after).split("\n\n")[0].splitlines():
        if line.strip().startswith("mandates "):
            yield line.strip()


EXAMPLES = [
    example
    for text in (main.help, *(main.commands[name].help for name in COMMANDS))
    for example in examples_in(text or "")
]


def test_every_command_is_there() -> None:
    assert (
        "agreement analyse brief build compare evaluate export gaps list overlap picture profile query read renewals "
        "report show timeline trace validate"
    ).split() == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_says_in_one_sentence_what_it_does(command: str) -> None:
    sentence = (main.commands[command].help or "").split("\n\n")[0]
    assert re.fullmatch(r"[A-Z][^.\n]+\.", sentence)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_list_of_commands_shows_that_sentence_whole(command: str) -> None:
    listed = CliRunner().invoke(main, ["-h"]).stdout
    sentence = (main.commands[command].help or "").split("\n\n")[0]
    assert re.search(rf"^  {command} +{re.escape(sentence)}$", listed, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_a_command_says_what_it_does(command: str) -> None:
    found = [parameter for parameter in main.commands[command].params if isinstance(parameter, click.Option)]
    assert found
    assert [option.name for option in found if not option.help] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_h_is_short_for_help(command: str) -> None:
    assert CliRunner().invoke(main, [command, "-h"]).stdout == help_of(command)


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in ("read", "evaluate", "agreement")])
def test_every_command_that_asks_a_graph_takes_a_store(command: str) -> None:
    assert "--store DIR" in help_of(command)
    assert "MANDATES_STORE" in help_of(command)


def test_every_command_has_an_example() -> None:
    for command in COMMANDS:
        assert any(example.startswith(f"mandates {command} ") for example in EXAMPLES), command


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_runs(
    example: str,
    mandates: Callable[..., Result],
    resolution: Path,
    gold: Path,
    registry_file: Path,
    registry_archive: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if example.startswith("mandates picture") and example.endswith(".svg") and shutil.which("dot") is None:
        pytest.skip("Graphviz's program dot is not installed")
    monkeypatch.chdir(tmp_path)
    assert registry_archive == tmp_path / "registry.tar.xz"
    (tmp_path / "my-resolution.txt").write_bytes(resolution.read_bytes())
    (tmp_path / "mine.ttl").write_text(BODY, encoding="utf-8")
    result = mandates(*shlex.split(example)[1:])
    # A check that finds what it looks for says so with its exit code.
    assert result.exit_code == (1 if "--fail-on" in example else 0), result.stderr
    written = re.search(r"-o (\S+)", example)
    answer = (tmp_path / written[1]).read_bytes() if written else result.stdout.encode()
    assert len(answer.strip().splitlines()) > 1
    assert "No answer" not in result.stderr


def test_without_a_command_the_help_is_shown() -> None:
    assert "Usage: mandates" in CliRunner().invoke(main, [], prog_name="mandates").output


def test_the_version_is_that_of_the_package() -> None:
    result = CliRunner().invoke(main, ["--version"])
    assert (result.exit_code, result.stdout) == (0, f"mandates, version {__version__}\n")


def test_the_installed_command_is_this_one() -> None:
    (entry,) = importlib.metadata.entry_points(group="console_scripts", name="mandates")
    assert entry.load() is start.main


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys\nfrom mandategraph.cli import main\n"
        "main(['report', '--help'], standalone_mode=False)\n"
        "heavy = {'rdflib', 'pyshacl', 'networkx', 'pyoxigraph', 'pyld'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_help_offers_is_what_the_writers_know() -> None:
    assert set(answers.TABLE_FORMATS) == set(tables.TABLE_FORMATS)
    assert set(answers.DOSSIER_FORMATS) == set(forms.FORMS)
    assert set(answers.PICTURE_FORMATS) == set(pictures.FORMATS)
    assert set(answers.EXPORT_FORMATS) == set(export.FORMATS)
    assert set(answers.NETWORK_FORMATS) == set(networkfiles.NETWORK_FORMATS)
    assert set(options.NETWORKS) == set(network.NETWORKS)
    assert set(options.FRAMES) == set(jsonld.FRAMES)


def test_the_reference_in_the_documentation_is_up_to_date() -> None:
    expected = runpy.run_path(str(ROOT / "docs" / "make_cli.py"))["page"]()
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == expected, "run: python docs/make_cli.py"


@pytest.mark.parametrize("command", COMMANDS)
def test_the_reference_names_every_command(command: str) -> None:
    assert f"## mandates {command}\n" in (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
