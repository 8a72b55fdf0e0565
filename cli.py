"""The `mandates` command: parse, call one library function, print.

Data goes to standard output, talk to standard error. Exit codes: 0 fine, 1 a check found violations, 2 the command was
used wrongly, 3 an input or the store cannot be used. Heavy modules are imported where they are used, so that `--help`
is quick.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mandategraph import __version__
from mandategraph.presentation import agreement, answering, answers, options, reading
from mandategraph.presentation.answers import Answer
from mandategraph.presentation.options import answer_options, as_at_option, store_option
from mandategraph.presentation.places import build_folder, opened
from mandategraph.presentation.terminal import Commands, Talk

if TYPE_CHECKING:
    from datetime import date

    from mandategraph.graph.web import Address


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", prog_name="mandates")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on standard error but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say more on standard error.")
@click.option("--traceback", is_flag=True, help="Show the program's own trace when something fails.")
@click.pass_context
def main(ctx: click.Context, quiet: bool, verbose: bool, traceback: bool) -> None:
    """Tell which body holds which mandate, from which words of which instrument.

    First use builds the graph of the five instruments of the UN crime prevention and criminal justice programme.

    \b
    Example: mandates report --body CICP
    """
    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose exclude each other")
    ctx.obj = Talk(quiet, verbose)


@main.command()
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE]...")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes that read.  [default: one a processor]")
@click.option("--strict", is_flag=True, help="Stop at a document of a folder or archive that cannot be used.")
@click.option("--fresh", is_flag=True, help="Read everything anew, also what did not change.")
@store_option
@click.pass_obj
def build(
    talk: Talk,
    sources: tuple[Path, ...],
    workers: int | None,
    strict: bool,
    fresh: bool,
    directory: Path | Address | None,
) -> None:
    """Build the graph of some texts, or of the five that are shipped.

    A SOURCE is a file, a folder of files or a tar archive of them, such as the registry of UN mandates. The graph then
    holds what these sources have, and nothing else; what did not change since the last build is kept. It is checked
    against the shapes first, and takes the place of the one before only if it passes; with `mandates -v build` every
    violation and warning is told.

    \b
    Examples: mandates build my-resolution.txt --store ./graph
              mandates build registry.tar.xz --store ./registry
    """
    import os

    from mandategraph.graph import build as building
    from mandategraph.presentation.builds import BuildTalk, render_summary
    from mandategraph.presentation.violations import violation_table

    with BuildTalk(talk) as told:
        try:
            summary = building.build(
                sources,
                build_folder(directory),
                told.step,
                workers=workers or os.cpu_count() or 1,
                strict=strict,
                fresh=fresh,
                on_document=told.document,
            )
        except building.GateError as failure:
            talk.detail(violation_table(failure.violations))
            raise
    if summary.warnings:
        talk.detail(violation_table(summary.warnings))
    for refusal in summary.refused:
        talk.say(f"left out: {refusal}")
    if directory is not None and not isinstance(directory, Path):
        from mandategraph.graph.publishing import publish_folder

        publish_folder(summary.directory, directory, talk.progress())
    Answer("text").write(render_summary(summary, str(directory or summary.directory)))


@main.command()
@click.option("--body", default="", help="Only this body, by key or name.")
@click.option("--theme", default="", help="Only what is about this theme, by key or name.")
@click.option("--instrument", default="", help="Only this instrument, by symbol or title.")
@click.option("--modality", default="", help="Only what the text gives in this way, by key or name.")
@click.option("--since", default="", metavar="YEAR", help="Only instruments of this year or later.")
@options.choice("--by", options.GROUPS, "What to group a body's directives by:", default="instrument")
@answer_options(answers.TABLE_FORMATS)
@as_at_option
@store_option
@click.pass_obj
def report(
    talk: Talk,
    /,
    directory: Path | Address | None,
    as_at: date | None,
    answer: Answer,
    by: str,
    **filters: str,
) -> None:
    """Tell which body holds which mandate, with the words of each.

    \b
    Example: mandates report --body CICP --by theme
    """
    from mandategraph.graph import reports
    from mandategraph.presentation.report import render_report

    with opened(directory, talk, as_at) as store:
        tally, entries = reports.report(store, reports.Filters(**filters))
        if not tally.held:
            talk.say("No directive fits these filters in this graph.")
        answer.write_pieces(render_report(tally, entries, answer.format, by))


@main.command()
@click.argument("address", nargs=-1, required=True)
@click.option("--explain", is_flag=True, help="Tell how each record was read: rule, words, chapeau, citations.")
@answer_options(answers.PAGE_FORMATS, "text")
@as_at_option
@store_option
@click.pass_obj
def show(
    talk: Talk,
    address: tuple[str, ...],
    explain: bool,
    answer: Answer,
    directory: Path | Address | None,
    as_at: date | None,
) -> None:
    """Print a paragraph, and every record that rests on its words.

    The words are marked with the number of the record. An address is written as people write it: "56/261 4 (e)",
    "Vienna Declaration, para. 16", "46/152 fn9", "section II of A/RES/56/261", or an IRI of the graph.

    \b
    Example: mandates show "A/RES/56/261 4(e)"
    """
    from mandategraph.graph.accounts import accounts
    from mandategraph.graph.provisions import provision_page
    from mandategraph.presentation.provision import render_page

    with opened(directory, talk, as_at) as store:
        page = provision_page(store, " ".join(address))
        told = accounts(store, page) if explain else None
    answer.write(render_page(page, answer.format, told))


@main.command()
@click.argument("name", required=False, metavar="[NAME|FILE.rq|-]")
@click.option("--set", "values", multiple=True, metavar="KEY=VALUE", help="Bind a parameter of the query; repeatable.")
@click.option("--list", "listing", is_flag=True, help="List the named queries, or with NAME what one takes and tells.")
@answer_options(answers.QUERY_FORMATS)
@as_at_option
@store_option
@click.pass_obj
def query(
    talk: Talk,
    name: str | None,
    values: tuple[str, ...],
    listing: bool,
    answer: Answer,
    directory: Path | Address | None,
    as_at: date | None,
) -> None:
    """Answer a named query, or SPARQL from a file or standard input.

    \b
    Example: mandates query mandates-of-body --set body=CCPCJ
    """
    from mandategraph.presentation.inputs import is_text, key_values, query_text
    from mandategraph.presentation.lists import named_queries, parts_of_query
    from mandategraph.presentation.tables import render_answer
    from mandategraph.queries import catalogue

    if listing or name is None:
        table = named_queries() if name is None else parts_of_query(name)
    else:
        bound = key_values(values)
        called, text = query_text(name) if is_text(name) else (name, None)
        with opened(directory, talk, as_at) as store:
            if text is None:
                table = catalogue.run(store, name, bound)
            else:
                table = catalogue.run_text(store, text, bound, called)
    if not table.rows:
        talk.say("No answer in this graph.")
    answer.write(render_answer(table, answer.format))


@main.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@answer_options(answers.VIOLATION_FORMATS)
@store_option
@click.pass_obj
def validate(talk: Talk, files: tuple[Path, ...], answer: Answer, directory: Path | Address | None) -> None:
    """Check the store, or RDF files, against the shapes.

    The exit code is 1 where something violates them; a warning tells what the original may have, such as a gap in its
    numbering.

    \b
    Example: mandates validate mine.ttl --format turtle
    """
    from mandategraph.graph import validate as gate
    from mandategraph.presentation.violations import render_violations

    if files:
        found = gate.validate_files(files)
    else:
        with opened(directory, talk) as store:
            found = gate.validate(store.quads())
    answer.write(render_violations(found, answer.format))
    for remark in found.remarks:
        talk.say(remark)
    if not found.passes:
        sys.exit(1)


@main.command()
@click.argument("what", type=click.Choice(options.ANALYSES), metavar="WHAT")
@click.argument("things", nargs=-1, metavar="[THING THING]")
@options.choice("--network", options.NETWORKS, "What to measure, if not bodies-themes:")
@click.option("--all-holders", is_flag=True, help="Count States and others too, not only United Nations bodies.")
@answer_options((*answers.TABLE_FORMATS, *answers.NETWORK_FORMATS))
@as_at_option
@store_option
@click.pass_obj
def analyse(
    talk: Talk,
    what: str,
    things: tuple[str, ...],
    network: str | None,
    all_holders: bool,
    answer: Answer,
    directory: Path | Address | None,
    as_at: date | None,
) -> None:
    """Measure networks, or explain how two things are tied.

    \b
    WHAT is one of
      centrality    which nodes of a network the others depend on
      communities   which nodes of a network belong together
      overlap       which bodies have mandates in the same field, and how far
      coverage      which bodies cover which themes, and which themes nobody covers
      path          how one THING is tied to another, told in provisions
      network       the network itself, as a table or for another program

    \b
    Examples: mandates analyse centrality --network partnership
              mandates analyse path UNICRI trafficking-in-persons
              mandates analyse network --network citations -o citations.graphml
    """
    from mandategraph.presentation.measures import analysis

    with opened(directory, talk, as_at) as store:
        answer.write(analysis(store, what, things, network, all_holders, answer.format))


@main.command()
@options.choice("--frame", options.FRAMES, "With json-ld, make a tree for each")
@click.option(
    "--package",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write into a folder all formats, the vocabulary, and a description of the whole.",
)
@options.file_options(answers.EXPORT_FORMATS, None)
@store_option
@click.pass_obj
def export(
    talk: Talk,
    frame: str | None,
    package: Path | None,
    wanted: str | None,
    output: str,
    force: bool,
    directory: Path | Address | None,
) -> None:
    """Write the graph as RDF, CSV, GraphML or a data package.

    \b
    Examples: mandates export --format json-ld --frame body -o bodies.jsonld
              mandates export --package mandates-data
    """
    from mandategraph.graph.export import export as export_graph
    from mandategraph.graph.package import write_package

    if package is None:
        answer = answers.chosen(wanted, output, answers.EXPORT_FORMATS, None, force)
        with opened(directory, talk) as store:
            export_graph(store, answer.format, answer.destination, frame)
        return
    if wanted or frame or output != "-":
        raise click.UsageError("--package writes all formats into its folder; leave --format, --frame and --output out")
    with opened(directory, talk) as store:
        written = write_package(store, package, force, talk.progress())
    for file in written.files:
        click.echo(f"{package / file.path}\t{file.size}")


@main.command("list")
@click.argument("what", type=click.Choice(options.LISTS), default="bodies", metavar="[WHAT]")
@click.option("--unrecognized", is_flag=True, help="List the bodies of the texts that the authority files do not have.")
@answer_options(answers.TABLE_FORMATS)
@as_at_option
@store_option
@click.pass_obj
def list_(
    talk: Talk,
    what: str,
    unrecognized: bool,
    answer: Answer,
    directory: Path | Address | None,
    as_at: date | None,
) -> None:
    """List the keys that the graph knows, of bodies, themes and more.

    WHAT is bodies (the default), instruments, themes, modalities, actions, conditions or queries.

    \b
    Example: mandates list themes
    """
    from mandategraph.presentation.lists import listed
    from mandategraph.presentation.tables import render_answer

    with opened(directory, talk, as_at) as store:
        table = listed(store, what, unrecognized)
    if not table.rows:
        talk.say("Nothing to list in this graph.")
    answer.write(render_answer(table, answer.format))


main.add_command(reading.read)
main.add_command(reading.evaluate)
main.add_command(agreement.agreement)
for command in answering.COMMANDS:
    main.add_command(command)


if __name__ == "__main__":
    main(prog_name="mandates")
