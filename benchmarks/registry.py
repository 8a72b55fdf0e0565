"""How far the reading agrees with the public registry of UN mandates, which a large language model has read.

    python benchmarks/registry.py [--sample 60] [--seed 60]

Prints the recall of the citations that the registry's `links` mark, and, for the documents that carry the registry's
own reading (`mandates`), the agreement on holder and paragraph in paragraphs that direct. `--sample` prints that many
differences to be judged; `docs/registry.md` has the verdicts. The registry is not part of the project: it is used
where it lies beside the checkout, in `../shared/`.

Only what is comparable counts: verbs that the registry calls directive, in operative paragraphs; not what nobody holds,
decisions or powers, which its scheme does not have. A directive that passes down to points is compared with the
introductory paragraph as well. Names are compared through the authority files; fragments of a name ("regional" of
"regional and subregional organizations") are left out.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tarfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from mandategraph.errors import InputError
from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.formats import registry
from mandategraph.loaders.reading import read
from mandategraph.loaders.reading.actors import ActorFinder
from mandategraph.loaders.reading.lexicon import lexicon
from mandategraph.loaders.reading.roles import unknown_key
from mandategraph.loaders.records import UNASSIGNED, Directive
from mandategraph.loaders.symbols import find_symbols

REGISTRY = Path(__file__).resolve().parents[2] / "shared" / "registry" / "registry.tar.xz"
FRAGMENTS = {"international", "regional", "subregional", "national", "local", "programmes", "funds", ""}
DIRECTING = re.compile(
    r"\W*(?:also |further |strongly |again )*(?:requests?|urges?|calls? (?:also |further )?(?:up)?on|calls? for"
    r"|invites?|encourages?|recommends?|asks?|appeals?|demands?|directs?|instructs?)",
    re.IGNORECASE,
)
LIMITS = re.compile(r"^(?:(?:the|all|other|relevant|its|concerned|interested) )+")
LETTER = re.compile(r"(?<=\d)[A-Z](?:-[A-Z])?$")

Paragraph = Mapping[str, Any]


class Difference(NamedTuple):
    """A holder that one of the two has for a paragraph and the other has not."""

    side: str
    document: str
    number: str
    holder: str
    other_holders: tuple[str, ...]
    text: str


def main() -> None:
    """Print the recall of citations, the agreement on holders, and a sample of the differences."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=0, help="print this many differences")
    parser.add_argument("--seed", type=int, default=60, help="which sample")
    arguments = parser.parse_args()
    if not REGISTRY.exists():
        sys.exit(f"{REGISTRY} is not at hand")
    authorities = Authorities.load()
    marked = found = agreed = 0
    differences: list[Difference] = []
    for name, data in _documents():
        paragraphs = json.loads(data)
        for paragraph in paragraphs:
            hits = list(_links_found(paragraph))
            marked, found = marked + len(hits), found + sum(hits)
        if any(paragraph.get("mandates") for paragraph in paragraphs):
            both, apart = _compared(name, data, paragraphs, authorities)
            agreed += both
            differences += apart
    ours = sum(difference.side == "ours" for difference in differences)
    precision, recall = agreed / (agreed + ours), agreed / (agreed + len(differences) - ours)
    print(f"citations marked by links: {marked}, found: {found / marked:.3f}")
    print(f"holder and paragraph: {agreed} agreed, {ours} only ours, {len(differences) - ours} only the registry's")
    print(f"precision {precision:.3f} recall {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}")
    differences.sort()
    for difference in random.Random(arguments.seed).sample(differences, min(arguments.sample, len(differences))):
        print("\n" + " | ".join(map(str, difference)))


def _documents() -> Iterator[tuple[str, bytes]]:
    with tarfile.open(REGISTRY, "r:xz") as archive:
        for member in archive:
            data = archive.extractfile(member) if member.name.endswith(".json") else None
            if data is not None:
                yield Path(member.name).stem, data.read()


def _links_found(paragraph: Paragraph) -> Iterator[bool]:
    """Tell, for each citation that the registry marks in a paragraph, whether it is found."""
    symbols = [_plain(match.symbol) for match in find_symbols(paragraph["text"])]
    for label, _ in paragraph.get("links") or ():
        yield any(symbol.endswith(_plain(label)) for symbol in symbols)


def _plain(symbol: str) -> str:
    """Return a symbol without blanks and hyphens, and without the letter that the registry leaves out."""
    return LETTER.sub("", re.sub(r"[\s‑-]", "", symbol).upper())


def _compared(
    name: str, data: bytes, paragraphs: Sequence[Paragraph], authorities: Authorities
) -> tuple[int, list[Difference]]:
    """Return how many holders the two agree on in a document, and where they differ."""
    ours = _our_holders(name, data, authorities)
    finder = ActorFinder(lexicon(authorities).actors)
    agreed, differences = 0, []
    for paragraph in paragraphs:
        text, number = paragraph["text"], paragraph.get("prefix") or ""
        finder.mentions(text)
        theirs = set(_their_holders(paragraph, finder))
        mine = ours.get(_words(text), {})
        if paragraph.get("paragraph_type") != "operative" or not (theirs or DIRECTING.match(text)):
            continue
        agreed += len(mine.keys() & theirs)
        for holder in mine.keys() - theirs:
            if theirs or not mine[holder].chapeau:
                differences.append(Difference("ours", name, number, holder, tuple(sorted(theirs)), text))
        for holder in theirs - mine.keys():
            differences.append(Difference("registry", name, number, holder, tuple(sorted(mine)), text))
    return agreed, differences


def _our_holders(name: str, data: bytes, authorities: Authorities) -> dict[str, dict[str, Directive]]:
    """Return our directives that can be compared, by the words of their paragraphs and by holder."""
    holders: dict[str, dict[str, Directive]] = defaultdict(dict)
    try:
        documents = registry.read(data, Path(f"{name}.json"))
    except InputError as error:
        print(error, file=sys.stderr)
        return {}
    for document in documents:
        texts = {provision.eid: _words(provision.text) for provision in document.walk()}
        for directive in read(document, authorities).directives:
            if directive.holder != UNASSIGNED and directive.modality not in ("decision", "permission"):
                for eid in filter(None, (directive.chapeau, directive.quote.eid)):
                    holders[texts[eid]][directive.holder] = directive
    return holders


def _their_holders(paragraph: Paragraph, finder: ActorFinder) -> Iterator[str]:
    """Yield the keys of those to whom the registry assigns a paragraph by a directive verb."""
    for mandate in paragraph.get("mandates") or ():
        if mandate["action_verb_type"] == "directive":
            names = (assignee["assignee"] or "" for assignee in mandate["assignees"])
            for name in (each for each in names if each not in FRAGMENTS):
                known = finder.mentions(f"the {name}")
                yield known[0].key if known else unknown_key(LIMITS.sub("", name))


def _words(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


if __name__ == "__main__":
    main()
