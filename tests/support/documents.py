"""Attach files to a real school without a window, and make files to attach."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image

from app.records.media import media_of
from app.rules.cards import ChildCard
from app.services.attachments import Chosen, look_at
from app.views.documents import Attached
from app.workspace import Workspace


def a_pdf(pages: int = 2, words: str = "A letter from the health visitor") -> bytes:
    """Return a PDF with words on each page."""
    pdf = pikepdf.new()
    for number in range(1, pages + 1):
        page = pdf.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        text = f"BT /F1 18 Tf 72 720 Td ({words}, page {number}) Tj ET"
        page.Contents = pdf.make_stream(text.encode("latin-1"))
    out = BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def a_picture(kind: str = "PNG", size: tuple[int, int] = (640, 480), **options: Any) -> bytes:
    """Return a picture, left half red."""
    image = Image.new("RGB", size, "white")
    image.paste((200, 30, 30), (0, 0, size[0] // 2, size[1]))
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def a_file(folder: Path, name: str, data: bytes) -> Path:
    """Write a file somewhere outside the school's folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(data)
    return path


def answers(workspace: Workspace, title: str = "Letter from the health visitor") -> dict[str, Any]:
    """Return what is asked about a document."""
    kinds = workspace.settings.lists()["document_kinds"]
    return {
        "title": title,
        "what": kinds.choice("letter"),
        "dated": "2026-11-12",
        "received": "2026-11-20",
        "source": "Dr Odum, health visitor, by post",
    }


def attach(
    workspace: Workspace,
    card: ChildCard,
    path: Path,
    *,
    about: str = "",
    title: str = "Letter from the health visitor",
) -> Attached:
    """Attach a file to a child's file or a record, as the window does it."""
    chosen: Chosen = look_at(path)
    kept = workspace.attachments.keeping(chosen)()
    role = workspace.settings.lists()["child_roles"].choice("subject")
    children = [card.as_in_record(role)]
    change = workspace.attachments.attach(
        kept, chosen, children, answers(workspace, title), about=about
    )
    return next(
        one for one in workspace.attachments.of_child(card.id) if one.record == change.records[0]
    )


def attach_bytes(workspace: Workspace, child: str, name: str, data: bytes, title: str) -> str:
    """Attach bytes to a child's file and return the document's record."""
    card = workspace.roll_view.child(child)
    assert card is not None
    chosen = Chosen(name=name, data=data, media=media_of(data, name))
    kept = workspace.attachments.keeping(chosen)()
    role = workspace.settings.lists()["child_roles"].choice("subject")
    children = [card.as_in_record(role)]
    change = workspace.attachments.attach(kept, chosen, children, answers(workspace, title))
    return change.records[0]
