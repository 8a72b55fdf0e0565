"""What cannot be read, or not as a whole, is refused in one clear line that names the file."""

from __future__ import annotations

import os
import time
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import docx
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from mandategraph.errors import InputError
from mandategraph.loaders.formats import limits, read_documents

RESOLUTION = "The General Assembly,\n\nRecalling its resolution 55/25,\n\n1. Requests the Secretary-General to report."


def refusal(folder: Path, name: str, content: bytes | str) -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(InputError) as caught:
        read_documents(path)
    message = str(caught.value)
    assert name in message
    assert "\n" not in message
    return message


def pdf(encrypt: StandardEncryption | None = None, text: str = RESOLUTION) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, encrypt=encrypt, pageCompression=1)
    for place, line in enumerate(text.splitlines()):
        canvas.drawString(50, 800 - 14 * place, line)
    canvas.rect(50, 50, 100, 100, fill=1)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def word(text: str = RESOLUTION) -> bytes:
    document = docx.Document()
    for paragraph in text.split("\n\n"):
        document.add_paragraph(paragraph)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def repacked(data: bytes, name: str, content: bytes) -> bytes:
    """Return an archive with one part replaced or added."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return buffer.getvalue()


def test_the_pdf_and_word_files_of_these_tests_are_readable_before_they_are_spoilt(tmp_path: Path) -> None:
    for name, content in (("fine.pdf", pdf()), ("fine.docx", word())):
        (tmp_path / name).write_bytes(content)
        (document,) = read_documents(tmp_path / name)
        assert [p.leaf for p in document.walk() if p.leaf] == ["1"]


def test_a_scan_without_text_asks_for_text_recognition(tmp_path: Path) -> None:
    assert "no text in the PDF, only images of pages; run text recognition" in refusal(
        tmp_path, "scan.pdf", pdf(text="")
    )


def test_an_encrypted_pdf_asks_for_one_without_password(tmp_path: Path) -> None:
    locked = pdf(StandardEncryption("secret", ownerPassword="owner", strength=128))
    assert "the PDF is encrypted; save it without a password" in refusal(tmp_path, "locked.pdf", locked)


def test_a_pdf_that_only_restricts_printing_is_read(tmp_path: Path) -> None:
    path = tmp_path / "restricted.pdf"
    path.write_bytes(pdf(StandardEncryption("", ownerPassword="owner", canPrint=0)))
    (document,) = read_documents(path)
    assert [p.leaf for p in document.walk() if p.leaf] == ["1"]


def test_half_a_pdf_is_no_pdf(tmp_path: Path) -> None:
    whole = pdf()
    assert "the PDF is cut off" in refusal(tmp_path, "half.pdf", whole[: len(whole) // 2])


def test_a_pdf_with_a_damaged_page_is_not_read_without_that_page(tmp_path: Path) -> None:
    whole = bytearray(pdf())
    place = whole.index(b"stream", whole.index(b"FlateDecode")) + 30
    whole[place : place + 20] = b"\xff" * 20
    assert "a damaged PDF" in refusal(tmp_path, "spoilt.pdf", bytes(whole))


def test_a_pdf_that_lost_its_inside_is_damaged(tmp_path: Path) -> None:
    assert "a damaged PDF" in refusal(tmp_path, "empty.pdf", b"%PDF-1.4\nnothing\n%%EOF\n")


def test_a_pdf_that_unpacks_without_end_is_refused_quickly(tmp_path: Path) -> None:
    bomb = zlib.compress(b"0" * 400_000_000, 9)
    head = f"%PDF-1.4\n1 0 obj\n<</Filter /FlateDecode /Length {len(bomb)}>>stream\n".encode()
    start = time.monotonic()
    assert "unpacks to more than any text" in refusal(tmp_path, "bomb.pdf", head + bomb + b"\nendstream\nendobj\n%%EOF")
    assert time.monotonic() - start < 10


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_a_cut_off_word_file_is_damaged(tmp_path: Path, share: float) -> None:
    whole = word()
    assert "a damaged .docx" in refusal(tmp_path, "half.docx", whole[: int(len(whole) * share)])


def test_a_word_file_with_a_spoilt_part_is_damaged(tmp_path: Path) -> None:
    whole = bytearray(word())
    with zipfile.ZipFile(BytesIO(bytes(whole))) as archive:
        place = archive.getinfo("word/document.xml").header_offset + 80
    whole[place : place + 40] = b"\x55" * 40
    assert "a damaged .docx" in refusal(tmp_path, "spoilt.docx", bytes(whole))


def test_a_word_file_without_its_text_is_damaged(tmp_path: Path) -> None:
    spoilt = repacked(word(), "word/document.xml", b"<w:document")
    assert "a damaged .docx" in refusal(tmp_path, "hollow.docx", spoilt)


def test_an_empty_word_document_has_no_text(tmp_path: Path) -> None:
    assert "the document has no text" in refusal(tmp_path, "empty.docx", word(""))


def test_a_zip_bomb_is_refused_by_what_it_declares(tmp_path: Path) -> None:
    bomb = repacked(word(), "word/media/image1.png", b"\0" * 50_000_000)
    start = time.monotonic()
    assert "which no text does" in refusal(tmp_path, "bomb.docx", bomb)
    assert time.monotonic() - start < 5


def test_a_word_file_with_a_password_asks_for_one_without(tmp_path: Path) -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    assert "an old Word file, or one with a password" in refusal(tmp_path, "locked.docx", old)


DECLARATIONS = {
    "a document type": '<!DOCTYPE akomaNtoso SYSTEM "http://example.org/akn.dtd">',
    "entities that blow up": '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    "entities from elsewhere": '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
}


@pytest.mark.parametrize("declaration", DECLARATIONS.values(), ids=DECLARATIONS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_with_a_declaration_is_refused_unread(tmp_path: Path, declaration: str, encoding: str) -> None:
    body = "<akomaNtoso><body><p>1. States shall &a;.</p></body></akomaNtoso>"
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}{body}'
    assert "the XML has a DOCTYPE or declares entities" in refusal(tmp_path, "declared.xml", xml.encode(encoding))


def test_a_word_file_with_a_declaration_inside_is_refused_too(tmp_path: Path) -> None:
    spoilt = repacked(word(), "word/document.xml", b'<!DOCTYPE w [<!ENTITY a "ha">]><w:document/>')
    assert "the XML has a DOCTYPE or declares entities" in refusal(tmp_path, "declared.docx", spoilt)


def test_xml_that_is_not_well_formed_is_refused_with_the_line(tmp_path: Path) -> None:
    message = refusal(tmp_path, "open.xml", "<akomaNtoso>\n<body>\n<p>1. States shall act.</body></akomaNtoso>")
    assert "line 3: XML that is not well-formed" in message


def test_two_hundred_megabytes_are_refused_by_size_at_once(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.touch()
    os.truncate(path, 200_000_000)
    start = time.monotonic()
    with pytest.raises(InputError, match=r"long\.txt: 200 MB, and at most 100 MB are read"):
        read_documents(path)
    assert time.monotonic() - start < 1


def test_a_line_beyond_the_limit_is_refused_with_the_limit(tmp_path: Path) -> None:
    start = time.monotonic()
    message = refusal(tmp_path, "line.txt", RESOLUTION + "\n" + "States shall act, " * 1_000_000)
    assert "line 6: 18,000,000 characters in one line, and at most 50,000 are read" in message
    assert time.monotonic() - start < 5


def test_a_text_beyond_the_limit_is_refused_with_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_TEXT", 1_000)
    message = refusal(tmp_path, "text.txt", f"{RESOLUTION}\n\n" * 20)
    assert "characters of text, and at most 1,000 are read" in message


@pytest.mark.parametrize(
    "run", [*"*( .1“\u00ad¹/|<[^_", "the A ", "of the A ", "(a) ", "1 See A/1 ", "A/RES/", "<!-- ", ";1"]
)
@pytest.mark.parametrize("before", ["5. T", "The General ", ""])
def test_a_long_run_of_anything_is_read_or_refused_in_no_time(tmp_path: Path, run: str, before: str) -> None:
    path = tmp_path / "run.txt"
    path.write_text(
        f"{RESOLUTION}\n\n{before}{run * (45_000 // len(run))} x\n\n2. Urges States to act.", encoding="utf-8"
    )
    start = time.monotonic()
    try:
        read_documents(path)
    except InputError as error:
        assert "\n" not in str(error)
    assert time.monotonic() - start < 5


def test_ten_thousand_paragraphs_of_each_kind_are_read_in_seconds(tmp_path: Path) -> None:
    kinds = [
        "{}. Requests the States to act.",
        "(a) To act;",
        "Recalling the States,",
        "The heading of a part",
        "Requests the States.",
    ]
    path = tmp_path / "many.txt"
    for kind in kinds:
        body = "\n\n".join(kind.format(number % 999 + 1) for number in range(10_000))
        path.write_text(f"{RESOLUTION.replace('1. ', '')}\n\n{body}", encoding="utf-8")
        start = time.monotonic()
        read_documents(path)
        assert time.monotonic() - start < 10, kind


OTHER_LANGUAGES = {
    "French": """L’Assemblée générale,

