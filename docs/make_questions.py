"""Write `docs/questions.md` from the headers of the named queries: `python docs/make_questions.py`."""

from __future__ import annotations

from pathlib import Path

from mandategraph.queries.catalogue import NamedQuery, catalogue

PAGE = Path(__file__).with_name("questions.md")

INTRODUCTION = """\
# Questions that the graph answers

Each of these is one SPARQL query, a file of its name in `queries/`. Ask it by name:

    mandates query --list
    mandates query mandates-of-body --set body=CICP
    mandates query paragraph --set instrument="Vienna Declaration" --set leaf=16

A body, theme, modality, action type or condition may be given by its key or by any of its names, an instrument by its
symbol in the usual spellings (`A/RES/56/261`, `56/261`, `resolution 56/261, annex`) or by its title, a leaf as in
prose (`26(a)`, `para. 26 (a)`). `mandates query bodies`, `concepts` and `instruments` list what there is. Values are
bound to variables and never become part of the query's text.

A file of your own (`mandates query FILE.rq`, `-` for standard input) is answered in the same way: the prefixes of the
vocabulary are known, relative IRIs (`<body/cicp>`) stand below the namespace of resources, and a header like those in
`queries/` declares parameters. A query only reads: updates, `SERVICE`, files and the web are refused.

<!-- Written by docs/make_questions.py from the headers of queries/*.rq; change those. -->
"""


def page() -> str:
    """Return the page as it should be."""
    index = [
        "| query | question |",
        "| --- | --- |",
        *(f"| [{query.name}](#{query.name}) | {query.question} |" for query in catalogue()),
    ]
    return "\n".join([INTRODUCTION, *index, "", *map(_entry, catalogue())])


def _entry(query: NamedQuery) -> str:
    needed = "".join(
        f' --set {parameter.name}="{parameter.example}"' for parameter in query.parameters if parameter.required
    )
    lines = [
        f"## {query.name}",
        "",
        f"**{query.title}.** {query.question}",
        "",
        f"    mandates query {query.name}{needed}",
        "",
    ]
    if query.parameters:
        lines += ["| parameter | kind | | meaning | example |", "| --- | --- | --- | --- | --- |"]
        lines += [
            f"| `{parameter.name}` | {parameter.kind} | {'required' if parameter.required else 'optional'} "
            f"| {parameter.meaning} | `{parameter.example}` |"
            for parameter in query.parameters
        ]
        lines.append("")
    lines += ["| column | meaning |", "| --- | --- |"]
    lines += [f"| {column.name} | {column.meaning} |" for column in query.columns]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
