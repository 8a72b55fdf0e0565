"""How far the reading agrees with the public registry of UN mandates, which a large language model has read.

    python benchmarks/registry.py [--sample 60] [--seed 60]

Prints, over the whole registry, the recall of the citations that its `links` mark, its operative paragraphs that are
provisions here, and, for the documents that carry its own reading (`mandates`), the agreement on holder and paragraph.
`--sample` prints that many differences of holders to be judged; `docs/registry.md` has the verdicts.
`mandates agreement` tells the same in full; `mandategraph.evaluation.agreement` says what is compared. The registry is
not part of the project: it is used where it lies beside the checkout, in `../shared/`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from mandategraph.evaluation.agreement import agreement
from mandategraph.evaluation.disagreements import CITATIONS, HOLDERS, PARAGRAPHS
from mandategraph.loaders.sources import source_files

REGISTRY = Path(__file__).resolve().parents[2] / "shared" / "registry" / "registry.tar.xz"


def main() -> None:
    """Print the recall of citations and paragraphs, the agreement on holders, and a sample of the differences."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=0, help="print this many differences")
    parser.add_argument("--seed", type=int, default=60, help="which sample")
    arguments = parser.parse_args()
    if not REGISTRY.exists():
        sys.exit(f"{REGISTRY} is not at hand")
    found = agreement(source_files([REGISTRY]))
    for note in found.notes:
        print(note, file=sys.stderr)
    citations, paragraphs, holders = (found.total[name] for name in (CITATIONS, PARAGRAPHS, HOLDERS))
    print(f"citations marked by links: {citations.right + citations.missed}, found: {citations.recall:.3f}")
    print(f"operative paragraphs: {paragraphs.right + paragraphs.missed}, provisions here: {paragraphs.recall:.4f}")
    print(
        f"holder and paragraph: {holders.right} agreed, {holders.extra} only ours, {holders.missed} only the registry's"
    )
    print(f"precision {holders.precision:.3f} recall {holders.recall:.3f} F1 {holders.f1:.3f}")
    for each in found.disagreements(HOLDERS, arguments.sample, arguments.seed):
        beside = ", ".join(each.others) or "nothing"
        print(f"\n{each.side} | {each.document} | {each.passage.leaf} | {each.value} | {beside} | {each.passage.text}")


if __name__ == "__main__":
    main()
