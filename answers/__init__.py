"""Answers for people: what the graph says of a body, a theme or a commitment, each with the words that it rests on.

Every module makes a `dossier.Dossier` of a graph; `mandategraph.presentation.forms` writes it as a text, a page, a
document or a workbook.
"""
