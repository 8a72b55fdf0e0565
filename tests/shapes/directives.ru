# Broken examples: directives and quotations. How to read this file: README.md.

### Directive-class select | this is 0 of them
DELETE DATA { plan:para_1__point_b__cicp a mg:Mandate }

### HeldDirective-holder minCount | exactly one holder
DELETE DATA { plan:para_2__states mg:holder body:states }

### HeldDirective-holder maxCount | exactly one holder
INSERT DATA { plan:para_1__point_b__cicp mg:holder body:odccp }

### HeldDirective-holder class | mg:UnassignedDirective if the text names nobody
DELETE DATA { plan:para_2__states mg:holder body:states } ;
INSERT DATA { plan:para_2__states mg:holder body:nobody }

### UnassignedDirective-holder maxCount | has no holder
INSERT DATA { example:para_I_2__unassigned mg:holder body:ccpcj }

### Directive-class-fits-holder select | The holder CICP is a body of the UN system
DELETE DATA { plan:para_1__point_b__cicp a mg:Mandate } ;
INSERT DATA { plan:para_1__point_b__cicp a mg:ExternalDirective }

### Directive-class-fits-holder select | The holder STATES is a kind of States
DELETE DATA { plan:para_2__states a mg:StateDirective } ;
INSERT DATA { plan:para_2__states a mg:ExternalDirective }

### Directive-class-fits-holder select | The holder WORKING-GROUP is no body of the UN system
DELETE DATA { example:para_II_1__point_a__point_i__working-group a mg:ExternalDirective } ;
INSERT DATA { example:para_II_1__point_a__point_i__working-group a mg:Mandate }

### Directive-once select | this holder already have the directive
INSERT DATA {
    plan:para_2__states-2 a mg:Directive , mg:StateDirective ; mg:holder body:states ; mg:modality modality:recommendation ;
        prov:wasDerivedFrom plan:para_2 ; mg:instrument <https://w3id.org/mandategraph/id/A-RES-56-261/annex> ;
        mg:quote "set priorities" ; mg:start 16 ; mg:end 30 ; mg:rule "modal"
}

### Directive-once select | this holder already have the directive
# Twice the same action that nobody holds.
INSERT DATA {
    example:para_I_2__unassigned-2 a mg:Directive , mg:UnassignedDirective ; mg:modality modality:obligation ;
        prov:wasDerivedFrom example:para_I_2 ; mg:instrument id:EXAMPLE-1 ;
        mg:quote "be held" ; mg:start 22 ; mg:end 29 ; mg:rule "passive"
}

### Directive-modality minCount | exactly one modality
DELETE DATA { plan:para_2__states mg:modality modality:undertaking }

### Directive-modality maxCount | exactly one modality
INSERT DATA { plan:para_2__states mg:modality modality:obligation }

### Directive-modality class | from modalities.ttl
DELETE DATA { plan:para_2__states mg:modality modality:undertaking } ;
INSERT DATA { plan:para_2__states mg:modality modality:wish }

### Directive-action-type class | action-types.ttl
INSERT DATA { plan:para_2__states mg:actionType theme:organized-crime }

### Directive-partner class | other than the holder
INSERT DATA { plan:para_2__states mg:partner body:nobody }

### Directive-partner disjoint | other than the holder
INSERT DATA { plan:para_2__states mg:partner body:states }

### Directive-condition class | conditions.ttl
INSERT DATA { plan:para_2__states mg:condition "on request" }

### Directive-theme class | themes.ttl
INSERT DATA { plan:para_2__states dcterms:subject action:assist }

### Directive-cites class | mg:UnresolvedInstrument
INSERT DATA { plan:para_2__states eli:cites id:A-RES-88-1 }

### Directive-cites-named select | nor their footnotes cite https://w3id.org/mandategraph/id/A-RES-77-1
INSERT DATA { plan:para_2__states eli:cites id:A-RES-77-1 }

### Directive-deadline or | a year, a month or a day
INSERT DATA { plan:para_2__states mg:deadline "by 2005" }

### Directive-deadline or | that the calendar has
INSERT DATA { plan:para_2__states mg:deadline "2005-02-30"^^xsd:date }

### Directive-deadline or | a year, a month or a day
INSERT DATA { plan:para_2__states mg:deadline "20x5"^^xsd:gYear }

