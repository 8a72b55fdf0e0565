# Broken examples: bodies and their changes. How to read this file: README.md.

### Body-key minCount | exactly one key
DELETE DATA { body:unodc skos:notation "UNODC" }

### Body-key maxCount | exactly one key
INSERT DATA { body:unodc skos:notation "ODC" }

### Body-key datatype | a string such as
DELETE DATA { body:unodc skos:notation "UNODC" } ;
INSERT DATA { body:unodc skos:notation "UNODC"@en }

### Body-key minLength | exactly one key
DELETE DATA { body:unodc skos:notation "UNODC" } ;
INSERT DATA { body:unodc skos:notation "" }

### Body-key-unique select | "ODCCP" also belongs to
DELETE DATA { body:unodc skos:notation "UNODC" } ;
INSERT DATA { body:unodc skos:notation "ODCCP" }

### Body-english-label qualifiedMinCount | official English name
DELETE WHERE { body:unodc skos:prefLabel ?label } ;
INSERT DATA { body:unodc skos:prefLabel "Office des Nations Unies contre la drogue et le crime"@fr }

### Body-label uniqueLang | one official name
INSERT DATA { body:unodc skos:prefLabel "UN Office on Drugs and Crime"@en }

### Body-label datatype | with its language tag
INSERT DATA { body:unodc skos:prefLabel "UN Office on Drugs and Crime" }

### Body-label minLength | one official name
INSERT DATA { body:unodc skos:prefLabel ""@fr }

### Body-alternative-label datatype | has a language tag
INSERT DATA { body:unodc skos:altLabel "UN Office on Drugs and Crime" }

### Body-alternative-label disjoint | no repetition of skos:prefLabel
INSERT DATA { body:unodc skos:altLabel "United Nations Office on Drugs and Crime"@en }

### Body-alternative-label minLength | not empty
INSERT DATA { body:unodc skos:altLabel ""@en }

### Body-hidden-label nodeKind | collective name
INSERT DATA { body:unodc skos:hiddenLabel id:office }

### Body-hidden-label disjoint | no full name as well
INSERT DATA { body:states skos:hiddenLabel "Member States"@en }

### Body-hidden-label minLength | collective name
INSERT DATA { body:states skos:hiddenLabel ""@en }

### Body-short-name nodeKind | short name
INSERT DATA { body:unodc mg:shortName id:office }

### Body-short-name disjoint | no full name as well
INSERT DATA { body:cicp mg:shortName "CICP"@en }

### Body-short-name minLength | short name
INSERT DATA { body:unodc mg:shortName "" }

### Body-label-unique select | "UNITED NATIONS Office on Drugs and Crime" is also a name of
DELETE WHERE { body:working-group skos:prefLabel ?label } ;
INSERT DATA { body:working-group skos:prefLabel "UNITED NATIONS Office on Drugs and Crime"@en }

### Body-kind minCount | exactly one kind
DELETE DATA { body:unodc mg:bodyKind kind:secretariat-unit }

### Body-kind maxCount | exactly one kind
INSERT DATA { body:unodc mg:bodyKind kind:organ }

### Body-kind class | mg:BodyKind
DELETE DATA { body:unodc mg:bodyKind kind:secretariat-unit } ;
INSERT DATA { body:unodc mg:bodyKind kind:secretariat }

### Body-united-nations maxCount | true or false
INSERT DATA { body:unodc mg:ofUnitedNations false }

### Body-united-nations datatype | true or false
DELETE DATA { body:unodc mg:ofUnitedNations true } ;
INSERT DATA { body:unodc mg:ofUnitedNations "yes" }

### Body-united-nations-said or | must say whether it is of the UN system
DELETE DATA { body:unodc mg:ofUnitedNations true }

### Body-parent class | bodies.ttl
INSERT DATA { body:unodc org:unitOf body:nobody }

### Body-parent-circle select | a part of itself
INSERT DATA { body:odccp org:subOrganizationOf body:cicp }

### Body-same-as maxCount | never owl:sameAs
INSERT DATA { body:odccp owl:sameAs body:unodc }

### Body-recognized select | not typed mg:UnrecognizedBody
DELETE DATA { body:unodc mg:bodyKind kind:secretariat-unit } ;
INSERT DATA { body:unodc mg:bodyKind kind:unrecognized }

### UnrecognizedBody-kind in | id:body-kind/unrecognized
DELETE DATA { body:working-group mg:bodyKind kind:unrecognized } ;
INSERT DATA { body:working-group mg:bodyKind kind:commission }

### UnrecognizedBody-united-nations maxCount | Nobody knows
INSERT DATA { body:working-group mg:ofUnitedNations false }

