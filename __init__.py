"""A knowledge graph of international instruments and of the mandates that they give.

The flow goes one way: `loaders.formats` reads a file into a `Document` (a tree of provisions),
`loaders.reading` turns it into records, `loaders.triples` writes them as RDF, `graph` validates, stores,
analyses and exports, `queries` asks, and `cli` talks to a person.
"""

__version__ = "0.1.0"
