# Broken examples: typing errors, things without a class, things without a name. How to read this file: README.md.

### Anything-class select | no class https://w3id.org/mandategraph/ontology#Bodie
INSERT DATA { body:ga a mg:Bodie }

### Anything-class select | no class
# A class that nothing else looks for: the thing is in no other shape's focus.
INSERT DATA { id:someone a mg:Mandat }

### Anything-broader-class select | must also have the broader class https://w3id.org/mandategraph/ontology#Provision
DELETE DATA { plan:para_2 a mg:Provision }

### Anything-broader-class select | must also have the broader class http://www.w3.org/2004/02/skos/core#Concept
DELETE DATA { theme:crime-prevention a skos:Concept }

### Anything-property select | no property https://w3id.org/mandategraph/ontology#shortname
INSERT DATA { body:ga mg:shortname "Assembly" }

### Described-class minCount | IRI may be misspelt
INSERT DATA { body:gaa skos:altLabel "UN General Assembly"@en }

### Described-class minCount | no class
INSERT DATA { theme:corruptoin mg:cue "bribe*" }

### Named nodeKind | blank node
INSERT DATA {
    [] a skos:Concept , mg:Theme ; skos:inScheme scheme:themes ; skos:notation "corruption" ; skos:prefLabel "Corruption"@en ;
        skos:definition "The abuse of entrusted power."@en
}
