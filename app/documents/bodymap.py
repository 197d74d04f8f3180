"""Put a body map on paper: drawings with numbered marks, a table of them, and the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from app.base.text import _
from app.documents.blocks import (
    Block,
    Column,
    Figure,
    Label,
    PageBreak,
    Paragraph,
    Picture,
    Stroke,
    Table,
)
from app.documents.letters import Letters
from app.records.marks import NOT_SEEN, BodyMap, Mark
from app.rules.bodymap import (
    VERSIONS,
    VIEW_WORDS,
    VIEWS,
    Drawing,
    colour_words,
    drawing,
    edge_words,
    mark_sentence,
    size_by_words,
    size_words,
)
from app.rules.leaders import RADIUS, leaders

HEIGHT_MM = 122.0  # of the figure on a record sheet
BLANK_HEIGHT_MM = 172.0  # of a figure that is drawn on by hand
BLANK_ROWS = 5

_STRIP = 36.0  # below each drawing, for the words at its edges
_EDGE_SIZE = 26.0
_LEAST_DISC_MM = 2.4
_ARC = 0.5523  # of the radius: where the control points of a quarter circle stand

View = tuple[str, int]
Path = tuple[tuple[str | float, ...], ...]


def body_map_blocks(
    body_map: BodyMap, letters: Letters, *, every_view: bool = False
) -> tuple[Block, ...]:
    """Return the figure, the table of marks and the rules; views without marks only if asked."""
    views = _views(body_map, every_view=every_view)
    if not views:
        return ()
    return (
        body_map_figure(body_map.marks, views, HEIGHT_MM),
        marks_table(body_map.marks, letters),
        rules(),
    )


def blank_body_map() -> tuple[Block, ...]:
    """Return drawings to mark by hand, an empty table of marks, and the rules."""
    views = [(view, VERSIONS[view]) for view in VIEWS]
    empty = tuple((str(n), *[""] * (len(_columns()) - 1)) for n in range(1, BLANK_ROWS + 1))
    return (
        rules(),
        Paragraph(text=_("Use black pen. Number each mark, and write about it in the table.")),
        body_map_figure((), views, BLANK_HEIGHT_MM),
        PageBreak(),
        Table(columns=_columns(), rows=_tall(empty), caption=_("What each mark looked like")),
    )


def body_map_figure(marks: Sequence[Mark], views: Iterable[View], height_mm: float) -> Figure:
    """Return one picture for each view, side by side, with the marks that lie on it."""
    drawings = [drawing(view, version) for view, version in views]
    said = " ".join(f"{mark_sentence(mark)}." for mark in marks)
    names = ", ".join(_view_words(shown.view) for shown in drawings)
    return Figure(
        pictures=tuple(_picture(shown, marks, height_mm) for shown in drawings),
        alt=_("Body map: {views}. {marks}").format(views=names, marks=said or _("No marks.")),
        caption=_(
            "Not to scale. Left and right are the child’s own. Each number stands in the table."
        )
        if marks
        else _("Not to scale. Left and right are the child’s own."),
        height_mm=height_mm,
    )


def marks_table(marks: Iterable[Mark], letters: Letters) -> Table:
    """Return the marks with all that was written about them."""
    return Table(
        columns=_columns(),
        rows=tuple(_mark_row(mark, letters) for mark in marks),
        caption=_("Marks on the body map"),
    )


def rules() -> Paragraph:
    """Return what a body map may and may not show."""
    said = (
        _("Only what can be seen; clothing is not moved for it."),
        _("No photographs are taken of a child’s injuries."),
        _("No guess at the cause or the age of a mark; this is no examination."),
        _("What is seen on another day goes on a new map."),
    )
    return Paragraph(text="\n".join((_("Rules for a body map"), *said)), style="small")


def _columns() -> tuple[Column, ...]:
    return (
        Column(heading=_("No."), share=0.45),
        Column(heading=_("Where"), share=1.9),
        Column(heading=_("What"), share=1.3),
        Column(heading=_("Size"), share=1.45),
        Column(heading=_("Shape"), share=1.3),
        Column(heading=_("Colour"), share=1.3),
        Column(heading=_("Skin"), share=1.2),
        Column(heading=_("In words"), share=2.3),
    )


def _mark_row(mark: Mark, letters: Letters) -> tuple[str, ...]:
    return (
        str(mark.number),
        _where(mark),
        mark.kind.words if mark.kind else _("Not said"),
        _size(mark),
        mark.shape.words if mark.shape else _("Not said"),
        _colours(mark),
        mark.skin.words if mark.skin else _("Not said"),
        letters.text(mark.words),
    )


def _where(mark: Mark) -> str:
    site = mark.site() or _("Place not named")
    site = site[:1].upper() + site[1:]
    if mark.place or mark.strokes:
        return site
    return _("{site}; exact place not marked").format(site=site)


def _size(mark: Mark) -> str:
    if mark.size_unknown:
        return _("Could not see, or not measured")
    said = size_words(mark)
    return ", ".join(part for part in (said, size_by_words(mark)) if part) or _("Not said")


def _colours(mark: Mark) -> str:
    if any(choice.code == NOT_SEEN for choice in mark.colours):
        return _("Could not see")
    words = colour_words(mark)
    return words[:1].upper() + words[1:] if words else _("Not said")


def _tall(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Return rows tall enough to write in by hand."""
    return tuple((*row[:-1], f"{row[-1]} \n \n ") for row in rows)


