# Broken examples: the description of a build. How to read this file: README.md.

### Build-sources minCount | must name the source files
DELETE WHERE { id:build prov:used ?source }

### Build-sources pattern | by its SHA-256
INSERT DATA {
    id:build prov:used <https://w3id.org/mandategraph/id/file-cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc> .
    <https://w3id.org/mandategraph/id/file-cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc> a prov:Entity ;
        dcterms:title "other.txt" ; dcterms:identifier "sha256:cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
}

### Build-software minCount | exactly one software
DELETE WHERE { id:build prov:wasAssociatedWith ?software }

### Build-software maxCount | exactly one software
INSERT DATA { id:build prov:wasAssociatedWith id:other . id:other a prov:SoftwareAgent ; dcat:version "2" }

### Build-software class | prov:SoftwareAgent
DELETE WHERE { id:build prov:wasAssociatedWith ?software } ;
INSERT DATA { id:build prov:wasAssociatedWith body:ga }

### Software-version minCount | exactly one version
DELETE DATA { id:software dcat:version "0.1.0" }

### Software-version maxCount | exactly one version
INSERT DATA { id:software dcat:version "0.1.1" }

### Software-version datatype | exactly one version
DELETE DATA { id:software dcat:version "0.1.0" } ;
INSERT DATA { id:software dcat:version 0.1 }

### Software-version minLength | exactly one version
DELETE DATA { id:software dcat:version "0.1.0" } ;
INSERT DATA { id:software dcat:version "" }

### Source-name minCount | needs its name
DELETE WHERE { <https://w3id.org/mandategraph/id/source/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb> dcterms:title ?title }

### Source-checksum minCount | needs its checksum
DELETE WHERE { <https://w3id.org/mandategraph/id/source/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb> dcterms:identifier ?sum }

### Source-checksum pattern | 64 hexadecimal digits
INSERT DATA { <https://w3id.org/mandategraph/id/source/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb> dcterms:identifier "md5:bbbb" }

### Source-checksum-fits select | not the one in the IRI
DELETE WHERE { <https://w3id.org/mandategraph/id/source/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb> dcterms:identifier ?sum } ;
INSERT DATA { <https://w3id.org/mandategraph/id/source/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb>
    dcterms:identifier "sha256:cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc" }

### Dataset-build minCount | exactly one build
DELETE DATA { id:dataset prov:wasGeneratedBy id:build }

### Dataset-build maxCount | exactly one build
INSERT DATA {
    id:dataset prov:wasGeneratedBy id:other .
    id:other a prov:Activity ; prov:wasAssociatedWith id:software ;
        prov:used <https://w3id.org/mandategraph/id/source/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb>
}

### Dataset-build class | prov:Activity
DELETE DATA { id:dataset prov:wasGeneratedBy id:build } ;
INSERT DATA { id:dataset prov:wasGeneratedBy id:software }

### Dataset-size maxCount | one whole number
INSERT DATA { id:graph-of-example void:triples 121 }

### Dataset-size datatype | one whole number
DELETE DATA { id:graph-of-example void:triples 120 } ;
INSERT DATA { id:graph-of-example void:triples 120.0 }

### Dataset-size minInclusive | from 0
DELETE DATA { id:graph-of-example void:triples 120 } ;
INSERT DATA { id:graph-of-example void:triples -120 }

### Subset-size minCount | its number of triples
DELETE DATA { id:graph-of-example void:triples 120 }

### Partition-class minCount | of which class it is
DELETE DATA { id:count-of-provisions void:class mg:Provision }

### Partition-class maxCount | of which class it is
INSERT DATA { id:count-of-provisions void:class mg:Paragraph }

### Partition-count minCount | needs its number
DELETE DATA { id:count-of-provisions void:entities 1 }

### Partition-count datatype | a whole number from 0
DELETE DATA { id:count-of-provisions void:entities 1 } ;
INSERT DATA { id:count-of-provisions void:entities 1.0 }

### Partition-count minInclusive | a whole number from 0
DELETE DATA { id:count-of-provisions void:entities 1 } ;
INSERT DATA { id:count-of-provisions void:entities -1 }

### Partition-count-true select | counted 2 of https://w3id.org/mandategraph/ontology#Provision, but the graph has 1
DELETE DATA { id:count-of-provisions void:entities 1 } ;
INSERT DATA { id:count-of-provisions void:entities 2 }