Rappelant sa résolution 55/25 du 15 novembre 2000, par laquelle elle a adopté la Convention des Nations Unies,

1. Prie le Secrétaire général de présenter un rapport sur l’application de la présente résolution;""",
    "Spanish": """La Asamblea General,

Recordando su resolución 55/25, de 15 de noviembre de 2000, por la que aprobó la Convención de las Naciones Unidas,

1. Pide al Secretario General que presente un informe sobre la aplicación de la presente resolución;""",
    "Russian": """Генеральная Ассамблея,

ссылаясь на свою резолюцию 55/25 от 15 ноября 2000 года,

1. просит Генерального секретаря представить доклад об осуществлении настоящей резолюции;""",
    "Arabic": """إن الجمعية العامة،

إذ تشير إلى قرارها ٥٥/٢٥ المؤرخ ١٥ تشرين الثاني ٢٠٠٠،

1. تطلب إلى الأمين العام أن يقدم تقريرا عن تنفيذ هذا القرار؛""",
    "Chinese": """大会，

回顾其2000年11月15日第55/25号决议，

1. 请秘书长提出关于本决议执行情况的报告；""",
}


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_a_text_in_another_language_is_named_and_not_read(tmp_path: Path, language: str) -> None:
    message = refusal(tmp_path, "A_RES_56_120.txt", OTHER_LANGUAGES[language])
    assert f"the text is in {language}, and only English is read" in message


def test_in_a_bilingual_volume_only_the_english_paragraphs_are_read(tmp_path: Path) -> None:
    path = tmp_path / "both.txt"
    path.write_text(
        """The Security Council,

