"""The `mandates` command: parse, call one library function, print.

Data goes to standard output, talk to standard error. Exit codes: 0 fine, 1 a check found violations, 2 the command was
used wrongly, 3 an input or the store cannot be used. Heavy modules are imported where they are used, so that `--help`
is quick.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mandategraph import __version__
from mandategraph.errors import InputError, MandatesError, UsageError

if TYPE_CHECKING:
    from mandategraph.graph.store import GraphStore

Command = TypeVar("Command", bound=Callable[..., Any])

# Spelled here so that help needs no heavy import; a test holds them against the writers' own names.
TABLE_FORMATS = ("table", "markdown", "csv", "json", "jsonl", "html")
EXPORT_FORMATS = ("turtle", "trig", "nquads", "json-ld", "csv", "graphml")
REPORT_FORMATS = ("table", "turtle", "json-ld")
NETWORKS = ("bodies-themes", "bodies-instruments", "citations", "succession", "partnership")
LISTS = ("bodies", "instruments", "themes", "modalities", "actions", "conditions", "queries")

store_option = click.option(
    "--store",
    "directory",
    type=click.Path(path_type=Path),
    envvar="MANDATES_STORE",
    help="Folder of the store.  [default: $MANDATES_STORE, or the user's data folder]",
)
output_option = click.option("-o", "--output", default="-", help="File to write to; - is standard output.")


def format_option(choices: tuple[str, ...], default: str) -> Callable[[Command], Command]:
    """Return the option that chooses an output format."""
    return click.option("-f", "--format", "shape", type=click.Choice(choices), default=default, show_default=True)


class _Group(click.Group):
    """Turns expected failures into one line on standard error and the exit code that they carry."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except MandatesError as error:
            if ctx.params.get("traceback"):
                raise
            click.echo(f"mandates: {error}", err=True)
            sys.exit(error.exit_code)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", prog_name="mandates")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on standard error but errors.")
@click.option("--traceback", is_flag=True, help="Show the program's own trace when something fails.")
@click.pass_context
def main(ctx: click.Context, quiet: bool, traceback: bool) -> None:
    """Which body holds which mandate, from which words of which instrument.

    First use builds the graph of the five instruments of the UN crime prevention and criminal justice programme.

    \b
    Example: mandates report --body CICP
    """
    ctx.obj = {"quiet": quiet}


@main.command()
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@store_option
@click.pass_obj
def build(settings: dict[str, bool], sources: tuple[Path, ...], directory: Path | None) -> None:
    """Read instruments, validate their graph and commit it; without SOURCE the five that come with the program.

    \b
    Example: mandates build my-resolution.txt --store ./graph
    """
    from mandategraph.graph.build import build as build_graph

    summary = build_graph(sources, _directory(directory), _progress(settings))
    for instrument in summary.instruments:
        click.echo(f"{instrument.identifier}: {instrument.provisions} provisions, {instrument.directives} directives")
    click.echo(f"{summary.triples:,} triples in {summary.directory}")


@main.command()
@click.option("--body", default="", help="Only this body, by key or name.")
@click.option("--theme", default="", help="Only this theme.")
@click.option("--instrument", default="", help="Only this instrument, by symbol or title.")
@click.option("--modality", default="", help="Only this modality.")
@click.option("--since", default="", metavar="YEAR", help="Only instruments of this year or later.")
@click.option(
    "--by", "group", type=click.Choice(("instrument", "theme", "modality")), default="instrument", show_default=True
)
@format_option(TABLE_FORMATS, "table")
@output_option
@store_option
@click.pass_obj
def report(
    settings: dict[str, bool], directory: Path | None, shape: str, output: str, group: str, **filters: str
) -> None:
    """Tell which body holds which mandate, with the words of each.

    \b
    Example: mandates report --body CICP --by theme
    """
    from mandategraph.graph.reports import Filters, entries
    from mandategraph.presentation.report import render_report

    with _open(directory, settings) as store:
        found = entries(store, Filters(**filters))
    if not found:
        click.echo("No directive fits these filters in this graph.", err=True)
    _write(render_report(found, shape, group), output)


