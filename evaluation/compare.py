"""Compare readings with gold: directives by leaf and holder, then the fields of those that both have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mandategraph.errors import InputError
from mandategraph.evaluation.context import CaseWriter
from mandategraph.evaluation.gold import GoldRecord, leaf_key
from mandategraph.evaluation.instruments import Found, Instrument, instruments, named, paragraph
from mandategraph.evaluation.results import Case, Evaluation, FieldDifference, InstrumentResult
from mandategraph.evaluation.scores import DIRECTIVES, FIELDS, Score
from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.records import Directive, Reading

_Key = tuple[str, str]


def evaluate(
    gold: Sequence[GoldRecord],
    readings: Sequence[Reading],
    only_paragraphs_in_gold: bool = False,
    authorities: Authorities | None = None,
) -> Evaluation:
    """Compare the readings of a source with gold records.

    Each record is compared with the instrument that its `doc` names. A field that no record of an instrument has is
    not annotated there, and not compared. With `only_paragraphs_in_gold`, directives of other paragraphs than those
    that the gold mentions are left out, as a sample needs it. With `authorities`, the notes name gold keys that they
    do not have. Raises `InputError` for gold about an instrument that is not among the readings.
    """
    known = instruments(readings)
    by_symbol: dict[str, list[GoldRecord]] = defaultdict(list)
    for record in gold:
        by_symbol[_meant(record, known).symbol].append(record)
    compared = [
        _Comparison(instrument, by_symbol[instrument.symbol], only_paragraphs_in_gold)
        for instrument in known
        if instrument.symbol in by_symbol
    ]
    return Evaluation(
        instruments=tuple(comparison.result() for comparison in compared),
        not_in_gold=tuple(instrument.symbol for instrument in known if instrument.symbol not in by_symbol),
        notes=tuple(note for comparison in compared for note in _notes(comparison, authorities)),
    )


def _meant(record: GoldRecord, known: Sequence[Instrument]) -> Instrument:
    """Return the instrument that a record is about. Raises `InputError` where the source has none, or several."""
    found = named(record.doc, known) if record.doc else list(known)
    if len(found) == 1:
        return found[0]
    held = ", ".join(instrument.symbol for instrument in found or known) or "none"
    if not record.doc:
        raise InputError(f"{record.place}: no “doc”, and the source holds several instruments ({held}); name one")
    if found:
        raise InputError(f"{record.place}: “{record.doc}” may be several instruments of the source; write {held}")
    raise InputError(f"{record.place}: the source has no instrument “{record.doc}”; it has {held}")


@dataclass(frozen=True, slots=True)
class _Comparison:
    """One instrument, its gold, and whether other paragraphs than the gold's count."""

    instrument: Instrument
    gold: Sequence[GoldRecord]
    restricted: bool

    def result(self) -> InstrumentResult:
        wanted = {(leaf_key(record.leaf), record.holder): record for record in self.gold}
        read = self._read()
        found: dict[_Key, Found] = {}
        twice = [each for each in read if found.setdefault(each.key, each) is not each]
        pairs = [(wanted[key], each.directive) for key, each in found.items() if key in wanted]
        extra = [*(each for key, each in found.items() if key not in wanted), *twice]
        missed = [record for key, record in wanted.items() if key not in found]
        fields = [name for name in FIELDS if any(name in record.values for record in self.gold)]
        scores = {DIRECTIVES: Score(len(pairs), len(extra), len(missed))}
        for name in fields:
            scores[name] = Score.sum(_difference(name, record, directive)[0] for record, directive in pairs)
        return InstrumentResult(
            symbol=self.instrument.symbol,
            title=self.instrument.title,
            gold=len(wanted),
            read=len(read),
            scores=scores,
            cases=tuple(self._cases(wanted, found, extra, missed, fields)),
            paragraphs=tuple(dict.fromkeys(paragraph(r.leaf) for r in self.gold)) if self.restricted else (),
        )

    def _read(self) -> list[Found]:
        paragraphs = {paragraph(record.leaf) for record in self.gold}
        return [
            each
            for each in self.instrument.directives()
            if not self.restricted or paragraph(each.place.leaf) in paragraphs
        ]

    def _cases(
        self,
        wanted: Mapping[_Key, GoldRecord],
        found: Mapping[_Key, Found],
        extra: Sequence[Found],
        missed: Sequence[GoldRecord],
        fields: Sequence[str],
    ) -> Iterator[Case]:
        writer = CaseWriter(self.instrument, list(wanted.values()), list(found.values()))
        cases = [
            *(writer.missed(record) for record in missed),
            *(writer.extra(each) for each in extra),
            *(
                writer.differing(wanted[key], each, differences)
                for key, each in found.items()
                if key in wanted and (differences := _differences(wanted[key], each.directive, fields))
            ),
        ]
        # What stands nowhere in the text comes last.
        last = len(self.instrument.places) + 1
        places = self.instrument.by_leaf
        yield from sorted(
            cases, key=lambda case: places[leaf_key(case.leaf)].order if leaf_key(case.leaf) in places else last
        )


def _read_keys(name: str, directive: Directive) -> frozenset[str]:
    value = getattr(directive, name)
    return frozenset([value] if isinstance(value, str) else value)


def _difference(name: str, record: GoldRecord, directive: Directive) -> tuple[Score, FieldDifference]:
    """Compare one field; what the gold only allows is right where it is read, and is never missed."""
    read, needed = _read_keys(name, directive), record.values.get(name, frozenset())
    right = read & (needed | record.allowed.get(name, frozenset()))
    # A record has one modality: where another one is allowed, the first is not missed.
    missed = frozenset() if name == "modality" and right else needed - read
    extra = read - right
    score = Score(len(right), len(extra), len(missed))
    return score, FieldDifference(name, tuple(sorted(missed)), tuple(sorted(extra)))


def _differences(record: GoldRecord, directive: Directive, fields: Sequence[str]) -> tuple[FieldDifference, ...]:
    compared = (_difference(name, record, directive)[1] for name in fields)
    return tuple(difference for difference in compared if difference.missed or difference.extra)


def _notes(comparison: _Comparison, authorities: Authorities | None) -> Iterator[str]:
    """Name what no reading can meet: leaves that the text does not have, keys that no authority file has."""
    instrument = comparison.instrument
    for record in comparison.gold:
        if leaf_key(record.leaf) not in instrument.by_leaf:
            yield f"{record.place}: {instrument.symbol} has no leaf {record.leaf}; it counts as missed"
        if authorities is None:
            continue
        closed = {
            "modality": authorities.modalities,
            "conditions": authorities.conditions,
            "themes": authorities.themes,
            "actions": authorities.actions,
        }
        for name, keys in closed.items():
            for key in sorted(record.values.get(name, frozenset()) - keys.keys()):
                noun = name if name == "modality" else name.removesuffix("s")
                yield f"{record.place}: no authority file has the {noun} “{key}”; it counts as missed"
