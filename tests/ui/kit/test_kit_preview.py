from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ui.kit.preview import Pages, Preview, print_pages

INKS = ((1, 0, 0), (0, 1, 0), (0, 0, 1))


def a_pdf(inks: tuple[tuple[int, int, int], ...] = INKS) -> bytes:
    """Return a PDF whose pages are each of one colour."""
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=A4)
    for ink in inks:
        canvas.setFillColorRGB(*ink)
        canvas.rect(0, 0, *A4, fill=1, stroke=0)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def middle(picture: QImage) -> QColor:
    return picture.pixelColor(picture.width() // 2, picture.height() // 2)


@pytest.fixture
def preview(qtbot: QtBot) -> Preview:
    made = Preview()
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_pages_are_drawn_in_their_own_colours() -> None:
    pages = Pages(a_pdf())
    assert [middle(pages.picture(n, 20)).name() for n in range(3)] == [
        "#ff0000",
        "#00ff00",
        "#0000ff",
    ]
    pages.close()


def test_a_page_has_the_size_asked_for() -> None:
    pages = Pages(a_pdf())
    picture = pages.picture(0, 72)
    assert abs(picture.width() - A4[0]) <= 1
    assert abs(picture.height() - A4[1]) <= 1
    pages.close()


def test_the_first_page_is_in_sight(preview: Preview, qtbot: QtBot) -> None:
    with qtbot.waitSignal(preview.page_shown):
        preview.show_pdf(a_pdf())
    assert preview.page_count == 3
    assert preview._place.text() == "Page 1 of 3"
    qtbot.waitUntil(lambda: preview._sheets[1].y() > 0)
    assert middle(preview._sheets[0].grab().toImage()).name() == "#ff0000"


def test_scrolling_says_which_page_is_in_sight(preview: Preview, qtbot: QtBot) -> None:
    preview.show_pdf(a_pdf())
    bar = preview.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    assert preview._place.text() == "Page 3 of 3"


def test_pages_out_of_sight_are_forgotten(preview: Preview, qtbot: QtBot) -> None:
    preview.show_pdf(a_pdf(INKS * 3))
    qtbot.waitUntil(lambda: preview._sheets[0]._picture is not None)
    bar = preview.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert preview._sheets[0]._picture is None


def test_zoom_goes_by_steps_and_back_to_the_whole_width(preview: Preview) -> None:
    preview.show_pdf(a_pdf())
    whole = preview._sheets[0].width()
    preview.zoom_in()
    assert preview._sheets[0].width() > whole
    preview.zoom_out()
    preview.zoom_out()
    assert preview._sheets[0].width() < whole
    preview.fit_width()
    assert preview._sheets[0].width() == whole


def test_clearing_forgets_every_page(preview: Preview) -> None:
    preview.show_pdf(a_pdf())
    preview.clear()
    assert preview.page_count == 0
    assert preview.area.widget() is None


def test_printing_draws_the_pages_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    out = tmp_path / "printed.pdf"
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    printer.setFromTo(2, 3)
    assert list(print_pages(a_pdf(), printer)) == [1, 2]
    printed = Pages(out.read_bytes())
    seen = [middle(printed.picture(n, 20)) for n in range(len(printed))]
    printed.close()
    assert [(c.green() > 250, c.blue() > 250) for c in seen] == [(True, False), (False, True)]


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(pypdfium2.PdfiumError):
        Pages(b"not a page")


def test_a_second_paper_is_laid_out_as_the_first(qtbot: QtBot) -> None:
    either, shown = QStackedWidget(), Preview()
    for page in (QWidget(), shown):
        either.addWidget(page)
    qtbot.addWidget(either)
    either.resize(900, 500)
    either.show()
    for _paper in range(2):
        either.setCurrentIndex(0)
        shown.show_pdf(a_pdf())
        either.setCurrentWidget(shown)
        qtbot.wait(50)
        first, second = shown._sheets[:2]
        assert second.y() >= first.y() + first.height()


def test_the_first_paper_is_as_wide_as_the_next(qtbot: QtBot) -> None:
    shown = Preview()
    qtbot.addWidget(shown)
    widths = []
    shown.show_pdf(a_pdf())  # before it was ever laid out
    shown.resize(1100, 500)
    shown.show()
    for _paper in range(2):
        qtbot.waitUntil(lambda: bool(shown._sheets) and shown.area.viewport().width() > 900)
        qtbot.wait(20)
        widths.append(shown._sheets[0].width())
        shown.show_pdf(a_pdf())
    assert widths[0] == widths[1]
