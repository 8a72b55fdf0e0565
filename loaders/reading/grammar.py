"""The pieces of grammar that the reading of clauses is made of, each with the reason why it looks as it does."""

from __future__ import annotations

import re

# Drafting puts adverbs anywhere: "also requests", "strongly urges", "we further commit ourselves".
ADVERB = (
    r"(?:\w+ly|also|further|therefore|hereby|accordingly|hence|together|again|once more|furthermore|moreover|then"
    r"|in (?:this|that) (?:regard|respect|context|connection)|to (?:this|that) end|at the same time)"
)

# "we", with adverbs or a parenthesis between it and its verb: "we, in this regard, call upon".
WE = re.compile(rf"\bwe(?:,[^,;]{{1,200}},)?(?:\s+{ADVERB},?)*(?:,[^,;]{{1,200}},)?\s*$", re.IGNORECASE)

# "(a) We recognize that …": an item that is a sentence of its own.
WE_BEGIN = re.compile(r"^\W*We\b")
# "We, the States Members of the United Nations," before the recitals.
WE_OPENING = re.compile(r"^We\b[^.;:]*,?$")
# "In this regard, we:", "We will:": each item goes on as "we".
WE_LEAD = re.compile(
    rf"\b[Ww]e(?:\s+{ADVERB})*(?:\s+(?:shall|will|decide to|resolve to|commit to|agree to|undertake to))?\s*:$"
)

# Nothing but quotation marks, a point's mark and adverbs before the first verb: "(a) Also requests".
SENTENCE_OPENING = re.compile(rf"^\W*(?:\([^)]*\)\s*)?(?:and,?\s+)?(?:{ADVERB},?\s+)*$", re.IGNORECASE)
# "The Conference recommends …": an organ that speaks of itself by its short name.
ORGAN_OPENING = re.compile(rf"^\W*The\s+(?:[A-Z][\w’-]+\s+){{1,4}}(?:{ADVERB}\s+)*$")
# "It also encourages …", "To this aim, it calls on …": the organ that the paragraph has named.
ORGAN_PRONOUN = re.compile(rf"^\W*(?:[A-Z][^,;.]{{1,80}},\s+)?[Ii]t\s+(?:{ADVERB}\s+)*$")
LIST_OR_CLAUSE_END = re.compile(r"(?:[,;]|\band)\s*$")
NAMED_SPEAKER_GAP = re.compile(rf"^\s+(?:{ADVERB}\s+)*$", re.IGNORECASE)

# What joins a verb to the one before it: ", and therefore", " and", ";".
COORDINATED = re.compile(
    rf"(?:(?P<comma>[,;])|(?=\s+(?:and|but)\b))\s*(?P<and>\b(?:and|but)\b)?,?\s+(?:{ADVERB},?\s+)*$"
)
# "Rejects all attempts …, and calls upon": an operative paragraph whose first verb no authority file has.
OPENED_BY_VERB = re.compile(rf"^\W*(?:{ADVERB}\s+)*[A-Z][a-z]+s\s", re.IGNORECASE)

# "States are [also] encouraged to"
BE = re.compile(rf"\b(?:is|are|be)\s+(?:{ADVERB}\s+)*$")
# "[should] be strongly encouraged"
BE_ONLY = re.compile(rf"^\s+be\s+(?:{ADVERB}\s+)*$")
ADDRESSEE_ACTS = re.compile(r"\s+to\b")

# After "shall endeavour to …" a plain verb behind "and" goes on with the infinitive, not with "we".
TAKES_INFINITIVE = re.compile(r"(?:\bto|shall|will|must|should|may)$")
# … but "We commit ourselves to taking action …, and request" does not.
GERUND = re.compile(r"\s+(?:\w+ly\s+)?\w+ing\b")
WITHIN_VERB_PHRASE = re.compile(
    r"\b(?:to|not|shall|will|should|must|may|can|could|would)\s+(?:\w+ly\s+|also\s+|further\s+)*$"
)