@main.command()
@click.argument("address", nargs=-1, required=True)
@click.option("-f", "--format", "shape", type=click.Choice(("text", "json")), default="text", show_default=True)
@store_option
@click.pass_obj
def show(settings: dict[str, bool], address: tuple[str, ...], shape: str, directory: Path | None) -> None:
    """Print a paragraph with the words marked and every record that rests on it.

    \b
    Example: mandates show "A/RES/56/261 4(e)"
    """
    from mandategraph.graph.provisions import provision_page
    from mandategraph.presentation.provision import render_page

    with _open(directory, settings) as store:
        page = provision_page(store, " ".join(address))
    _write(render_page(page, shape), "-")


@main.command()
@click.argument("name", required=False)
@click.option("--set", "values", multiple=True, metavar="KEY=VALUE", help="Bind a parameter of the query; repeatable.")
@click.option(
    "--list", "listing", is_flag=True, help="List the named queries, or with NAME its parameters and columns."
)
@format_option(TABLE_FORMATS, "table")
@output_option
@store_option
@click.pass_obj
def query(
    settings: dict[str, bool],
    name: str | None,
    values: tuple[str, ...],
    listing: bool,
    shape: str,
    output: str,
    directory: Path | None,
) -> None:
    """Answer a named query, a file FILE.rq, or - for SPARQL from standard input.

    \b
    Example: mandates query mandates-of-body --set body=UNICRI
    """
    from mandategraph.presentation.tables import render_table
    from mandategraph.queries import catalogue

    if listing or name is None:
        columns, rows = ("name", "question"), [(known.name, known.question) for known in catalogue.catalogue()]
        if name is not None:
            named = catalogue.get(name)
            columns = ("name", "meaning")
            rows = [(f"--set {p.name}=", f"{p.meaning}; for example {p.example}") for p in named.parameters]
            rows += [(column.name, column.meaning) for column in named.columns]
        _write(render_table(columns, rows, shape), output)
        return
    bound = _values(values)
    with _open(directory, settings) as store:
        if name == "-" or name.endswith(".rq"):
            table = catalogue.run_text(store, _query_text(name), bound, name)
        else:
            table = catalogue.run(store, name, bound)
    if not table.rows:
        click.echo("No answer in this graph.", err=True)
    _write(render_table(table.columns, table.rows, shape), output)


@main.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@format_option(REPORT_FORMATS, "table")
@output_option
@store_option
@click.pass_obj
def validate(
    settings: dict[str, bool], files: tuple[Path, ...], shape: str, output: str, directory: Path | None
) -> None:
    """Check the store, or RDF files, against the shapes; exit code 1 where something violates them.

    \b
    Example: mandates validate mine.ttl --format turtle
    """
    from mandategraph.graph.validate import validate as validate_graph
    from mandategraph.graph.validate import validate_files
    from mandategraph.presentation.violations import render_violations

    if files:
        found = validate_files(files)
    else:
        with _open(directory, settings) as store:
            found = validate_graph(store.quads())
    _write(render_violations(found, shape), output)
    if not found.conforms:
        sys.exit(1)


@main.command()
@click.argument("what", type=click.Choice(("centrality", "communities", "overlap", "coverage", "path", "network")))
@click.argument("things", nargs=-1)
@click.option("--network", type=click.Choice(NETWORKS), default="bodies-themes", show_default=True)
@click.option("--all-holders", is_flag=True, help="Count States and others too, not only United Nations bodies.")
@click.option(
    "-f",
    "--format",
    "shape",
    type=click.Choice((*TABLE_FORMATS, "graphml", "gexf")),
    default="table",
    show_default=True,
)
@output_option
@store_option
@click.pass_obj
def analyse(
    settings: dict[str, bool],
    what: str,
    things: tuple[str, ...],
    network: str,
    all_holders: bool,
    shape: str,
    output: str,
    directory: Path | None,
) -> None:
    """Measure the networks of bodies, themes and instruments, or explain how two things are tied.

    \b
    Examples: mandates analyse centrality --network partnership
              mandates analyse path UNICRI trafficking-in-persons
              mandates analyse network --network citations --format graphml -o citations.graphml
    """
    from mandategraph.graph.facts import Facts
    from mandategraph.presentation.measures import analysis

    with _open(directory, settings) as store:
        facts = Facts.read(store)
    _write(analysis(facts, what, things, network, all_holders, shape), output)