Le Conseil de sécurité,

1. Calls upon the States concerned to observe the truce;

1. Invite les Etats et les parties intéressées à respecter la trêve dans le pays;

2. Decides to remain seized of the matter.

2. Décide de rester saisi de la question.""",
        encoding="utf-8",
    )
    (document,) = read_documents(path)
    paragraphs = [(p.leaf, p.text) for p in document.walk() if p.leaf]
    assert paragraphs == [
        ("1", "Calls upon the States concerned to observe the truce;"),
        ("2", "Decides to remain seized of the matter."),
    ]
    assert len(document.artefacts) == 3


OTHER_TEXTS = {
    "a recipe": "Bread\n\n1. Mix the flour with the water and with the salt.\n\n2. Leave it in a bowl for an hour.",
    "a contract": "1. The Seller shall deliver the goods.\n\n2. The Buyer shall pay for the goods at once.\n\n" * 20,
    "a novel": "Chapter I\n\n" + "It was the best of times, and nobody in the house was asleep. " * 50,
    "prose": "Nobody adopted anything on that day, and nothing in this text is numbered.",
}


@pytest.mark.parametrize("kind", OTHER_TEXTS)
def test_a_text_that_is_no_instrument_is_refused_as_such(tmp_path: Path, kind: str) -> None:
    assert "no instrument here" in refusal(tmp_path, "other.txt", OTHER_TEXTS[kind])


OTHER_FORMATS = {
    "rtf": (b"{\\rtf1 The General Assembly,}", "rich text (RTF); save it as .docx"),
    "xml": (b'<?xml version="1.0"?><rss><item>1. States shall act.</item></rss>', "XML with the root <rss>"),
    "bin": (b"\x7fELF\x02\x01\x01\0\0\0", "a binary file, not a text"),
}


@pytest.mark.parametrize("suffix", OTHER_FORMATS)
def test_other_formats_are_named(tmp_path: Path, suffix: str) -> None:
    content, message = OTHER_FORMATS[suffix]
    assert message in refusal(tmp_path, f"other.{suffix}", content)


def test_other_archives_are_named(tmp_path: Path) -> None:
    for part, message in (("content.xml", "an OpenDocument text"), ("notes.txt", "a zip archive; unpack it first")):
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(part, "1. States shall act.")
        assert message in refusal(tmp_path, "archive.docx", buffer.getvalue())


REGISTRY = {
    "cut off": ('[{"text": "1. States', "line 1: not valid JSON"),
    "an object": ('{"text": "1. States shall act."}', "not a list of paragraphs"),
    "numbers": ("[{}, 2]", "paragraph 1: no “text”"),
    "a text of another type": ('[{"text": "States shall act."}, {"text": 5}]', "paragraph 2: no “text”"),
    "deep": ("[{}," + "[" * 100_000, "not valid JSON"),
}


@pytest.mark.parametrize("kind", REGISTRY)
def test_json_that_is_no_document_of_the_registry_is_refused(tmp_path: Path, kind: str) -> None:
    content, message = REGISTRY[kind]
    assert message in refusal(tmp_path, "A_RES_1_1.json", content)


def test_a_page_with_nothing_but_scripts_has_no_text(tmp_path: Path) -> None:
    page = "<!DOCTYPE html><html><body><script>load('1. States shall act.')</script></body></html>"
    assert "the page has no text" in refusal(tmp_path, "app.html", page)


def test_a_page_that_is_nested_without_end_does_not_break_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_text("<html><body>" + "<div>" * 100_000 + "1. States shall act." + "</div>" * 100_000, encoding="utf-8")
    try:
        documents = read_documents(path)
    except InputError as error:
        assert "\n" not in str(error)
    else:
        assert [p.leaf for p in documents[0].walk()] == ["1"]
