"""From a file to RDF: formats read, reading understands, triples writes."""
