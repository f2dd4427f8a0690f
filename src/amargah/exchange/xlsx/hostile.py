"""Checks of an uploaded file before anything interprets it: size, container, bombs, macros, entities.

What passes is handed on as plain parts, so what was checked is what is read.
"""

import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import NoReturn
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 64 * 1024 * 1024
MOST_PARTS = 200
MOST_TAGS = 1_500_000  # four stand around each filled cell; a parser's memory grows with open ones
LONGEST_TAG = 512 * 1024

Parts = Mapping[str, bytes]

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XML = (".xml", ".rels", ".vml")
_NEEDED = ("[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels")
_ENCRYPTED = 0x1
_CHUNK = 64 * 1024


def unpack(data: bytes) -> Parts:
    """The XML parts of an xlsx file by name, each of them well-formed and without a document type.

    Invalid, in a bounded time and memory, for everything that is not a plain xlsx file of at most 10 MB
    that unpacks to at most 64 MB.
    """
    _check_container(data)
    try:
        with ZipFile(BytesIO(data)) as archive:
            _check_directory(archive.infolist())
            parts = _read(archive)
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError) as error:
        raise _damaged() from error
    for name in _NEEDED:
        if name not in parts:
            raise _not_xlsx()
    if sum(part.count(b"<") for part in parts.values()) > MOST_TAGS:
        raise _bomb()
    for name, part in parts.items():
        _check_xml(name, part)
    return parts


def _check_container(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise _refused(
            "پرونده بزرگ‌تر از ۱۰ مگابایت است؛ قالب همین جدول را پر کنید و تصویر و برگهٔ افزوده را بردارید",
            "the file is larger than 10 MB; fill in the template of this table and remove pictures and sheets",
        )
    if data.startswith(_OLE):
        raise _refused(
            "پرونده رمزدار یا به قالب قدیمی xls است؛ رمز را بردارید و با قالب xlsx ذخیره کنید",
            "the file is encrypted or an old xls; remove the password and save it as xlsx",
        )
    if not data.startswith(_ZIP):
        raise _not_xlsx()


def _check_directory(members: list[ZipInfo]) -> None:
    names = [member.filename.lower() for member in members]
    if len(members) > MOST_PARTS or len(set(names)) != len(names):
        raise _refused(
            "ساختار پرونده عادی نیست؛ قالب را دوباره دریافت کنید و آن را پر کنید",
            "the file is not built like a workbook; download the template again and fill that in",
        )
    if any(name.endswith("vbaproject.bin") for name in names):
        raise _refused(
            "پرونده ماکرو دارد؛ آن را با قالب xlsx بدون ماکرو ذخیره کنید",
            "the file has macros; save it as xlsx without macros",
        )
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        raise _bomb()
    for member in members:
        if member.flag_bits & _ENCRYPTED or member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise _damaged()


def _read(archive: ZipFile) -> dict[str, bytes]:
    """Reads against one allowance for all parts, whatever sizes the directory claims."""
    parts: dict[str, bytes] = {}
    left = MOST_UNPACKED
    for member in archive.infolist():
        if not member.filename.lower().endswith(_XML):
            continue
        with archive.open(member) as part:
            content = part.read(left + 1)
        left -= len(content)
        if left < 0:
            raise _bomb()
        parts[member.filename] = content
    return parts


def _check_xml(name: str, part: bytes) -> None:
    def refuse(*_: object) -> NoReturn:
        raise _refused(
            f"پرونده در بخش «{name}» تعریف نوع سند (DTD) یا موجودیت دارد و خوانده نمی‌شود",
            f"the file declares a document type or entities in {name} and is not read",
            part=name,
        )

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parse(parser, part)


def parse(parser: expat.XMLParserType, part: bytes) -> None:
    """Runs a parser over a whole part; Invalid when it is not well-formed or a tag of it has no end."""
    try:
        for start in range(0, len(part), _CHUNK):
            parser.Parse(part[start : start + _CHUNK], False)
            if start + _CHUNK - parser.CurrentByteIndex > LONGEST_TAG:
                raise _bomb()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise _damaged() from error


def _not_xlsx() -> Invalid:
    return _refused(
        "این پرونده اکسل (xlsx) نیست؛ قالب را در اکسل پر کنید و با همان قالب xlsx ذخیره کنید",
        "this is not an Excel (xlsx) file; fill in the template in Excel and save it as xlsx",
    )


def _damaged() -> Invalid:
    return _refused(
        "پرونده ناقص یا خراب است؛ آن را در اکسل باز و دوباره ذخیره کنید",
        "the file is cut short or damaged; open it in Excel and save it again",
    )


def _bomb() -> Invalid:
    return _refused(
        "پرونده پس از باز شدن بسیار بزرگ می‌شود و خوانده نمی‌شود؛ قالب را دوباره دریافت و پر کنید",
        "the file becomes far too large when unpacked and is not read; download the template again",
    )


def _refused(fa: str, en: str, **context: object) -> Invalid:
    return Invalid(Label(fa, en), **context)