### Directive-deadline or | that the calendar has
INSERT DATA { plan:para_2__states mg:deadline "2005-13"^^xsd:gYearMonth }

### Directive-onward class | bodies.ttl
INSERT DATA { plan:para_2__states mg:onwardAddressee id:A-RES-55-25 }

### Directive-implements class | load the instrument that has the provision
INSERT DATA { plan:para_2__states mg:implements vienna:para_99 }

### Directive-implements-inherited select | at or above the provision says that it implements
INSERT DATA { example:para_I_2__unassigned mg:implements vienna:para_1 }

### Directive-source minCount | exactly one source provision
DELETE DATA { plan:para_2__states prov:wasDerivedFrom plan:para_2 }

### Directive-source maxCount | exactly one source provision
# Both points begin with the words that are quoted.
INSERT DATA { plan:para_1__point_b__cicp prov:wasDerivedFrom plan:para_1__point_c }

### Directive-source class | Name one mg:Provision
DELETE DATA { plan:para_2__states prov:wasDerivedFrom plan:para_2 } ;
INSERT DATA { plan:para_2__states prov:wasDerivedFrom plan:para_22 }

### Directive-source-leaf select | preambles, recitals and headings never direct
INSERT DATA {
    example:preamble__recital_1__states a mg:Directive , mg:StateDirective ; mg:holder body:states ; mg:modality modality:undertaking ;
        prov:wasDerivedFrom example:preamble__recital_1 ; mg:instrument id:EXAMPLE-1 ;
        mg:quote "translate our political will" ; mg:start 14 ; mg:end 42 ; mg:rule "first-person"
}

### Directive-instrument minCount | exactly one instrument
DELETE WHERE { plan:para_2__states mg:instrument ?instrument }

### Directive-instrument maxCount | exactly one instrument
INSERT DATA { plan:para_2__states mg:instrument id:EXAMPLE-1 }

### Directive-source-own select | its source provision belongs to another
DELETE WHERE { plan:para_2__states mg:instrument ?instrument } ;
INSERT DATA { plan:para_2__states mg:instrument id:EXAMPLE-1 }

### Directive-quote minCount | needs its words as evidence
DELETE WHERE { plan:para_2__states mg:quote ?quote }

### Directive-rule minCount | exactly one mg:rule
DELETE DATA { plan:para_2__states mg:rule "modal" }

### Directive-rule maxCount | exactly one mg:rule
INSERT DATA { plan:para_2__states mg:rule "chapeau" }

### Directive-rule datatype | name of the reading rule
DELETE DATA { plan:para_2__states mg:rule "modal" } ;
INSERT DATA { plan:para_2__states mg:rule id:modal }

### Directive-rule minLength | name of the reading rule
DELETE DATA { plan:para_2__states mg:rule "modal" } ;
INSERT DATA { plan:para_2__states mg:rule "" }

### Directive-chapeau class | one chapeau at most
DELETE DATA { plan:para_1__point_b__cicp mg:chapeau plan:para_1 } ;
INSERT DATA { plan:para_1__point_b__cicp mg:chapeau plan:para_11 }

### Directive-chapeau maxCount | one chapeau at most
INSERT DATA { plan:para_1__point_b__cicp mg:chapeau plan:sec_I }

### Directive-chapeau-above select | does not stand above the source provision
DELETE DATA { plan:para_1__point_b__cicp mg:chapeau plan:para_1 } ;
INSERT DATA { plan:para_1__point_b__cicp mg:chapeau plan:para_1__point_c }

### Directive-holder-words maxCount | words for the holder
INSERT DATA { plan:para_1__point_b__cicp mg:holderWords "The Centre" }

### Directive-holder-words datatype | words for the holder
DELETE DATA { plan:para_2__states mg:holderWords "Each State" } ;
INSERT DATA { plan:para_2__states mg:holderWords "Each State"@en }

### Directive-holder-words minLength | words for the holder
DELETE DATA { plan:para_2__states mg:holderWords "Each State" } ;
INSERT DATA { plan:para_2__states mg:holderWords "" }

### Directive-cue-words maxCount | words for the modality
INSERT DATA { plan:para_2__states mg:cueWords "will set" }

### Directive-cue-words datatype | words for the modality
DELETE DATA { plan:para_2__states mg:cueWords "will" } ;
INSERT DATA { plan:para_2__states mg:cueWords "will"@en }

