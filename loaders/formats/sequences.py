"""The numbers of paragraphs: which is the next one, begins anew, or goes back to the text around a quotation."""

from __future__ import annotations

from mandategraph.loaders.formats.numbering import LETTER, PART, ROMAN


class Sequences:
    """How far paragraphs are counted, and which series of numbers is open.

    `restart_level` is the level of the headings of parts that begin with "1." again, or `None` where none does.
    """

    def __init__(self) -> None:
        self.paragraph = 0
        self.article = ""
        # How far paragraphs that are no article's were counted before the open article.
        self._before_article = 0
        self.restart_level: int | None = None
        # The levels of the headings since the last numbered paragraph: behind them, numbers may begin anew.
        self._fresh: list[int] = []
        # Numbers that begin anew without a numbered part: which series this is, how many there were, and the last
        # paragraph and the series of the text around them, to which they may return.
        self._series = self._all_series = 1
        self._around: list[tuple[int, int]] = []

    def open_article(self, number: str) -> None:
        """Count from the beginning, in an article."""
        self._before_article = self._before_article if self.article else self.paragraph
        self.article, self.paragraph = number, 0

    def open_section(self, level: int) -> None:
        """Remember a heading, behind which numbers may begin anew."""
        self._fresh.append(level)

    def is_next(self, number: int) -> bool:
        """Tell whether a number goes on from the last paragraph."""
        return number == self.paragraph + 1

    def takes(self, number: int, words: str) -> bool:
        """Count a paragraph with a number and these words; tell whether it is one, and no item within another."""
        if self.article and not self.paragraph and number == self._before_article + 1 > 1:
            # Numbers run through: "Section 3" is a heading like any other.
            self.article = ""
        if self._around and number == self._around[-1][0] + 1 != self.paragraph + 1:
            self.paragraph, self._series = self._around.pop()
        elif number <= self.paragraph and not self._repeats(number, words):
            return False
        self.paragraph, self._fresh = number, []
        return True

    def leaf(self) -> str:
        """Return the leaf of the paragraph that was counted last, without the part in front."""
        if self.article:
            return f"{self.article}/{self.paragraph}"
        return str(self.paragraph) if self._series == 1 else f"{self._series}/{self.paragraph}"

    def _repeats(self, number: int, words: str) -> bool:
        """Tell whether a number that was passed opens a paragraph: in a new part, or as a double for a check to see."""
        if number != 1 or not self._fresh:
            return number == self.paragraph and words[:1].isupper()
        levels = [level for level in self._fresh if level in (PART, ROMAN, LETTER)]
        if levels:
            # Under "II. …" and "A. …" together, numbers begin anew with the outer part until "B." shows otherwise.
            self.restart_level = max(min(levels), self.restart_level or PART)
            self._series, self._around = 1, []
        else:
            self._around.append((self.paragraph, self._series))
            self._series = self._all_series = self._all_series + 1
        return True