# A modal behind a relative pronoun describes: "mechanisms which should involve both".
RELATIVE = re.compile(r"\b(?:which|that|who|whom|what|whose(?:\s+\w+)?)\s+(?:\w+ly\s+|also\s+)*$", re.IGNORECASE)
NESTED = re.compile(r"\b(?:that|which|who|whom|whose|whether|how|where|if|when|unless|as|while|because|until|what)\b")
SUBORDINATE = re.compile(
    r"^\s*(?:if|when|where|while|because|although|whether|unless|until|as|since|how)\b", re.IGNORECASE
)
WITHIN_SUBORDINATE = re.compile(r"\b(?:where|when|whenever|if|unless|because|until|whether|how|while|as)\s[^,;]*$")

# A new subject behind "and", a comma or a semicolon, or in a parallel clause: "…, and that all States should …".
NEXT_SUBJECT = re.compile(r"(?:(?:;|,)?\s*\b(?:and|but)\s+|[;,]\s+)(?:that\s+)?")
SAME_GROUP = r"(?:these|those)\s+(?:organizations|entities|bodies|institutions|agencies|groups)\b"
# "they", and "these organizations", which names again those just named.
PRONOUN = re.compile(
    rf"^\s*(?:it|they|he|she|each|both|{SAME_GROUP})\s*$",
    re.IGNORECASE,
)
# "These measures should also include …" goes on to describe what the sentence before directs.
AGAIN = re.compile(r"^\W*(?:this|these|those|such|it|they)\b", re.IGNORECASE)
OBJECT_PRONOUN = re.compile(
    rf"\s*(?:{SAME_GROUP}|(?:him|her|them|it)\b(?=\s+(?:to|also|further)\b|,)|(?:he|she|it|they)\s+[a-z]+\b"
    r"|(?:his|her|its|their)\s+(?:continued|further|increased|active|full|ongoing)\s+(?:support|assistance|cooperation|efforts|engagement"
    r"|involvement|participation)\b)"
)

# "We affirm that …", "Decides also that …": what follows is a sentence of its own.
# A decision that is reaffirmed directs anew: "Reaffirms its decision in resolution 1373 (2001) that all States shall".
REAFFIRMED = r"reaffirms\s+(?:its\s+resolution[^,;]*?\s+and\s+in\s+particular\s+)?its\s+decisions?\b[^,;]*?\s"
DECISION_AGAIN = re.compile(rf"{REAFFIRMED}that\b", re.IGNORECASE)
THAT_CLAUSE = re.compile(
    rf"^\W*(?:\w+,\s+)?(?:we\s+)?(?:(?:\w+\s+){{1,3}}|(?:\w+\s+)?{REAFFIRMED})that,?\s+", re.IGNORECASE
)
# The comma and the space behind "that".
BEFORE_CLAUSE = re.compile(r"[,\s]+")
# "Convinced that the problem must be addressed …" only believes.
BELIEF = re.compile(r"^\W*(?:Convinced|Aware|Mindful|Conscious|Concerned|Alarmed|[A-Z]\w+ing)\b[^,;]*\bthat\b")
THAT = re.compile(r"\s*(?:,[^,;]{1,150},)?\s*that,?\s+")
ADDRESSED = re.compile(r"\s+to\s+(?=[Tt]he\s|[A-Z])")
# "Encourages the efforts of Member States to …", "calls for increased cooperation among States".
DEED_OF = re.compile(
    r"\s+(?:the\s+|an?\s+)?(?:[a-z-]+\s+(?:and\s+)?){0,3}(?:activities|efforts|work|initiatives|engagement|participation|involvement|cooperation"
    r"|collaboration|coordination|contributions?|commitment|role|continuation|support|assistance)\s+(?:of|by|between|among)\s+"
)
# "encourages the effective implementation by member States of the Framework"
DEED_BY = re.compile(r"\s+(?:the\s+)?(?:[a-z-]+\s+){1,8}by\s+")
LIST_JOINT = re.compile(r",?\s*(?:and|or|as well as)?\s*(?:of\s+)?")
PARENTHESIS = re.compile(r"\s*,[^,;]{1,250}?,\s*")

