"""The words of a PDF, read as another program would: from its content streams and its fonts' own tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

from pikepdf import Array, Dictionary, Object, Pdf, String, parse_content_stream


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page in the order in which it is drawn, without spaces and hyphens at the ends of lines."""
    with Pdf.open(BytesIO(pdf)) as file:
        return ["".join(_texts(page.obj)) for page in file.pages]


def alternatives(pdf: bytes) -> list[str]:
    """Return what screen readers say instead of pictures, in the order of the structure tree."""
    with Pdf.open(BytesIO(pdf)) as file:
        return list(_alternatives(file.Root.StructTreeRoot))


def _alternatives(node: Object) -> Iterator[str]:
    if "/Alt" in node:
        yield str(node.Alt)
    kids = node.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from _alternatives(kid)


def _texts(page: Dictionary) -> Iterator[str]:
    fonts = {name: _table(font.ToUnicode.read_bytes().decode("ascii")) for name, font in page.Resources.Font.items()}
    table: dict[int, str] = {}
    for one in parse_content_stream(page):
        operands, operator = one.operands, one.operator
        if str(operator) == "Tf":
            table = fonts[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            parts = operands[0] if isinstance(operands[0], Array) else operands
            for part in parts:
                if isinstance(part, String):
                    raw = bytes(part)
                    codes = [int.from_bytes(raw[place : place + 2], "big") for place in range(0, len(raw), 2)]
                    yield "".join(table.get(code, "\ufffd") for code in codes).replace(" ", "").replace("\u00ad", "")


def _table(text: str) -> dict[int, str]:
    """Return what each code of a font means, by its ToUnicode table."""
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, meaning in re.findall(r"<(\w+)>\s*<(\w*)>", block):
            found[int(code, 16)] = _meaning(meaning)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last, meaning in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for place, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                found[code] = chr(ord(_meaning(meaning)) + place)
    return found


def _meaning(text: str) -> str:
    return bytes.fromhex(text).decode("utf-16-be")
