"""Let the school name its roles as it does: the codes, and what they may do, stay."""

from __future__ import annotations

from app.base.text import _
from ui.kit.banners import Notice
from ui.kit.buttons import Button, plain, primary
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.settings.asked import LineField
from ui.settings.part import PartPage

_PROBLEMS = {
    "too_long": _("Use 80 characters or fewer"),
    "same_name": _("Another role is called that: choose another name"),
}


class RoleNamesPage(PartPage):
    """Ask for a name for each role; an empty line keeps the usual one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("What roles are called here"), name="role-names")
        self.set_identity(_("FEO, FESO, SENDCo, CWSO …: what was signed keeps its words."))
        self.lines: dict[str, LineField] = {}
        fixed, others = Card(_("Posts with duties of their own"), gap=12), Card(_("Other roles"))
        for option, name in desk.workspace.role_names.options():
            line = LineField(_(option.words), name=f"role-{option.code}")
            line.fill(name)
            line.line.setPlaceholderText(_(option.words))
            self.lines[option.code] = line
            (fixed if option.fixed or option.code == "reserve" else others).add(line)
        more = Button(_("Add or remove roles"), self._on_more, name="more-roles")
        words = [_("The name is free; what a post may open and sign stays the same.")]
        self.add(
            Notice(_("Leave a line empty to keep the usual name"), words).offer(more),
            fixed,
            others,
        )
        save = primary(_("Save"), self._on_save)
        save.setObjectName("role-names-save")
        back = plain(_("Go back"), lambda: desk.go("school", part="people"))
        back.setObjectName("role-names-back")
        self.bar.offer(save, back)
        self.first = next(iter(self.lines.values())).line

    def _on_more(self) -> None:
        self.desk.go("school", part="list", list="staff_roles")

    def _on_save(self) -> None:
        names = {code: line.text() for code, line in self.lines.items()}
        service = self.desk.workspace.role_names
        for line in self.lines.values():
            line.say("")
        if self.desk.do(
            lambda: service.rename(names), parent=self, problems=self._show, done=_("Saved.")
        ):
            self.desk.go("school", part="people")

    def _show(self, problems: dict[str, str]) -> None:
        self.set_error(error=True)
        for code, problem in problems.items():
            self.lines[code].say(_PROBLEMS[problem])
        self.lines[next(iter(problems))].go()
