# Broken examples: provisions. How to read this file: README.md.

### Provision-kind select | this is 0 of them
DELETE DATA { plan:para_1__point_c a mg:Point }

### Provision-kind select | this is 2 of them
INSERT DATA { plan:para_2 a mg:Footnote } ;
INSERT DATA { plan:para_1 mg:footnote plan:para_2 }

### Provision-content or | its words were lost
DELETE WHERE { plan:fn_1 mg:text ?text }

### Provision-part-of minCount | part of exactly one thing
DELETE WHERE { plan:para_1__point_c eli:is_part_of ?parent }

### Provision-part-of maxCount | part of exactly one thing
INSERT DATA { plan:fn_1 eli:is_part_of plan:sec_I }

### Provision-part-of or | the provision above it, or the instrument
# Something that is no provision stands between.
DELETE WHERE { plan:fn_1 eli:is_part_of ?parent } ;
INSERT DATA { plan:fn_1 eli:is_part_of body:ga . body:ga eli:is_part_of <https://w3id.org/mandategraph/id/A-RES-56-261/annex> }

### Provision-under-instrument select | does not end at its own instrument
# A circle: I is part of B, B of I, and nothing below them is in the instrument any more.
DELETE WHERE { plan:sec_I eli:is_part_of ?parent } ;
INSERT DATA { plan:sec_I eli:is_part_of plan:sec_I__sec_B }

### Provision-under-instrument select | does not end at its own instrument
DELETE WHERE { plan:fn_1 eli:is_part_of ?parent } ;
INSERT DATA { plan:fn_1 eli:is_part_of id:EXAMPLE-1 }

### Provision-instrument minCount | exactly one instrument
DELETE WHERE { plan:para_1__point_c mg:instrument ?instrument }

### Provision-instrument maxCount | exactly one instrument
INSERT DATA { plan:para_1__point_c mg:instrument id:A-RES-56-261 } ;
INSERT DATA {
    <https://w3id.org/mandategraph/id/A-RES-56-261/annex> eli:is_part_of id:A-RES-56-261 .
    id:A-RES-56-261 prov:wasDerivedFrom <https://w3id.org/mandategraph/id/source/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa>
}

### Provision-instrument class | Name one mg:Instrument
DELETE WHERE { plan:para_1__point_c mg:instrument ?instrument } ;
INSERT DATA { plan:para_1__point_c mg:instrument plan:sec_I }

### Provision-order minCount | exactly one place
DELETE DATA { plan:para_2 mg:order 7 }

### Provision-order maxCount | exactly one place
INSERT DATA { plan:para_2 mg:order 70 }

### Provision-order datatype | a whole number from 1
DELETE DATA { plan:para_2 mg:order 7 } ;
INSERT DATA { plan:para_2 mg:order 7.0 }

### Provision-order minInclusive | a whole number from 1
DELETE DATA { plan:para_2 mg:order 7 } ;
INSERT DATA { plan:para_2 mg:order 0 }

### Provision-order-unique select | at place 6
DELETE DATA { plan:para_2 mg:order 7 } ;
INSERT DATA { plan:para_2 mg:order 6 }

### Provision-number maxCount | one printed number at most
INSERT DATA { plan:sec_I mg:number "1." }

### Provision-number datatype | a string such as
DELETE DATA { plan:sec_I mg:number "I." } ;
INSERT DATA { plan:sec_I mg:number 1 }

### Provision-number minLength | printed number
DELETE DATA { plan:sec_I mg:number "I." } ;
INSERT DATA { plan:sec_I mg:number "" }

### Provision-leaf maxCount | one leaf at most
INSERT DATA { plan:fn_1 mg:leaf "fn1bis" }

### Provision-leaf datatype | a string such as
DELETE DATA { plan:fn_1 mg:leaf "fn1" } ;
INSERT DATA { plan:fn_1 mg:leaf "fn1"@en }

### Provision-leaf minLength | one leaf at most
DELETE DATA { plan:fn_1 mg:leaf "fn1" } ;
INSERT DATA { plan:fn_1 mg:leaf "" }

### Provision-leaf-unique select | 2 occurs twice in this instrument
INSERT DATA {
    plan:para_2-2 a mg:Provision , mg:Paragraph ; eli:is_part_of plan:sec_I__sec_B ; mg:number "2." ; mg:leaf "2" ; mg:order 9 ;
        mg:instrument <https://w3id.org/mandategraph/id/A-RES-56-261/annex> ; mg:text "A paragraph with a number that was given before."
}

### Provision-heading maxCount | one string
INSERT DATA { plan:sec_I mg:heading "ACTION" }

### Provision-heading datatype | one string
DELETE WHERE { plan:sec_I mg:heading ?heading } ;
INSERT DATA { plan:sec_I mg:heading "ACTION AGAINST TRANSNATIONAL ORGANIZED CRIME"@en }

### Provision-heading minLength | heading
DELETE WHERE { plan:sec_I mg:heading ?heading } ;
INSERT DATA { plan:sec_I mg:heading "" }

### Provision-text maxCount | two provisions have one IRI
INSERT DATA { plan:fn_1 mg:text "Ibid." }

### Provision-text datatype | verbatim
DELETE WHERE { plan:fn_1 mg:text ?text } ;
INSERT DATA { plan:fn_1 mg:text "Resolution 55/25, annexes I-III."@en }

### Provision-text minLength | not empty
DELETE WHERE { plan:fn_1 mg:text ?text } ;
INSERT DATA { plan:fn_1 mg:text "" }

### Provision-footnote class | must lead to a footnote
INSERT DATA { plan:para_1 mg:footnote plan:para_2 }

### Provision-footnote class | must lead to a footnote
# A mark whose footnote is not there.
INSERT DATA { plan:para_1 mg:footnote plan:fn_2 }

### Provision-footnote-own select | belongs to another instrument
INSERT DATA { plan:para_1 mg:footnote example:fn_1 }

### Provision-cites class | Add it to instruments.ttl
INSERT DATA { plan:para_2 eli:cites id:A-RES-88-1 }

### Provision-implements class | a provision that is not there
INSERT DATA { plan:sec_I mg:implements vienna:para_99 }

### Provision-implements-other select | of its own instrument
INSERT DATA { plan:sec_I mg:implements plan:para_2 }

### NoLeaf-leaf maxCount | have no leaf
INSERT DATA { plan:sec_I mg:leaf "I" }

### NoHeading-heading maxCount | Only sections have headings
INSERT DATA { plan:para_2 mg:heading "Membership" }

### Preamble-place or | A preamble is part of the instrument
DELETE WHERE { example:preamble eli:is_part_of ?parent } ;
INSERT DATA { example:preamble eli:is_part_of example:para_u1 }

### Recital-place class | part of a preamble
DELETE WHERE { example:preamble__recital_1 eli:is_part_of ?parent } ;
INSERT DATA { example:preamble__recital_1 eli:is_part_of example:sec_I }

### Section-place or | part of the instrument or of another section
DELETE WHERE { example:sec_II eli:is_part_of ?parent } ;
INSERT DATA { example:sec_II eli:is_part_of example:para_I_1 }

### Section-title or | needs a heading or a number
DELETE DATA { example:sec_I mg:number "I." }

### Paragraph-leaf minCount | A paragraph needs a leaf
DELETE DATA { example:para_u1 mg:leaf "u1" }

### Paragraph-place or | part of the instrument or of a section
DELETE WHERE { example:para_u1 eli:is_part_of ?parent } ;
INSERT DATA { example:para_u1 eli:is_part_of example:para_II_1 }

### Paragraph-run select | Paragraph 3 stands here, but paragraph 2 does not
DELETE DATA { plan:para_2 mg:leaf "2" ; mg:number "2." } ;
INSERT DATA { plan:para_2 mg:leaf "3" ; mg:number "3." }

### Paragraph-run select | paragraph I/1 does not
# Each part has a series of its own: II/1 is no substitute.
DELETE DATA { example:para_I_1 mg:leaf "I/1" ; mg:number "1." } ;
INSERT DATA { example:para_I_1 mg:leaf "I/3" ; mg:number "3." }

### Paragraph-run select | paragraph u1 does not
DELETE DATA { example:para_u1 mg:leaf "u1" } ;
INSERT DATA { example:para_u1 mg:leaf "u2" }

### AnyPoint-number minCount | its number as printed
DELETE DATA { plan:para_1__point_c mg:number "(c)" }

### AnyPoint-leaf select | outside the preamble needs a leaf
DELETE DATA { plan:para_1__point_c mg:leaf "1(c)" }

### AnyPoint-run select | Point (d) stands here, but point (c)
DELETE DATA { plan:para_1__point_c mg:leaf "1(c)" ; mg:number "(c)" } ;
INSERT DATA { plan:para_1__point_c mg:leaf "1(d)" ; mg:number "(d)" }

### AnyPoint-run select | Point (i) stands here, but point (h)
# In a list with an (a), the letter i is no Roman one.
DELETE DATA { plan:para_1__point_c mg:leaf "1(c)" ; mg:number "(c)" } ;
INSERT DATA { plan:para_1__point_c mg:leaf "1(i)" ; mg:number "(i)" }

### AnyPoint-run select | Point (b) stands here, but point (a)
DELETE DATA { plan:para_1__point_a mg:leaf "1(a)" ; mg:number "(a)" } ;
INSERT DATA { plan:para_1__point_a mg:leaf "1(c)" ; mg:number "(c)" } ;
DELETE DATA { plan:para_1__point_c mg:leaf "1(c)" ; mg:number "(c)" } ;
INSERT DATA { plan:para_1__point_c mg:leaf "1(d)" ; mg:number "(d)" }

### AnyPoint-run select | Point (iv) stands here, but point (iii)
DELETE DATA { example:para_II_1__point_a__point_ii mg:leaf "II/1(a)(ii)" ; mg:number "(ii)" } ;
INSERT DATA { example:para_II_1__point_a__point_ii mg:leaf "II/1(a)(iv)" ; mg:number "(iv)" }

### AnyPoint-run select | Point (3) stands here, but point (2)
DELETE DATA {
    example:para_II_1__point_a__point_i mg:leaf "II/1(a)(i)" ; mg:number "(i)" .
    example:para_II_1__point_a__point_ii mg:leaf "II/1(a)(ii)" ; mg:number "(ii)"
} ;
INSERT DATA {
    example:para_II_1__point_a__point_i mg:leaf "II/1(a)(1)" ; mg:number "(1)" .
    example:para_II_1__point_a__point_ii mg:leaf "II/1(a)(3)" ; mg:number "(3)"
}

### Point-place or | part of a paragraph or of a recital
INSERT DATA {
    example:sec_I__point_a a mg:Provision , mg:Point ; eli:is_part_of example:sec_I ; mg:instrument id:EXAMPLE-1 ; mg:order 15 ;
        mg:number "(a)" ; mg:leaf "I(a)" ; mg:text "The prevention of crime within and among States;"
}

### SubPoint-place or | part of a point or of another sub-point
INSERT DATA {
    example:para_I_2__point_i a mg:Provision , mg:SubPoint ; eli:is_part_of example:para_I_2 ; mg:instrument id:EXAMPLE-1 ; mg:order 15 ;
        mg:number "(i)" ; mg:leaf "I/2(i)" ; mg:text "The prevention of crime within and among States;"
}

### Numbered-leaf select | 1(x) does not end with the number printed, (c)
DELETE DATA { plan:para_1__point_c mg:leaf "1(c)" } ;
INSERT DATA { plan:para_1__point_c mg:leaf "1(x)" }

### Footnote-mark minCount | No provision carries this footnote's mark
DELETE DATA { example:para_u1 mg:footnote example:fn_1-2 }
