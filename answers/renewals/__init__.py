"""Which directives later instruments repeat or vary."""

from mandategraph.answers.renewals.answer import among, around, find, renewal_links, renewal_section, renewals

__all__ = ["among", "around", "find", "renewal_links", "renewal_section", "renewals"]