@main.command()
@click.option(
    "-f",
    "--format",
    "shape",
    type=click.Choice(EXPORT_FORMATS),
    default=None,
    help="Guessed from the file's suffix if left out.",
)
@click.option(
    "--frame", type=click.Choice(("instrument", "body")), default=None, help="With json-ld: one tree for each."
)
@output_option
@store_option
@click.pass_obj
def export(
    settings: dict[str, bool], shape: str | None, frame: str | None, output: str, directory: Path | None
) -> None:
    """Write the whole graph: Turtle, TriG, N-Quads, JSON-LD, a CSV of directives, or GraphML.

    \b
    Example: mandates export --format json-ld --frame body -o bodies.jsonld
    """
    from mandategraph.graph.export import export as export_graph

    with _open(directory, settings) as store:
        export_graph(store, shape or _guessed(output), output, frame)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@format_option(TABLE_FORMATS, "table")
@output_option
def read(file: Path, shape: str, output: str) -> None:
    """Print the records of a file straight away, without a store.

    \b
    Example: mandates read resolution.txt --format jsonl
    """
    from mandategraph.loaders.authorities import Authorities
    from mandategraph.loaders.formats import read_documents
    from mandategraph.loaders.reading import read as read_document
    from mandategraph.presentation.records import render_records

    authorities = Authorities.load()
    readings = [read_document(document, authorities) for document in read_documents(file)]
    _write(render_records(readings, shape), output)


@main.command("list")
@click.argument("what", type=click.Choice(LISTS), default="bodies")
@click.option("--unrecognized", is_flag=True, help="List the bodies that the authority files do not have.")
@format_option(TABLE_FORMATS, "table")
@store_option
@click.pass_obj
def list_(settings: dict[str, bool], what: str, unrecognized: bool, shape: str, directory: Path | None) -> None:
    """List what the graph knows by key: bodies, instruments, themes and the other concepts, or the queries.

    \b
    Example: mandates list themes
    """
    from mandategraph.presentation.lists import listed

    with _open(directory, settings) as store:
        _write(listed(store, what, unrecognized, shape), "-")


def _directory(directory: Path | None) -> Path:
    from mandategraph.graph.store import default_directory

    return directory or default_directory()


def _progress(settings: dict[str, bool]) -> Callable[[str], None]:
    return lambda step: None if settings["quiet"] else click.echo(step, err=True)


def _open(directory: Path | None, settings: dict[str, bool]) -> GraphStore:
    from mandategraph.graph.build import ensure_built

    return ensure_built(_directory(directory), _progress(settings))


def _values(pairs: tuple[str, ...]) -> dict[str, str]:
    values = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f"--set {pair}: write it as key=value, for example --set body=CICP")
        values[key.strip()] = value
    return values


def _query_text(name: str) -> str:
    if name == "-":
        return sys.stdin.read()
    try:
        return Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{name}: cannot be read: {error}; name a file with a SPARQL query in UTF-8") from error


def _guessed(output: str) -> str:
    suffixes = {
        ".ttl": "turtle",
        ".trig": "trig",
        ".nq": "nquads",
        ".jsonld": "json-ld",
        ".csv": "csv",
        ".graphml": "graphml",
    }
    suffix = Path(output).suffix
    if suffix not in suffixes:
        raise UsageError(f"say which format to write with --format ({', '.join(EXPORT_FORMATS)})")
    return suffixes[suffix]


def _write(text: str | bytes, output: str) -> None:
    from mandategraph.graph.output import write_result

    write_result(text if isinstance(text, bytes) else text.encode(), output)


if __name__ == "__main__":
    main()
