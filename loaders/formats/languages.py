"""Telling English from other languages, by the small words that no text can do without.

Only English is read. Bilingual volumes print each paragraph twice; what stands in another language there is left
aside, and a text that has next to no English is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from mandategraph.errors import InputError
from mandategraph.loaders.formats.blocks import Block

_ENGLISH = "English"
_ALL = "all words"
# Words that mean something in English, or stand alone as letters do, are left out.
_FUNCTION_WORDS = {
    _ENGLISH: "the of and to in for that by with on its as be which from at this their shall should all has have not",
    "French": "le la les des du et en que qui dans pour par sur aux une est ce cette sont au ses leur ou avec à",
    "Spanish": "el la los las del y en que por para con una se su sus al más lo sobre entre",
    "German": "der das und den des von zu mit für auf ist im dem nicht eine sich werden daß dass ein",
    "Portuguese": "os da das dos em que para com uma por ao na nas às são não pela pelo",
    "Italian": "il gli di del della dei che per con una si al nel sono delle nella",
    "Dutch": "de het een van en dat voor met op zijn aan niet door worden om",
}
_OTHERS = [language for language in _FUNCTION_WORDS if language != _ENGLISH]
_LANGUAGES = {
    word: [language for language, words in _FUNCTION_WORDS.items() if word in words.split()]
    for word in " ".join(_FUNCTION_WORDS.values()).split()
}

_SCRIPTS = {
    "Arabic": re.compile("[\u0600-\u06ff]"),
    "Chinese": re.compile("[\u4e00-\u9fff]"),
    "Greek": re.compile("[\u0370-\u03ff]"),
    "Hebrew": re.compile("[\u0590-\u05ff]"),
    "Hindi": re.compile("[\u0900-\u097f]"),
    "Japanese": re.compile("[\u3040-\u30ff]"),
    "Korean": re.compile("[\uac00-\ud7af]"),
    "Russian": re.compile("[\u0400-\u04ff]"),
    "Thai": re.compile("[\u0e00-\u0e7f]"),
}
_NOT_LATIN = re.compile("[\u0370-\u1dff\u3040-\ud7af]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"[^\W\d_]+")

# A paragraph below eight words is too short to tell, unless three of them are small words of another language.
_PARAGRAPH = 8
# English texts have a fifth and more of the small words, tables of contents a tenth, others a few in a hundred.
_LONG = 400
_LEAST_ENGLISH = 0.06
_LEAST_PART = 0.25
_LEAST_BILINGUAL = 0.15


def in_english(found: Sequence[Block], name: str) -> list[Block]:
    """Return the blocks that are not in another language; in a bilingual text, short ones count by a single word.

    Raises `InputError` where less than a quarter of the text is English.
    """
    counts = [_small_words(block.raw) for block in found]
    languages = [_language(block.raw, count) for block, count in zip(found, counts, strict=True)]
    lengths = Counter[str]()
    for language, block in zip(languages, found, strict=True):
        lengths[language] += len(block.raw)
    total = Counter[str]()
    for count in counts:
        total.update(count)
    strange = total[_ALL] >= _LONG and total[_ENGLISH] < _LEAST_ENGLISH * total[_ALL]
    if strange or lengths[_ENGLISH] < _LEAST_PART * lengths.total():
        others = {language: length for language, length in lengths.items() if language != _ENGLISH}
        known = max(others, key=lambda language: others[language], default="a language that is not English")
        raise InputError(
            f"{name}: the text is in {known}, and only English is read; name the English version of the instrument"
        )
    if lengths[_ENGLISH] > (1 - _LEAST_BILINGUAL) * lengths.total():
        return [block for block, language in zip(found, languages, strict=True) if language == _ENGLISH]
    other = max((language for language in lengths if language != _ENGLISH), key=lambda language: lengths[language])
    return [
        block
        for block, language, count in zip(found, languages, counts, strict=True)
        if language == _ENGLISH and (count[_ENGLISH] or not count[other])
    ]


def _small_words(text: str) -> Counter[str]:
    """Count the words of a text, and the small words of each language in it."""
    words = _WORD.findall(text.lower())
    # Every word of every text goes through here, so none takes a step of Python of its own.
    small = filter(_LANGUAGES.__contains__, words)
    counts = Counter(chain.from_iterable(map(_LANGUAGES.__getitem__, small)))
    counts[_ALL] = len(words)
    return counts


def _language(text: str, counts: Counter[str]) -> str:
    """Return the language of a paragraph, English where nothing speaks against it."""
    if not text.isascii() and len(_NOT_LATIN.findall(text)) > 3:
        for language, script in _SCRIPTS.items():
            if len(script.findall(text)) > max(3, len(_LATIN.findall(text))):
                return language
    best = max(_OTHERS, key=counts.__getitem__)
    foreign = counts[best] >= 3 and counts[best] > 2 * counts[_ENGLISH]
    return best if foreign and (counts[_ALL] < _PARAGRAPH or counts[best] > 0.12 * counts[_ALL]) else _ENGLISH
