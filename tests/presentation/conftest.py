"""An answer as the makers of answers give it, by hand: what each form must be able to show."""

from __future__ import annotations

import pytest

from mandategraph.answers.dossier import (
    Asked,
    Branch,
    Diagram,
    Dossier,
    Edge,
    Evidence,
    Matrix,
    Node,
    Row,
    Section,
    Severity,
    Table,
    Tree,
)

PLANS = (
    "A/RES/56/261, annex",
    "Plans of action for the implementation of the Vienna Declaration on Crime and Justice: Meeting the Challenges of "
    "the Twenty-first Century",
    "2002-01-31",
    "https://w3id.org/mandategraph/id/A-RES-56-261/annex",
)
VIENNA = (
    "A/RES/55/59, annex",
    "Vienna Declaration on Crime and Justice: Meeting the Challenges of the Twenty-first Century",
    "2000-12-04",
    "https://w3id.org/mandategraph/id/A-RES-55-59/annex",
)
BANGKOK = (
    "A/RES/60/177, annex",
    "Bangkok Declaration on Synergies and Responses: Strategic Alliances in Crime Prevention and Criminal Justice",
    "2005-12-16",
    "https://w3id.org/mandategraph/id/A-RES-60-177/annex",
)

CICP = "Centre for International Crime Prevention (CICP)"
UNICRI = "United Nations Interregional Crime and Justice Research Institute (UNICRI)"
UNODC = "United Nations Office on Drugs and Crime (UNODC)"
COMMISSION = "Commission on Crime Prevention and Criminal Justice (CCPCJ)"
TRAFFICKING, CORRUPTION, FIREARMS = "Trafficking in persons", "Corruption", "Firearms"
VICTIMS, TECHNICAL, COMPUTERS = "Victims", "Technical cooperation", "High-technology and computer-related crime"


def quoted(instrument: tuple[str, str, str, str], leaf: str, words: str) -> Evidence:
    identifier, title, date, page = instrument
    number, _, point = leaf.removesuffix(")").partition("(")
    fragment = f"para_{number}__point_{point}" if point else f"para_{number}"
    return Evidence(words, identifier, leaf, title, date, f"{page}#{fragment}")


COMMITMENT = quoted(
    VIENNA,
    "14",
    "We commit ourselves to the development of more effective ways of collaborating with one another with a view to "
    "eradicating the scourge of trafficking in persons, especially women and children, and the smuggling of migrants.",
)
PROGRAMME = quoted(
    VIENNA,
    "14",
    "We shall also consider supporting the global programme against trafficking in persons developed by the United "
    "Nations Centre for International Crime Prevention and the United Nations Interregional Crime and Justice Research "
    "Institute, which is subject to close consultation with States and review by the Commission on Crime Prevention "
    "and Criminal Justice",
)
PROJECTS = quoted(
    PLANS,
    "12(a)",
    "Develop technical cooperation projects to prevent and combat trafficking in persons and to protect the victims of "
    "and witnesses to such trafficking, in order to assist States, upon request, in implementing such projects under "
    "the global programme against trafficking in human beings",
)
DATABASE = quoted(
    PLANS,
    "12(b)",
    "Maintain a global database containing information about the nature and extent of trafficking in persons and best "
    "practices for preventing and controlling it, in cooperation with the United Nations Interregional Crime and "
    "Justice Research Institute",
)
TOOLS = quoted(PLANS, "12(c)", "Develop tools to assess the effectiveness of measures against trafficking in persons.")
SECRETARIAT = quoted(
    PLANS,
    "9(a)",
    "Provide substantive expertise and full secretariat services to the Ad Hoc Committee for the Negotiation of a "
    "Convention against Corruption in the course of its work",
)
ON_REQUEST = quoted(
    PLANS,
    "9(c)",
    "Provide to States, on request, technical cooperation to facilitate the ratification and implementation of the "
    "future United Nations convention against corruption",
)
ASSESSMENTS = quoted(
    PLANS,
    "9(e)",
    "Maintain a database of existing national assessments of corruption in a standardized format and a kit of best "
    "practices against corruption",
)
REGULATIONS = quoted(
    PLANS,
    "18(b)",
    "Establish and maintain a global database of existing national and regional firearms regulations and related law "
    "enforcement practices, as well as best practices relating to firearms control measures.",
)
SUPPORT = quoted(
    PLANS,
    "30(a)",
    "In its projects and programmes, take into account measures for the assistance and support of victims and "
    "witnesses, including those who are women, children or victims of trafficking in persons",
)
FEASIBILITY = quoted(
    BANGKOK,
    "16",
    "invite the Commission on Crime Prevention and Criminal Justice, taking into account that experience, to examine "
    "the feasibility of providing further assistance in that area under the aegis of the United Nations in partnership "
    "with other similarly focused organizations.",
)
MANDATES = (PROJECTS, DATABASE, TOOLS, SECRETARIAT, ON_REQUEST, ASSESSMENTS, REGULATIONS, SUPPORT)


@pytest.fixture(scope="session")
def sample() -> Dossier:
    """A profile with a part of each kind, with the words of the instruments that the package ships."""
    return profile()


