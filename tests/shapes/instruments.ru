# Broken examples: instruments and their receptions. How to read this file: README.md.

### Instrument-key minCount | exactly one key
DELETE DATA { id:A-RES-55-25 mg:key "A/RES/55/25" }

### Instrument-key maxCount | exactly one key
INSERT DATA { id:A-RES-55-25 mg:key "palermo" }

### Instrument-key datatype | mg:key
DELETE DATA { id:A-RES-55-25 mg:key "A/RES/55/25" } ;
INSERT DATA { id:A-RES-55-25 mg:key "A/RES/55/25"@en }

### Instrument-key minLength | mg:key
DELETE DATA { id:A-RES-55-25 mg:key "A/RES/55/25" } ;
INSERT DATA { id:A-RES-55-25 mg:key "" }

### Instrument-identifier maxCount | one identifier
INSERT DATA { id:A-RES-55-25 dcterms:identifier "A/RES/55/25, annex 1" }

### Instrument-identifier datatype | a string
DELETE DATA { id:A-RES-55-25 dcterms:identifier "A/RES/55/25, annex I" } ;
INSERT DATA { id:A-RES-55-25 dcterms:identifier "A/RES/55/25, annex I"@en }

### Instrument-identifier minLength | one identifier
DELETE DATA { id:A-RES-55-25 dcterms:identifier "A/RES/55/25, annex I" } ;
INSERT DATA { id:A-RES-55-25 dcterms:identifier "" }

### Instrument-identifier-unique select | "A/RES/56/261" also belongs to
DELETE DATA { id:A-RES-55-25 dcterms:identifier "A/RES/55/25, annex I" } ;
INSERT DATA { id:A-RES-55-25 dcterms:identifier "A/RES/56/261" }

### Instrument-identified or | needs a dcterms:identifier
DELETE DATA { id:A-RES-55-25 dcterms:identifier "A/RES/55/25, annex I" }

### Instrument-titled or | needs a dcterms:title
DELETE DATA { id:EXAMPLE-1 dcterms:title "An example of rarer forms" }

### Instrument-symbol maxCount | one symbol at most
INSERT DATA { id:A-RES-55-25 mg:symbol "A/55/383" }