def _views(body_map: BodyMap, *, every_view: bool) -> list[View]:
    marked = {(mark.view, mark.version) for mark in body_map.marks}
    used = {(used.view, used.version) for used in body_map.drawings}
    wanted = marked | used if every_view else marked
    return sorted(wanted, key=_place)


def _place(view: View) -> tuple[int, str, int]:
    name, version = view
    return (VIEWS.index(name) if name in VIEWS else len(VIEWS), name, version)


def _view_words(view: str) -> str:
    return _(VIEW_WORDS.get(view, view))


def _picture(shown: Drawing, marks: Sequence[Mark], height_mm: float) -> Picture:
    height = shown.height + _STRIP
    mine = [mark for mark in marks if (mark.view, mark.version) == (shown.view, shown.version)]
    radius = max(RADIUS, _LEAST_DISC_MM * height / height_mm)
    placed = leaders(mine, shown, radius)
    lines = (Stroke(path=_line(one.anchor, one.end), style="leader") for one in placed)
    discs = (
        Label(
            text=str(one.number),
            x=one.label[0],
            y=one.label[1],
            align="centre",
            size=radius / 0.75,
            round=True,
        )
        for one in placed
    )
    return Picture(
        width=shown.width,
        height=height,
        strokes=(*_figure(shown), *_marked(mine, shown), *lines),
        labels=(*_edges(shown), *discs),
        title=_view_words(shown.view),
    )


def _figure(shown: Drawing) -> Iterator[Stroke]:
    for detail in shown.details:
        yield Stroke(path=detail.path, style="region" if detail.weight == "border" else "detail")
    yield Stroke(path=shown.outline, style="outline")


def _edges(shown: Drawing) -> tuple[Label, Label]:
    left, right = edge_words(shown.view)
    y = shown.height + _STRIP - 4
    return (
        Label(text=left, x=0, y=y, align="left", size=_EDGE_SIZE),
        Label(text=right, x=shown.width, y=y, align="right", size=_EDGE_SIZE),
    )


def _marked(marks: Iterable[Mark], shown: Drawing) -> Iterator[Stroke]:
    """Yield what was drawn by hand, else a dot at the place, else the whole region."""
    for mark in marks:
        if mark.strokes:
            drawn = (one.points for one in mark.strokes if one.points)
            yield from (Stroke(path=_drawn(points), style="mark") for points in drawn)
        elif mark.place:
            yield Stroke(path=_dot(mark.place.x, mark.place.y), style="mark")
        else:
            regions = (shown.region(region.id) for region in mark.regions)
            yield from (Stroke(path=one.path, style="leader") for one in regions if one)


def _drawn(drawn: Sequence[tuple[float, float, float, float]]) -> Path:
    points = [(x, y) for x, y, _pressure, _ms in drawn]
    first = points[0]
    if all(point == first for point in points):
        return _dot(*first)
    return (("M", *first), *(("L", x, y) for x, y in points[1:]))


def _line(start: tuple[float, float], end: tuple[float, float]) -> Path:
    return (("M", *start), ("L", *end))


def _dot(x: float, y: float, radius: float = 3.0) -> Path:
    arc = radius * _ARC
    return (
        ("M", x + radius, y),
        ("C", x + radius, y + arc, x + arc, y + radius, x, y + radius),
        ("C", x - arc, y + radius, x - radius, y + arc, x - radius, y),
        ("C", x - radius, y - arc, x - arc, y - radius, x, y - radius),
        ("C", x + arc, y - radius, x + radius, y - arc, x + radius, y),
        ("Z",),
    )
