"""The gold at hand, each with the text that it is about.

The gold of the project's own is in `tests/gold/`; more gold, and the registry that the other texts come from, are used
where they lie beside the checkout, in `../shared/`.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from mandategraph.evaluation import Evaluation, GoldRecord, evaluate, read_gold
from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.document import Document
from mandategraph.loaders.formats import read_documents
from mandategraph.loaders.reading import read

ROOT = Path(__file__).resolve().parents[1]
OWN = ROOT / "tests" / "gold"
SHARED = ROOT.parent / "shared" / "gold"
REGISTRY = ROOT.parent / "shared" / "registry" / "registry.tar.xz"
CORPUS = ROOT / "corpus" / "compendium-part-2.txt"

GoldSet = tuple[Sequence[GoldRecord], Sequence[Document], bool]
"""Gold records, the documents of the text that they are about, and whether they cover some paragraphs only."""


def corpus_gold(folder: Path = OWN) -> list[Path]:
    """Return the gold files of a folder about instruments that the package ships ("A-RES-46-152.jsonl")."""
    return sorted(path for path in folder.glob("*.jsonl") if "_" not in path.name)


def registry_gold(folder: Path = OWN) -> list[Path]:
    """Return the gold files of a folder about documents of the registry, named after them ("A_RES_45_112.jsonl")."""
    return sorted(folder.glob("*_*.jsonl"))


def registry_files(stems: Iterable[str], folder: Path) -> dict[str, Path]:
    """Unpack documents of the registry into a folder; return the files by the documents' names."""
    wanted = set(stems)
    found: dict[str, Path] = {}
    with tarfile.open(REGISTRY, "r:xz") as archive:
        for member in archive:
            stem = member.name.removesuffix(".json")
            data = archive.extractfile(member) if stem in wanted else None
            if data is not None:
                found[stem] = folder / member.name
                found[stem].write_bytes(data.read())
            if len(found) == len(wanted):
                break
    return found


def five_instruments() -> list[GoldSet]:
    """Return the gold at hand about the instruments that the package ships, all files as one."""
    files = [*corpus_gold(), *(corpus_gold(SHARED) if SHARED.exists() else ())]
    records = [record for path in files for record in read_gold(path)]
    # The gold of 56/261 leaves out three paragraphs that the shared sample has.
    return [(records, read_documents(CORPUS), not SHARED.exists())]


def other_texts(folder: Path) -> list[GoldSet]:
    """Return the gold about documents of the registry, unpacked into a folder; none where it is not at hand."""
    if not REGISTRY.exists():
        return []
    files = registry_files((path.stem for path in registry_gold()), folder)
    return [(read_gold(path), read_documents(files[path.stem]), False) for path in registry_gold()]


def evaluated(sets: Iterable[GoldSet], authorities: Authorities) -> Evaluation:
    """Read all texts and compare them with their gold."""
    results = [
        result
        for records, documents, partial in sets
        for result in evaluate(records, [read(document, authorities) for document in documents], partial).instruments
    ]
    return Evaluation(tuple(results))
