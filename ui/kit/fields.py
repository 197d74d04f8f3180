"""Show one question of a form: label, hint, problem, the editor, and prompts that go with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from app.base.text import _
from app.records.declared import Field
from app.records.fields import Choice, FieldType, Moment
from ui.kit.banners import PromptPanel
from ui.kit.boxes import column, fill
from ui.kit.context import FormContext
from ui.kit.editor import Editor
from ui.kit.editors import (
    ChipsEditor,
    DayEditor,
    ListEditor,
    MomentEditor,
    NumberEditor,
    ShortEditor,
    TickEditor,
    WordsEditor,
)
from ui.kit.flow import flowing
from ui.kit.labels import FieldLabel, Label
from ui.kit.people import ChildEditor, PersonEditor
from ui.kit.problem_line import ProblemLine
from ui.kit.problems import problem_words

IN_SIGHT = 8


class FieldBox(QWidget):
    """Ask one question; the editor does the rest."""

    changed = Signal()

    def __init__(self, field: Field, editor: Editor, context: FormContext) -> None:
        super().__init__()
        self.field = field
        self.editor = editor
        self._context = context
        self.setObjectName(f"field.{field.name}")
        editor.setObjectName(field.name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        whole = self._whole = column(self, gap=4)
        self._label = FieldLabel(question(field), editor.first_stop())
        self._hint = Label(_(field.ask.hint) if field.ask and field.ask.hint else "", "hint")
        self.problem = ProblemLine()
        self._prompts: QBoxLayout = column(gap=8)
        self._shown_prompts: tuple[str, ...] = ()
        for part in (self._label, self._hint, self.problem, editor):
            whole.addWidget(part)
        whole.addLayout(self._prompts)
        self._label.setVisible(field.type is not FieldType.TICK)
        self._hint.setVisible(bool(self._hint.text()))
        editor.changed.connect(self._on_changed)
        self._refresh()

    def fill(self, value: Any) -> None:
        """Show a value of a draft."""
        self.editor.fill(value)
        self._refresh()

    def say_problem(self, code: str) -> str:
        """Show a problem, or take it away when the code is empty; return its words."""
        words = problem_words(self.field, code) if code else ""
        self.problem.say(words)
        self.editor.set_wrong(wrong=bool(code))
        self._describe()
        return words

    def offer(self, *buttons: QWidget) -> None:
        """Put what else can be asked, as the answer stands, under it."""
        self._whole.addWidget(flowing(*buttons, gap=8))

    def codes(self) -> frozenset[str]:
        """Return the codes that "show when" of other fields asks about."""
        return codes_of(self.editor.value())

    def _on_changed(self) -> None:
        self._refresh()
        self.changed.emit()

    def _refresh(self) -> None:
        self._describe()
        wanted = self._wanted_prompts()
        if wanted != self._shown_prompts:
            self._shown_prompts = wanted
            found = [self._context.prompts(code) for code in wanted]
            fill(self._prompts, [PromptPanel(prompt) for prompt in found if prompt])

    def _wanted_prompts(self) -> tuple[str, ...]:
        ask = self.field.ask
        if ask is None:
            return ()
        chosen = self.codes() if ask.pick else frozenset()
        options = [o.prompt for o in self._context.options(ask.pick) if o.code in chosen]
        return tuple(dict.fromkeys(filter(None, (ask.prompt, *options))))

    def _describe(self) -> None:
        wrong = self.problem.words()
        error = _("Error: {words}").format(words=wrong) if wrong else ""
        name = _(self.field.label)
        self.editor.describe(name, " ".join(filter(None, (error, self._hint.text()))))


def question(field: Field) -> str:
    """Return the label of a field, marked "(optional)" where an answer may be left out."""
    label = _(field.label)
    ask = field.ask
    must = field.required or field.type is FieldType.TICK or ask is None or ask.section.added
    if must or (ask and ask.missing):
        return label
    return _("{label} (optional)").format(label=label)


def codes_of(value: Any) -> frozenset[str]:
    """Return the codes of a value: of its choices, or yes and no of a tick."""
    if isinstance(value, bool):
        return frozenset({"yes" if value else "no"})
    if isinstance(value, Choice):
        return frozenset({value.code})
    if isinstance(value, (tuple, list)):
        return frozenset().union(*(codes_of(item) for item in value))
    if isinstance(value, Mapping) and "code" in value:
        return frozenset({str(value["code"])})
    return frozenset()


def is_empty(value: Any) -> bool:
    """Say whether an editor's value is no answer."""
    return value is None or value is False or value in ("", ())


def make_editor(field: Field, context: FormContext) -> Editor:
    """Return the editor of a field; the context may bring its own."""
    if field.type in context.embed:
        return context.embed[field.type]()
    if field.type in (FieldType.CHOICE, FieldType.CHOICES):
        return _choice_editor(field, context)
    return _plain_editor(field, context)


def _plain_editor(field: Field, context: FormContext) -> Editor:
    ask = field.ask
    makers: dict[FieldType, Callable[[], Editor]] = {
        FieldType.SHORT: lambda: ShortEditor(context.options(ask.pick) if ask else ()),
        FieldType.WORDS: lambda: WordsEditor(
            rows=ask.rows if ask else 3, voice=ask.voice if ask else ""
        ),
        FieldType.MOMENT: lambda: MomentEditor(
            context.today, unknown=ask.unknown if ask else False
        ),
        FieldType.DAY: lambda: DayEditor(context.today),
        FieldType.TICK: lambda: TickEditor(_(field.label)),
        FieldType.NUMBER: NumberEditor,
        FieldType.PERSON: lambda: PersonEditor(context.people),
        FieldType.CHILD: lambda: ChildEditor(
            context.children, only=bool(ask and ask.default == "only")
        ),
    }
    if field.type not in makers:
        raise LookupError(f"no editor for {field.name}: embed one for {field.type}")
    return makers[field.type]()


def _choice_editor(field: Field, context: FormContext) -> Editor:
    options: Sequence[Any] = context.options(field.ask.pick if field.ask else "")
    many = field.type is FieldType.CHOICES
    if many or len(options) <= IN_SIGHT:
        return ChipsEditor(options, many=many, clearable=not field.required)
    return ListEditor(options)


def default_of(field: Field, context: FormContext) -> Any:
    """Return what a new form already knows, or None."""
    asked = field.ask.default if field.ask else ""
    now = context.clock.now().local()
    known: dict[str, Any] = {
        "author": context.author,
        "today": now.date(),
        "now": Moment(now.date(), now.time().replace(second=0, microsecond=0, tzinfo=None)),
        "only": context.children[0].ref() if len(context.children) == 1 else None,
    }
    return known.get(asked)
