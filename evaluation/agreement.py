"""How far the reading agrees with a second opinion: that of the registry of UN mandates, read by a language model.

The registry is taken as right only to have a measure: precision, recall and F1 say how near the two are, not who is
right. Of each field, this counts as right, as extra (only read here) and as missed (only the registry's):

| field | right | extra | missed |
| --- | --- | --- | --- |
| holders | a paragraph and a holder that both have | only here | only there |
| verbs | a verb that both have for a holder of both | only here | only there |
| citations | a label that the registry links, found in its paragraph | another symbol beside labels | not found |
| paragraphs | an operative paragraph that is a provision here | a provision, no paragraph there | none here |
| kinds | a paragraph of both: operative, or preambular, in both | the kind here | the kind there |
| numbers | an operative paragraph of both: the same number | the number here | the number there |

Holders are compared in the documents that carry the registry's `mandates`, in operative paragraphs, for the verbs that
the registry calls directive. Left out is what its scheme does not have: what nobody holds, decisions and powers. A
directive that passes down to points counts for its introductory paragraph too, as the registry has it there. Names are
compared through the authority files; fragments of a name ("regional" of "regional and subregional organizations") are
left out. Paragraphs are the same where they have the same letters and digits; those without words, and those that the
registry found to be in another language than English, are not compared. The registry calls preambular whatever has no
number, and leaves out annexes.
"""

from __future__ import annotations

from collections.abc import Iterable

from mandategraph.errors import InputError
from mandategraph.evaluation.disagreements import Agreement, DocumentAgreement
from mandategraph.evaluation.opinions import Comparer
from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.sources import SourceFile


def agreement(files: Iterable[SourceFile], authorities: Authorities | None = None) -> Agreement:
    """Compare what is read in the registry's files, whose names tell the symbols, with what the registry made of them.

    A file out of a folder or an archive that cannot be read is noted. Raises `InputError` for one that was named, and
    where none could be read.
    """
    comparer = Comparer(authorities or Authorities.load())
    compared: list[DocumentAgreement] = []
    notes: list[str] = []
    for file in files:
        try:
            if file.refusal:
                raise InputError(file.refusal)
            compared.append(comparer.compare(file.path, file.data))
        except InputError as error:
            if not file.collected:
                raise
            notes.append(str(error))
    if not compared:
        raise InputError(f"no document of the registry among {len(notes)} files; the first: {notes[0]}")
    return Agreement(tuple(sorted(compared, key=lambda each: each.document)), tuple(sorted(notes)))