### BodyChange-kind minCount | exactly one kind
DELETE DATA { change:odccp-renamed mg:changeKind how:renamed }

### BodyChange-kind maxCount | exactly one kind
INSERT DATA { change:odccp-renamed mg:changeKind how:made-part-of }

### BodyChange-kind class | mg:ChangeKind
DELETE DATA { change:odccp-renamed mg:changeKind how:renamed } ;
INSERT DATA { change:odccp-renamed mg:changeKind how:rebranded }

### BodyChange-original class | org:originalOrganization must name a body
DELETE DATA { change:odccp-renamed org:originalOrganization body:odccp } ;
INSERT DATA { change:odccp-renamed org:originalOrganization "ODCCP" }

### BodyChange-resulting class | org:resultingOrganization must name a body
DELETE DATA { change:odccp-renamed org:resultingOrganization body:unodc } ;
INSERT DATA { change:odccp-renamed org:resultingOrganization body:nobody }

### BodyChange-effected minCount | whether it happened
DELETE DATA { change:odccp-renamed mg:effected true }

### BodyChange-effected maxCount | whether it happened
INSERT DATA { change:odccp-renamed mg:effected false }

### BodyChange-effected datatype | whether it happened
DELETE DATA { change:odccp-renamed mg:effected true } ;
INSERT DATA { change:odccp-renamed mg:effected "yes" }

### BodyChange-date maxCount | one date at most
INSERT DATA { change:odccp-renamed dcterms:date "2002-10-01"^^xsd:date }

### BodyChange-date or | a year, a month or a day
DELETE DATA { change:odccp-renamed dcterms:date "2002"^^xsd:gYear } ;
INSERT DATA { change:odccp-renamed dcterms:date "autumn 2002" }

### BodyChange-dated or | A change that happened needs a date
DELETE DATA { change:odccp-renamed dcterms:date "2002"^^xsd:gYear }

### BodyChange-instrument-dated or | Give the instrument its date
# What a text makes is dated by its instrument.
DELETE DATA { id:EXAMPLE-1 eli:date_document "1991"^^xsd:gYear }

### BodyChange-provision class | the provision that it was read from
DELETE DATA { example:para_I_1__dissolved__ccpc mg:sourceProvision example:para_I_1 } ;
INSERT DATA { example:para_I_1__dissolved__ccpc mg:sourceProvision example:para_I_11 }

### BodyChange-evidence or | needs its evidence
DELETE DATA { change:odccp-renamed dcterms:source "ST/SGB/2004/6" }

### BodyChange-evidence or | needs its evidence
# Words, but no provision in which they stand.
DELETE DATA { example:para_I_1__dissolved__ccpc mg:sourceProvision example:para_I_1 }

### BodyChange-bodies select | "renamed" lacks the body as it became
DELETE DATA { change:odccp-renamed org:resultingOrganization body:unodc }

### BodyChange-bodies select | "dissolved" lacks the body as it was
DELETE DATA { example:para_I_1__dissolved__ccpc org:originalOrganization body:ccpc } ;
INSERT DATA { example:para_I_1__dissolved__ccpc org:resultingOrganization body:ccpcj }

### BodyChange-bodies select | "established" lacks the body as it became
DELETE DATA { example:para_II_1__established__working-group org:resultingOrganization body:working-group }

### BodyChange-bodies select | "renamed" lacks the body as it was
# A text may leave one of the two bodies open, not both.
DELETE DATA { example:para_I_1__dissolved__ccpc org:originalOrganization body:ccpc ; mg:changeKind how:dissolved } ;
INSERT DATA { example:para_I_1__dissolved__ccpc mg:changeKind how:renamed }

### BodyChange-circle select | becomes itself again
INSERT DATA {
    change:back-again a mg:BodyChange , org:ChangeEvent ; mg:changeKind how:renamed ; org:originalOrganization body:unodc ;
        org:resultingOrganization body:odccp ; dcterms:date "2002"^^xsd:gYear ; mg:effected true ; dcterms:source "made up"
}

### BodyChange-circle select | becomes itself again
INSERT DATA {
    change:nothing a mg:BodyChange , org:ChangeEvent ; mg:changeKind how:renamed ; org:originalOrganization body:ga ;
        org:resultingOrganization body:ga ; dcterms:date "2002"^^xsd:gYear ; mg:effected true ; dcterms:source "made up"
}

### BodyChange-sequence select | comes out of a change in 1997
DELETE DATA { change:odccp-renamed dcterms:date "2002"^^xsd:gYear } ;
INSERT DATA { change:odccp-renamed dcterms:date "1992"^^xsd:gYear }
