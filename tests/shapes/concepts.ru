# Broken examples: concepts and their schemes. How to read this file: README.md.

### Scheme or | needs a title
DELETE DATA { scheme:themes skos:prefLabel "Themes"@en }

### Concept-english-label qualifiedMinCount | preferred label in English
DELETE DATA { theme:crime-prevention skos:prefLabel "Crime prevention"@en }

### Concept-label uniqueLang | one preferred label
INSERT DATA { theme:crime-prevention skos:prefLabel "Prevention of crime"@en }

### Concept-label datatype | with its language tag
INSERT DATA { theme:crime-prevention skos:prefLabel "Prevention of crime" }

### Concept-label minLength | one preferred label
INSERT DATA { theme:crime-prevention skos:prefLabel ""@es }

### Concept-alternative-label datatype | has a language tag
INSERT DATA { theme:crime-prevention skos:altLabel "Prevention of crime" }

### Concept-alternative-label disjoint | no repetition of skos:prefLabel
INSERT DATA { theme:crime-prevention skos:altLabel "Crime prevention"@en }

### Concept-alternative-label minLength | not empty
INSERT DATA { theme:crime-prevention skos:altLabel ""@en }

### Concept-definition qualifiedMinCount | definition in English
DELETE WHERE { theme:crime-prevention skos:definition ?definition }

### Concept-definition uniqueLang | one definition
INSERT DATA { theme:crime-prevention skos:definition "Something else."@en }

### Concept-key minCount | exactly one key
DELETE DATA { theme:crime-prevention skos:notation "crime-prevention" }

### Concept-key maxCount | exactly one key
INSERT DATA { theme:crime-prevention skos:notation "prevention" }

### Concept-key datatype | a string such as
DELETE DATA { theme:crime-prevention skos:notation "crime-prevention" } ;
INSERT DATA { theme:crime-prevention skos:notation "crime-prevention"@en }

### Concept-key minLength | exactly one key
DELETE DATA { theme:crime-prevention skos:notation "crime-prevention" } ;
INSERT DATA { theme:crime-prevention skos:notation "" }

### Concept-key-unique select | the key "crime-prevention" also belongs to
DELETE DATA { theme:organized-crime skos:notation "organized-crime" } ;
INSERT DATA { theme:organized-crime skos:notation "crime-prevention" }

### Concept-label-unique select | the label "Crime prevention" is also the label of
DELETE DATA { theme:organized-crime skos:prefLabel "Organized crime"@en } ;
INSERT DATA { theme:organized-crime skos:prefLabel "Crime prevention"@en }

### Concept-circle select | broader than itself
INSERT DATA { theme:organized-crime skos:broader theme:crime-prevention . theme:crime-prevention skos:broader theme:organized-crime }

### Concept-scheme minCount | exactly one scheme
DELETE DATA { theme:crime-prevention skos:inScheme scheme:themes }

### Concept-scheme maxCount | exactly one scheme
INSERT DATA {
    id:cue a skos:Concept ; skos:notation "cue" ; skos:prefLabel "Cue"@en ; skos:definition "A word that gives something away."@en ;
        skos:inScheme scheme:themes , scheme:conditions
}

### Concept-scheme class | an skos:ConceptScheme
DELETE DATA { scheme:themes a skos:ConceptScheme } ;
INSERT DATA { scheme:themes a skos:Collection }

### Theme-scheme in | id:scheme/themes
DELETE DATA { theme:crime-prevention skos:inScheme scheme:themes } ;
INSERT DATA { theme:crime-prevention skos:inScheme scheme:conditions }

### ActionType-scheme in | id:scheme/action-types
DELETE DATA { action:assist skos:inScheme scheme:action-types } ;
INSERT DATA { action:assist skos:inScheme scheme:themes }

### Condition-scheme in | id:scheme/conditions
DELETE DATA { condition:on-request skos:inScheme scheme:conditions } ;
INSERT DATA { condition:on-request skos:inScheme scheme:themes }

### BodyKind-scheme in | id:scheme/body-kinds
DELETE DATA { kind:organ skos:inScheme scheme:body-kinds } ;
INSERT DATA { kind:organ skos:inScheme scheme:themes }

### ChangeKind-scheme in | id:scheme/change-kinds
DELETE DATA { how:renamed skos:inScheme scheme:change-kinds } ;
INSERT DATA { how:renamed skos:inScheme scheme:themes }

### ReceptionKind-scheme in | id:scheme/receptions
DELETE DATA { reception:approves skos:inScheme scheme:receptions } ;
INSERT DATA { reception:approves skos:inScheme scheme:themes }

### Modality-scheme in | id:scheme/modalities
DELETE DATA { modality:obligation skos:inScheme scheme:modalities } ;
INSERT DATA { modality:obligation skos:inScheme scheme:themes }

### Modality-strength minCount | exactly one strength
DELETE DATA { modality:obligation mg:strength 7 }

### Modality-strength maxCount | exactly one strength
INSERT DATA { modality:obligation mg:strength 8 }

### Modality-strength datatype | a whole number from 0
DELETE DATA { modality:obligation mg:strength 7 } ;
INSERT DATA { modality:obligation mg:strength 7.5 }

### Modality-strength minInclusive | a whole number from 0
DELETE DATA { modality:obligation mg:strength 7 } ;
INSERT DATA { modality:obligation mg:strength -7 }

### Modality-strength-unique select | neither is the stronger
DELETE DATA { modality:obligation mg:strength 7 } ;
INSERT DATA { modality:obligation mg:strength 5 }

### Cued-words datatype | without language tag
INSERT DATA { theme:crime-prevention mg:cue "crime prevention"@en }

### Cued-words pattern | in lower case
INSERT DATA { modality:obligation mg:modal "Shall" }
