"""What is in files that no diff can read: workbooks, slides, paper, images, archives."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

_HASH_SIDE = 8


def digest(content: bytes) -> str:
    """Return the SHA-256 of bytes."""
    return sha256(content).hexdigest()


def workbook(content: bytes) -> Iterator[str]:
    """Return the cells of every sheet: place, value, and form where it is not the usual one."""
    for sheet in load_workbook(io.BytesIO(content)):
        yield f"== blad {sheet.title} {sheet.dimensions} vast {sheet.freeze_panes}"
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    form = "" if cell.number_format == "General" else f" [{cell.number_format}]"
                    link = f" -> {cell.hyperlink.target}" if cell.hyperlink else ""
                    yield f"{cell.coordinate} = {cell.value!r}{form}{link}"


def slides(content: bytes) -> Iterator[str]:
    """Return the shapes of every slide with name, place and text, and the notes."""
    for number, slide in enumerate(Presentation(io.BytesIO(content)).slides, start=1):
        yield f"== dia {number}"
        for shape in slide.shapes:
            yield from _shape(shape)
        if slide.has_notes_slide:
            yield f"notities: {slide.notes_slide.notes_text_frame.text!r}"


def _shape(shape: Any) -> Iterator[str]:
    described = shape._element.xpath("string(.//p:cNvPr/@descr)")
    place = f"{shape.left},{shape.top} {shape.width}x{shape.height}"
    yield f"{shape.shape_type} '{shape.name}' {place} alt={described!r}"
    if shape.has_text_frame:
        yield from (f"  {paragraph.text}" for paragraph in shape.text_frame.paragraphs)
    if getattr(shape, "has_table", False):
        for row in shape.table.rows:
            yield "  | " + " | ".join(cell.text for cell in row.cells)
    if hasattr(shape, "image"):
        yield f"  beeld {digest(shape.image.blob)}"


def paper(content: bytes) -> Iterator[str]:
    """Return the text of every page, its size and links, and what the document says of itself."""
    reader = PdfReader(io.BytesIO(content))
    yield f"{len(reader.pages)} pagina's"
    yield from (f"{key}: {value}" for key, value in sorted((reader.metadata or {}).items()))
    for number, page in enumerate(reader.pages, start=1):
        box = page.mediabox
        yield f"== pagina {number} {float(box.width):.1f}x{float(box.height):.1f}"
        yield page.extract_text()
        for note in page.get("/Annots") or ():
            action: Any = note.get_object().get("/A") or {}
            yield f"link {action.get('/URI', '')}"


def picture(content: bytes) -> Iterator[str]:
    """Return size, digest of the points, and a coarse grey picture that shows where it differs."""
    with Image.open(io.BytesIO(content)) as image:
        yield f"{image.format} {image.width}x{image.height} {image.mode}"
        yield f"punten {digest(image.convert('RGBA').tobytes())}"
        grey = image.convert("RGBA").convert("L").resize((_HASH_SIDE, _HASH_SIDE))
        points = grey.tobytes()
    for start in range(0, len(points), _HASH_SIDE):
        yield points[start : start + _HASH_SIDE].hex(" ")


def archive(content: bytes) -> Iterator[str]:
    """Return the names in an archive, with the text or the digest of each member."""
    with ZipFile(io.BytesIO(content)) as opened:
        for member in opened.infolist():
            inside = opened.read(member)
            yield f"== {member.filename} {member.date_time} {digest(inside)}"
            try:
                yield inside.decode("utf-8")
            except UnicodeDecodeError:
                yield f"{len(inside)} bytes"


READERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": workbook,
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": slides,
    "application/pdf": paper,
    "image/png": picture,
    "application/zip": archive,
}
"""How the content of a media type is read."""
