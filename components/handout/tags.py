"""The last hand on a document: its figures, its bookmarks, and what each part of it is. Pure.

What each part is (heading, paragraph, table, figure) is for screen readers, in the way of tagged
PDF: marked content on the pages, and a tree that refers to it.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    Fit,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)


class Mark(NamedTuple):
    """A piece of content on a page (from 0), by its number there."""

    page: int
    number: int


@dataclass
class Part:
    """A part of a document: `kind` is the name of it in PDF, `alt` says what a figure shows.

    Its own marks are all on one page. `text` is what it says, where lines break it: the spaces
    at the end of a line are not in the document.
    `link` is the place of a link among those on its page; `scope` is that of the head of a table.
    """

    kind: str
    inside: list[Part | Mark] = field(default_factory=list)
    alt: str = ""
    text: str = ""
    scope: str = ""
    link: int | None = None


@dataclass(frozen=True)
class Placed:
    """A figure (PDF): its mark, place from the left and the top, and its size, in points."""

    mark: Mark
    x: float
    y: float
    width: float
    height: float
    pdf: bytes


class Bookmark(NamedTuple):
    """A place that the outline leads to: page (from 0) and points from the top."""

    title: str
    page: int
    y: float


def finish_document(
    document: bytes, parts: Sequence[Part], placed: Iterable[Placed], bookmarks: Iterable[Bookmark]
) -> bytes:
    """Return a document with its figures laid over it, its outline and its structure."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(document)))
    for number, item in enumerate(placed):
        _lay_over(writer, item, NameObject(f"/Figuur{number}"))
    for title, number, y in bookmarks:
        top = float(writer.pages[number].mediabox.height) - y
        writer.add_outline_item(title=title, page_number=number, fit=Fit.xyz(top=top))
    _Tree(writer).build(parts)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _lay_over(writer: PdfWriter, item: Placed, name: NameObject) -> None:
    """Put a figure on its page, as one piece of content."""
    page = writer.pages[item.mark.page]
    figure = PdfReader(io.BytesIO(item.pdf)).pages[0]
    resources = page[NameObject("/Resources")]
    assert isinstance(resources, DictionaryObject)
    forms = resources.setdefault(NameObject("/XObject"), DictionaryObject()).get_object()
    forms[name] = writer._add_object(_form(figure, writer))
    scale = item.width / float(figure.mediabox.width)
    bottom = float(page.mediabox.height) - item.y - item.height
    drawing = DecodedStreamObject()
    drawing.set_data(
        f"/Figure <</MCID {item.mark.number}>> BDC\n"
        f"q {scale:.5f} 0 0 {scale:.5f} {item.x:.3f} {bottom:.3f} cm {name} Do Q\nEMC\n".encode()
    )
    before = page.raw_get("/Contents")
    page[NameObject("/Contents")] = ArrayObject([before, writer._add_object(drawing)])


def _form(figure: PageObject, writer: PdfWriter) -> StreamObject:
    """Return what a figure draws as something that a page can show."""
    drawn = figure.get_contents()
    assert drawn is not None
    form = DecodedStreamObject()
    form.set_data(drawn.get_data())
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/BBox")] = ArrayObject(map(FloatObject, figure.mediabox))
    form[NameObject("/Resources")] = _in_order(figure).clone(writer)
    return form.flate_encode()


def _in_order(figure: PageObject) -> DictionaryObject:
    """Return what a figure refers to in one order: whoever drew it has another each time."""
    resources = figure[NameObject("/Resources")]
    assert isinstance(resources, DictionaryObject)
    ordered = DictionaryObject()
    for name in sorted(resources):
        part = resources[name]
        if isinstance(part, DictionaryObject):
            part = DictionaryObject({NameObject(key): part.raw_get(key) for key in sorted(part)})
        ordered[NameObject(name)] = part
    return ordered


class _Tree:
    """Builds the tree of what each part of a document is."""

    def __init__(self, writer: PdfWriter) -> None:
        self._writer = writer
        self._marked: dict[int, dict[int, IndirectObject]] = defaultdict(dict)
        self._links: list[tuple[DictionaryObject, IndirectObject]] = []

    def build(self, parts: Sequence[Part]) -> None:
        """Put the tree in the document."""
        root = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
        reference = self._writer._add_object(root)
        whole = self._add(Part("Document", list(parts)), reference)
        root[NameObject("/K")] = ArrayObject([whole])
        root[NameObject("/ParentTree")] = self._writer._add_object(self._parents())
        catalog = self._writer.root_object
        catalog[NameObject("/StructTreeRoot")] = reference
        catalog[NameObject("/MarkInfo")] = DictionaryObject(
            {NameObject("/Marked"): BooleanObject(True)}
        )

    def _add(self, part: Part, parent: IndirectObject) -> IndirectObject:
        element = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/StructElem"),
                NameObject("/S"): NameObject(f"/{part.kind}"),
                NameObject("/P"): parent,
            }
        )
        reference = self._writer._add_object(element)
        marks = [item for item in part.inside if isinstance(item, Mark)]
        if marks:
            element[NameObject("/Pg")] = self._page(marks[0].page)
        inside: list[PdfObject] = [
            self._refer(item, reference) if isinstance(item, Mark) else self._add(item, reference)
            for item in part.inside
        ]
        if part.link is not None:
            inside.append(self._link(part, reference))
        element[NameObject("/K")] = ArrayObject(inside)
        for name, text in (("/Alt", part.alt), ("/ActualText", part.text)):
            if text:
                element[NameObject(name)] = TextStringObject(text)
        if part.scope:
            element[NameObject("/A")] = DictionaryObject(
                {
                    NameObject("/O"): NameObject("/Table"),
                    NameObject("/Scope"): NameObject(f"/{part.scope}"),
                }
            )
        return reference

    def _refer(self, mark: Mark, element: IndirectObject) -> NumberObject:
        """Return what refers to a piece of content, and remember what it belongs to."""
        self._marked[mark.page][mark.number] = element
        return NumberObject(mark.number)

    def _link(self, part: Part, element: IndirectObject) -> DictionaryObject:
        """Return what refers to the place to press of a link."""
        mark = part.inside[0]
        assert isinstance(mark, Mark)
        assert part.link is not None
        links = self._writer.pages[mark.page][NameObject("/Annots")]
        assert isinstance(links, ArrayObject)
        place = links[part.link].get_object()
        assert isinstance(place, DictionaryObject)
        self._links.append((place, element))
        return DictionaryObject(
            {
                NameObject("/Type"): NameObject("/OBJR"),
                NameObject("/Pg"): self._page(mark.page),
                NameObject("/Obj"): links[part.link]
                if isinstance(links[part.link], IndirectObject)
                else self._writer._add_object(place),
            }
        )

    def _page(self, number: int) -> IndirectObject:
        reference = self._writer.pages[number].indirect_reference
        assert reference is not None
        return reference

    def _parents(self) -> DictionaryObject:
        """Return the way back: from each piece of content to the part it belongs to."""
        numbers: list[PdfObject] = []
        for key, page in enumerate(self._writer.pages):
            page[NameObject("/StructParents")] = NumberObject(key)
            page[NameObject("/Tabs")] = NameObject("/S")
            marked = self._marked[key]
            found = ArrayObject([marked[number] for number in sorted(marked)])
            numbers += [NumberObject(key), self._writer._add_object(found)]
        for key, (place, element) in enumerate(self._links, start=len(self._writer.pages)):
            place[NameObject("/StructParent")] = NumberObject(key)
            numbers += [NumberObject(key), element]
        return DictionaryObject({NameObject("/Nums"): ArrayObject(numbers)})
