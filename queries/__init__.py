"""Named SPARQL queries, one `.rq` file each, and the catalogue that lists and binds them."""
