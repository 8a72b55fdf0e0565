"""Answers for people: what the graph says of a body, a theme or a commitment, each with the words that it rests on.

An answer is a `dossier.Dossier`, which `mandategraph.presentation.forms` writes as a text, a page, a document or a
workbook. Each kind of answer is a module here (`brief`, `comparison`) or, with rules or searches of its own, a folder
(`gaps`, `overlap`, `pictures`, `profile`, `renewals`, `timeline`, `trace`), whose `answer` puts the sections together.

What they share: `asked` (what was asked, for which day), `directives`, `bodies` and `changes` (what is read of the
graph), `names`, `words` and `dates` (how it is called), and `tables`.
"""
