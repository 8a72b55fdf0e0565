"""How answers look to a person: tables, the report, the page of a provision, records as text."""
