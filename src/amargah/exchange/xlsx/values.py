"""Cell values of chosen sheets, read from parts that were checked."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from amargah.exchange.xlsx.hostile import Parts
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label

Grid = list[list[Any]]

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHARED = ("sharedStrings", "styles")


def read_values(parts: Parts, sheets: Mapping[str, str]) -> dict[str, Grid]:
    """Rows from A1 on of each sheet, by the keys of `sheets`, whose values are names of parts.

    A new workbook of just these parts is read: what was not checked never reaches the reader.
    """
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(_workbook(parts, sheets)))
        return {
            name: book.get_sheet_by_index(place).to_python(skip_empty_area=False)
            for place, name in enumerate(sheets)
        }
    except (CalamineError, ValueError, OSError) as error:
        raise Invalid(
            Label(
                "برگه‌های پرونده خوانده نشد؛ آن را در اکسل باز و دوباره ذخیره کنید",
                "the sheets of the file cannot be read; open it in Excel and save it again",
            )
        ) from error


def _workbook(parts: Parts, sheets: Mapping[str, str]) -> bytes:
    shared = [name for name in _SHARED if f"xl/{name}.xml" in parts]
    targets = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(len(sheets))]
    targets += [(name, f"{name}.xml") for name in shared]
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", parts["[Content_Types].xml"])
        archive.writestr("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]))
        archive.writestr("xl/workbook.xml", _book(len(sheets)))
        archive.writestr("xl/_rels/workbook.xml.rels", _relations(targets))
        for number, part in enumerate(sheets.values()):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", parts[part])
        for name in shared:
            archive.writestr(f"xl/{name}.xml", parts[f"xl/{name}.xml"])
    return target.getvalue()


def _book(count: int) -> str:
    sheets = "".join(f'<sheet name="s{n}" sheetId="{n + 1}" r:id="r{n}"/>' for n in range(count))
    return f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'