# The verb behind a modal, past adverbs and parentheses: "shall, when necessary, use …".
AFTER_MODAL = re.compile(
    r"(?:\s+(?:not|also|\w+ly|further|then|both|in particular|at least)|\s*,[^;]{1,400}?,)*"
    r"\s+(?P<verb>[\w-]+)(?P<rest>[^;]*)"
)
# "shall be responsible for", "shall be designed to": no passive, the subject acts.
STATIVE = re.compile(
    r"^\s+(?:\w+ly\s+|not\s+)*(?:able|responsible|bound|entitled|designed|composed|guided|open|free|prepared|ready"
    r"|accountable|to|the|a|an)\b"
)
PARTICIPLE = re.compile(
    r"^\s+(?:\w+ly\s+|not\s+|more\s+|also\s+|further\s+|then\s+)*(?:\w+(?:ed|en|ght)|made|held|paid|kept|set|put|done|led|sent|drawn|based|found"
    r"|met|built)\b"
)
BY_AGENT = re.compile(r"^\s+(?:\w+ly\s+)*\w+\s+by\s+")
IS_TO = re.compile(r"\s+to\b")

# "may be imposed only for …", "may not be …": what restricts or forbids is no option.
RESTRICTS = re.compile(r"\s+(?:not\b|only\b|(?:be\s+)?\w+\s+only\b)")

# "The commission shall consist of …" defines; it asks for no action.
DEFINES = re.compile(r"^(?:consist|comprise|mean)\b")

# "… that the funds should be used": what someone intends or knows, not what the text directs.
SUPPOSED = re.compile(r"\bthat\s+(?:the|a|an|such|all|any|these|those|their|its|they|it)\b")
DECIDES_THAT = re.compile(rf"^\W*(?:\w+\s+){{0,2}}(?:decides\s+(?:\w+\s+)?|{REAFFIRMED})that\b", re.IGNORECASE)

# "the contributions that individuals, families, communities … may make": a list that a relative pronoun opens.
RELATIVE_LIST = re.compile(r"\b(?:that|which|whom)\s+(?:[\w’-]+,?\s+){0,6}$")

# "one of the tasks of [the experts] shall be to …"
TASKS_OF = re.compile(r"\bof\s+$")

# A noun that makes an unknown name the name of a body.
BODY_NOUN = re.compile(
    r"\b(?:Office|Committee|Commission|Council|Board|Group|Department|Division|Bureau|Centre|Center|Institute|Agency|Fund|"
    r"Secretariat|Organi[sz]ation|Union|Court|Tribunal|Mechanism|Mission|Representative|Coordinator|Director|Rapporteur|"
    r"Expert|Chair|President|Envoy|Network|Forum|Panel|Unit|Service|Authority|Assembly|Bank|Association|Federation|"
    r"University|Minister|Ministers|Team|Task Force|Programme(?!\s+of\s+(?:Action|Work)))\b"
)
ACRONYM = re.compile(r"[A-Z][A-Za-z-]*[A-Z]s?")
# "Protection of Minorities of the Commission" is headed by "Protection", which is no body.
HEAD_OF_NAME = re.compile(r"\s+(?:of|on|for|against|in|to)\s.*$")
# "the governing bodies of the funds and programmes": part of a body, which stands for it.
PART_OF = re.compile(
    r"\s*(?:(?:the|all|its|other|relevant|respective)\s+)*(?:parts|members|organs|entities|components|governing bodies"
    r"|executive boards|secretariats|executive heads|heads|staff|personnel)\s+of\s+"
)
SUBJECT_NAME = re.compile(
    r"^(?:That\s+)?(?:(?:The|the|Each|each|An?)\s+)?(?P<name>(?!The\b|Each\b|That\b)[A-Z][\w’'-]+"
    r"(?:(?:\s+(?:of|on|for|and|the|against|in|to))*\s+[A-Z][\w’'-]+)*)"
    r"(?:,[^;]*,)?\s*$"
)