### Instrument-symbol datatype | a string
DELETE DATA { id:A-RES-55-25 mg:symbol "A/RES/55/25" } ;
INSERT DATA { id:A-RES-55-25 mg:symbol <https://undocs.org/A/RES/55/25> }

### Instrument-symbol minLength | mg:symbol
DELETE DATA { id:A-RES-55-25 mg:symbol "A/RES/55/25" } ;
INSERT DATA { id:A-RES-55-25 mg:symbol "" }

### Instrument-title nodeKind | title of an instrument
INSERT DATA { id:EXAMPLE-1 dcterms:title id:title }

### Instrument-title minLength | title of an instrument
INSERT DATA { id:EXAMPLE-1 dcterms:title "" }

### Instrument-alternative-title disjoint | no repetition of the title
INSERT DATA { id:EXAMPLE-1 skos:altLabel "An example of rarer forms" }

### Instrument-alternative-title nodeKind | alternative title
INSERT DATA { id:EXAMPLE-1 skos:altLabel id:title }

### Instrument-alternative-title minLength | alternative title
INSERT DATA { id:EXAMPLE-1 skos:altLabel "" }

### Instrument-short-name disjoint | short name
INSERT DATA { id:A-RES-55-25 mg:shortName "Convention against Transnational Organized Crime"@en }

### Instrument-short-name nodeKind | short name
INSERT DATA { id:A-RES-55-25 mg:shortName id:convention }

### Instrument-short-name minLength | short name
INSERT DATA { id:A-RES-55-25 mg:shortName "" }

### Instrument-date maxCount | one xsd:date
INSERT DATA { id:A-RES-55-25 eli:date_document "2000-12-15"^^xsd:date }

### Instrument-date or | xsd:gYear where only the year is known
DELETE DATA { id:A-RES-55-25 eli:date_document "2000-11-15"^^xsd:date } ;
INSERT DATA { id:A-RES-55-25 eli:date_document "15 November 2000" }

### Instrument-date or | xsd:date
# A day that the calendar does not have.
DELETE DATA { id:A-RES-55-25 eli:date_document "2000-11-15"^^xsd:date } ;
INSERT DATA { id:A-RES-55-25 eli:date_document "2000-11-31"^^xsd:date }

### Instrument-passed-by class | must name a body
INSERT DATA { id:EXAMPLE-1 eli:passed_by body:nobody }

### Instrument-annex-of class | must name an instrument
INSERT DATA { id:EXAMPLE-1 eli:is_annex_of id:nothing }

### Instrument-annex-circle select | an annex of itself
INSERT DATA { id:A-RES-56-261 eli:is_annex_of <https://w3id.org/mandategraph/id/A-RES-56-261/annex> }

### Instrument-reception class | who received the instrument
INSERT DATA { id:EXAMPLE-1 mg:reception id:nothing }

### Instrument-cites class | mg:UnresolvedInstrument
INSERT DATA { id:EXAMPLE-1 eli:cites id:A-RES-88-1 }

### Instrument-source maxCount | one source file
INSERT DATA { id:EXAMPLE-1 prov:wasDerivedFrom
    <https://w3id.org/mandategraph/id/source/cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc> }

### Instrument-source nodeKind | SHA-256
DELETE WHERE { id:EXAMPLE-1 prov:wasDerivedFrom ?source } ;
INSERT DATA { id:EXAMPLE-1 prov:wasDerivedFrom
    "https://w3id.org/mandategraph/id/source/cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc" }

### Instrument-source pattern | SHA-256
DELETE WHERE { id:EXAMPLE-1 prov:wasDerivedFrom ?source } ;
INSERT DATA { id:EXAMPLE-1 prov:wasDerivedFrom <https://w3id.org/mandategraph/id/source/example.txt> }

### Instrument-source-known select | which file they were read from
DELETE WHERE { id:EXAMPLE-1 prov:wasDerivedFrom ?source }

### Instrument-class select | Say which (mg:Resolution
DELETE DATA { id:A-RES-55-25 a mg:Convention }

### UnresolvedInstrument or | what the citation gives
DELETE DATA { id:A-RES-77-1 dcterms:identifier "A/RES/77/1" }

### Reception-of minCount | No instrument has this reception
DELETE DATA { <https://w3id.org/mandategraph/id/A-RES-56-261/annex> mg:reception id:reception-of-the-plan }

### Reception-by minCount | exactly one body that receives
DELETE DATA { id:reception-of-the-plan mg:receivedBy body:ga }

### Reception-by maxCount | exactly one body that receives
INSERT DATA { id:reception-of-the-plan mg:receivedBy body:ccpcj }

### Reception-by class | Name one mg:Body
DELETE DATA { id:reception-of-the-plan mg:receivedBy body:ga } ;
INSERT DATA { id:reception-of-the-plan mg:receivedBy body:nobody }

### Reception-kind minCount | approves, adopts, endorses or takes note
DELETE DATA { id:reception-of-the-plan mg:receptionKind reception:takes-note }

### Reception-kind maxCount | exactly one kind
INSERT DATA { id:reception-of-the-plan mg:receptionKind reception:approves }

### Reception-kind class | mg:ReceptionKind
DELETE DATA { id:reception-of-the-plan mg:receptionKind reception:takes-note } ;
INSERT DATA { id:reception-of-the-plan mg:receptionKind kind:organ }

### Reception-in minCount | exactly one resolution
DELETE DATA { id:reception-of-the-plan mg:receivedIn id:A-RES-56-261 }

### Reception-in maxCount | exactly one resolution
INSERT DATA { id:reception-of-the-plan mg:receivedIn id:EXAMPLE-1 }

### Reception-in class | Name one mg:Instrument
DELETE DATA { id:reception-of-the-plan mg:receivedIn id:A-RES-56-261 } ;
INSERT DATA { id:reception-of-the-plan mg:receivedIn id:nothing }

### Reception-date minCount | exactly one date
DELETE DATA { id:reception-of-the-plan eli:date_document "2002-01-31"^^xsd:date }

### Reception-date maxCount | exactly one date
INSERT DATA { id:reception-of-the-plan eli:date_document "2002"^^xsd:gYear }

### Reception-date or | xsd:gYear where only the year is known
DELETE DATA { id:reception-of-the-plan eli:date_document "2002-01-31"^^xsd:date } ;
INSERT DATA { id:reception-of-the-plan eli:date_document 2002 }

### Instrument-session-of class | in the session of one body
INSERT DATA { id:A-RES-55-25 mg:sessionOf id:A-RES-56-261 }

### Instrument-session-of maxCount | in the session of one body
INSERT DATA { id:A-RES-55-25 mg:sessionOf body:ga , body:cicp }

### Instrument-session datatype | A session (mg:session)
INSERT DATA { id:A-RES-55-25 mg:session 55 }

### Instrument-session pattern | A session (mg:session)
INSERT DATA { id:A-RES-55-25 mg:session "fifty-fifth" }

### Instrument-session maxCount | A session (mg:session)
INSERT DATA { id:A-RES-55-25 mg:session "55" , "56" }

### Instrument-agenda-item datatype | An agenda item
INSERT DATA { id:A-RES-55-25 mg:agendaItem 125 }

### Instrument-agenda-item pattern | An agenda item
INSERT DATA { id:A-RES-55-25 mg:agendaItem "one hundred" }