def profile() -> Dossier:
    """Return what the fixture `sample` gives."""
    return Dossier(
        "Centre for International Crime Prevention: profile",
        Asked(
            (("body", CICP), ("theme", "all themes")),
            "5 instruments with 427 directives, of 1991-12-18 to 2005-12-16",
            "2006-01-01",
        ),
        (
            Section(
                "Names over time",
                ("The Office that the Centre was part of was renamed in 2002.",),
                (
                    Table(
                        "What the body was called",
                        ("from", "name", "what happened", "held today by"),
                        (Row((1997, CICP, "established", UNODC)), Row((2002, UNODC, "renamed", UNODC))),
                    ),
                ),
            ),
            Section(
                "What it is to do",
                ("Eight mandates in one instrument. Most of them are undertakings; none has a deadline.",),
                (),
                (
                    Section(
                        "By theme",
                        (),
                        (
                            Table(
                                "Mandates on trafficking in persons",
                                ("action", "strength", "partners", "conditions"),
                                (
                                    Row(
                                        ("Technical cooperation", "Undertaking", "States", "upon request"), (PROJECTS,)
                                    ),
                                    Row(("Database", "Undertaking", UNICRI, ""), (DATABASE, PROGRAMME)),
                                    Row(("Tools", "Undertaking", "", ""), (TOOLS,)),
                                ),
                            ),
                            Table(
                                "Mandates on corruption",
                                ("action", "strength", "partners", "conditions"),
                                (
                                    Row(
                                        ("Secretariat services", "Undertaking", "Ad Hoc Committee", ""), (SECRETARIAT,)
                                    ),
                                    Row(
                                        ("Technical cooperation", "Undertaking", "States", "on request"), (ON_REQUEST,)
                                    ),
                                    Row(("Database", "Undertaking", "", ""), (ASSESSMENTS,)),
                                ),
                            ),
                        ),
                    ),
                    Section(
                        "How many by theme",
                        (),
                        (
                            Table(
                                "Mandates counted",
                                ("theme", "mandates", "share"),
                                (
                                    Row((TRAFFICKING, 4, 0.5), (PROJECTS, DATABASE, TOOLS, SUPPORT)),
                                    Row((CORRUPTION, 3, 0.375), (SECRETARIAT, ON_REQUEST, ASSESSMENTS)),
                                    Row((FIREARMS, 1, 0.125), (REGULATIONS,)),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
            Section(
                "Overlap",
                ("How many provisions direct each body on each theme. An overlap says nothing of duplicate work.",),
                (
                    Matrix(
                        "Bodies and themes",
                        "body",
                        "theme",
                        (CICP, UNICRI, COMMISSION, "States"),
                        (TRAFFICKING, CORRUPTION, FIREARMS, VICTIMS, TECHNICAL, COMPUTERS),
                        {
                            (0, 0): (PROJECTS, DATABASE, TOOLS, SUPPORT),
                            (0, 1): (SECRETARIAT, ON_REQUEST, ASSESSMENTS),
                            (0, 2): (REGULATIONS,),
                            (0, 3): (PROJECTS, SUPPORT),
                            (0, 4): (PROJECTS, ON_REQUEST),
                            (1, 0): (DATABASE, PROGRAMME),
                            (2, 0): (PROGRAMME,),
                            (2, 5): (FEASIBILITY,),
                            (3, 0): (COMMITMENT,),
                        },
                    ),
                ),
            ),
            Section(
                "From the commitment to the mandates",
                (),
                (
                    Tree(
                        "What follows from paragraph 14 of the Vienna Declaration",
                        (
                            Branch(
                                "Vienna Declaration, paragraph 14: States commit themselves",
                                (COMMITMENT,),
                                (
                                    Branch(
                                        "Plans of action, section III: action against trafficking in persons",
                                        (),
                                        (
                                            Branch(
                                                f"{CICP}: technical cooperation",
                                                (PROJECTS,),
                                                (Branch(f"held today by the {UNODC}"),),
                                            ),
                                            Branch(f"{CICP}: database, with UNICRI", (DATABASE,)),
                                            Branch(f"{CICP}: tools", (TOOLS,)),
                                        ),
                                    ),
                                    Branch("Bangkok Declaration: no later instrument repeats it in this graph"),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
            Section(
                "Partners",
                (),
                (
                    Diagram(
                        "With whom the Centre works",
                        (
                            Node("cicp", CICP, "body", "https://w3id.org/mandategraph/id/body/cicp"),
                            Node("unicri", UNICRI, "body"),
                            Node("unodc", UNODC, "body"),
                            Node("trafficking", TRAFFICKING, "theme"),
                        ),
                        (
                            Edge("cicp", "unicri", "works with", 2, (DATABASE, PROGRAMME)),
                            Edge("cicp", "unodc", "mandates held today by"),
                            Edge("cicp", "trafficking", "acts on", 4, (PROJECTS, DATABASE, TOOLS, SUPPORT)),
                        ),
                        left_out="Bodies that are named only once were left out (3 of 6).",
                    ),
                ),
            ),
            Section("Deadlines", ("No deadline was found in this graph among the eight mandates of the Centre.",)),
        ),
        (
            "Resolutions after 2005 were not read.",
            "Footnotes of the instruments are quoted only where a mandate rests on them.",
        ),
        Severity.NOTICE,
        (
            "The Centre holds eight mandates, all of them in the plans of action of 2002; half of them are on "
            "trafficking in persons.",
            "They are held today by the United Nations Office on Drugs and Crime.",
        ),
    )