### Directive-cue-words minLength | words for the modality
DELETE DATA { plan:para_2__states mg:cueWords "will" } ;
INSERT DATA { plan:para_2__states mg:cueWords "" }

### Directive-condition-words datatype | words for a condition
INSERT DATA { plan:para_2__states mg:conditionWords "effective"@en }

### Directive-condition-words minLength | words for a condition
INSERT DATA { plan:para_2__states mg:conditionWords "" }

### Directive-words-stand select | The words "Every State"
DELETE DATA { plan:para_2__states mg:holderWords "Each State" } ;
INSERT DATA { plan:para_2__states mg:holderWords "Every State" }

### Directive-words-stand select | The words "shall"
DELETE DATA { plan:para_1__point_b__cicp mg:cueWords "will" } ;
INSERT DATA { plan:para_1__point_b__cicp mg:cueWords "shall" }

### Directive-words-stand select | The words "interested States"
# They stand in point (b); the directive rests on paragraph 2, above which they do not.
INSERT DATA { plan:para_2__states mg:conditionWords "interested States" }

### Quotation-words datatype | without language tag
DELETE WHERE { plan:para_2__states mg:quote ?quote } ;
INSERT DATA { plan:para_2__states mg:quote "set priorities for the effective implementation"@en }

### Quotation-words minLength | not empty
DELETE WHERE { plan:para_2__states mg:quote ?quote } ;
DELETE DATA { plan:para_2__states mg:start 16 ; mg:end 63 } ;
INSERT DATA { plan:para_2__states mg:quote "" ; mg:start 500 ; mg:end 501 }

### Quotation-start minCount | needs its start
DELETE DATA { plan:para_2__states mg:start 16 }

### Quotation-start datatype | a whole number from 0
DELETE DATA { plan:para_2__states mg:start 16 } ;
INSERT DATA { plan:para_2__states mg:start 16.0 }

### Quotation-start minInclusive | a whole number from 0
DELETE DATA { plan:para_2__states mg:start 16 } ;
INSERT DATA { plan:para_2__states mg:start -1 }

### Quotation-start lessThan | less than mg:end
DELETE DATA { plan:para_2__states mg:start 16 } ;
INSERT DATA { plan:para_2__states mg:start 63 }

### Quotation-end minCount | needs its end
DELETE DATA { plan:para_2__states mg:end 63 }

### Quotation-end datatype | a whole number
DELETE DATA { plan:para_2__states mg:end 63 } ;
INSERT DATA { plan:para_2__states mg:end 63.0 }

### Quotation-stands select | does not stand at 17 to 64
DELETE DATA { plan:para_2__states mg:start 16 ; mg:end 63 } ;
INSERT DATA { plan:para_2__states mg:start 17 ; mg:end 64 }

### Quotation-stands select | there it says "set priorities"
# The right place, and other words.
DELETE WHERE { plan:para_2__states mg:quote ?quote } ;
DELETE DATA { plan:para_2__states mg:end 63 } ;
INSERT DATA { plan:para_2__states mg:quote "set a priority" ; mg:end 30 }

### Quotation-stands select | does not stand at 60 to 160
# Beyond the end of the text.
DELETE DATA { plan:para_2__states mg:start 16 ; mg:end 63 } ;
INSERT DATA { plan:para_2__states mg:start 60 ; mg:end 160 }

### Quotation-stands select | does not stand
# Offsets count code points, and the first of these letters is one, though UTF-16 would need two.
DELETE WHERE { example:para_u1 mg:text ?text } ;
INSERT DATA {
    example:para_u1 mg:text "𝐖e will act." .
    example:para_u1__states a mg:Directive , mg:StateDirective ; mg:holder body:states ; mg:modality modality:undertaking ;
        prov:wasDerivedFrom example:para_u1 ; mg:instrument id:EXAMPLE-1 ; mg:quote "act" ; mg:start 9 ; mg:end 12 ; mg:rule "first-person"
}

### Quotation-stands select | does not stand at 0 to 6
# A body change quotes as well.
DELETE WHERE { example:para_I_1__dissolved__ccpc mg:quote ?quote } ;
DELETE DATA { example:para_I_1__dissolved__ccpc mg:start 46 ; mg:end 65 } ;
INSERT DATA { example:para_I_1__dissolved__ccpc mg:quote "should" ; mg:start 0 ; mg:end 6 }