# Addressees that no authority file has: a name ("the Division of Narcotic Drugs", "Israel"), or a plural noun before
# its infinitive ("troop-contributing countries to …").
UNKNOWN_NAME = re.compile(
    r"\s*(?:the|all|its)?\s*(?P<name>[A-Z][\w’'-]+(?:(?:\s+(?:of|on|for|and|the|against|in|to))*\s+[A-Z][\w’'-]+)*)"
    r"(?=\s+to\s+[a-z]|,\s)"
)
# "the Bureau of the preparatory committee", "the head of the Entity": an officer or bureau of a body without a name.
UNKNOWN_OFFICER = re.compile(
    r"\s*the\s+(?P<name>(?:Bureau|bureau|Chair|Chairs|Chairperson|Chairman|President|Head|head|(?:Executive )?Director)"
    r"\s+of\s+[^,;]{3,80}?)(?=\s+to\s+[a-z]|,\s)"
)
# "the intergovernmental negotiating committee": a body in lower case.
UNKNOWN_BODY = re.compile(
    r"\s*(?:the|its)\s+(?P<name>(?:(?!of\b|for\b|by\b|in\b|to\b)[a-z][\w’-]*\s+){1,5}(?:committee|commission|board|group|team"
    r"|panel|network|forum|conference|council|secretariat|task force))(?=\s+to\s+[a-z]|,\s[^;]{1,200},\s+to\s+[a-z])"
)
UNKNOWN_PLURAL = re.compile(
    r"\s*(?:(?:the|all|its|their|relevant|other|those|these|such|concerned|interested)\s+)*"
    r"(?!and\b|or\b)(?P<name>(?:[a-z][\w’-]*\s+){0,4}[a-z][\w’-]*s)(?:\s+(?:concerned|involved))?"
    r"(?=\s+to\s+[a-z]|,\s[^;]{1,200},\s+to\s+[a-z])"
)
# Where a list of addressees ends and what they are to do begins.
INFINITIVE = re.compile(
    r"\s+to\s+(?!(?:the|an?|all|any|each|every|its|their|his|her|our|such|this|these|that|those|other)\b)(?:\w+ly\s+)?[a-z]+\b"
)
# A sentence that is whole without its items, which spell it out: "… for the following purposes:", "…, including by:".
COMPLETE = re.compile(
    r"\b(?:for (?:the following|these) (?:purposes|reasons|objectives|ends)"
    r"|including(?:,? inter alia,?)?(?: by| through)?(?: the following)?(?: \w+)?"
    r"|and includ(?:e|ing) the following(?: \w+)?)\s*:\s*$"
)
# "… to give effect to the Declaration and, in particular, to:": the items add to a sentence that is whole before them.
ADDS_ITEMS = re.compile(
    r"\bto\s+[a-z]+\s[^:]{20,}\band(?:,[^,:]{1,120},)?\s+(?:(?:also|further|in particular),?\s+)?"
    r"(?:to|endeavour)\s*:\s*$"
)
# A finite verb, after which "to …" no longer says what the addressees are to do.
VERBAL = re.compile(r"\b(?:shall|should|will|must|may|can|is|are|was|were|has|have|had|which|that|who|where)\b")
# "all stakeholders, including the World Bank, to …": the members named hold it too.
MEMBERS_NAMED = re.compile(r",?\s+(?:including|such as|in particular|especially|notably)\s+")
TWO_BODIES = re.compile(r"\s+and\s+(?:the\s+)?(?=[A-Z])")
