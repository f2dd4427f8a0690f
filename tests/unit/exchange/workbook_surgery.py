"""Opens a workbook as parts, changes them and closes it again, as a person or an attacker would."""

import re
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

SHEET = "xl/worksheets/sheet1.xml"


def opened(data):
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def closed(parts, compression=ZIP_DEFLATED):
    target = BytesIO()
    with ZipFile(target, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def replaced(data, part, old, new):
    parts = opened(data)
    text = parts[part].decode()
    assert old in text, old
    return closed(parts | {part: text.replace(old, new, 1).encode()})


def put(data, address, inner, kind=""):
    """The workbook with the XML `inner` in a cell of its first sheet; the cell keeps its style."""
    parts = opened(data)
    found = re.search(rf'<c r="{address}"( s="\d+")?[^>]*?(/>|>.*?</c>)', parts[SHEET].decode())
    assert found, address
    cell = f'<c r="{address}"{found[1] or ""}{kind}>{inner}</c>'
    return replaced(data, SHEET, found[0], cell)


def put_number(data, address, number):
    return put(data, address, f"<v>{number}</v>")


def put_text(data, address, text):
    return put(data, address, f"<is><t>{escape(text)}</t></is>", ' t="inlineStr"')


def put_formula(data, address, formula="1+1", attributes=""):
    return put(data, address, f"<f{attributes}>{formula}</f><v>2</v>")


def merged(data, area):
    return replaced(data, SHEET, "</mergeCells>", f'<mergeCell ref="{area}"/></mergeCells>')
