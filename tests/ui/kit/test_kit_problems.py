from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import app
from app.base.errors import RowanError
from app.records.concern import Concern
from app.records.declared import fields_of
from app.records.kinds import KINDS
from app.records.system import SystemRecord
from app.vault.faults import DiskFull, StorageFailed
from tests.support.tree import parsed, python_files
from ui.kit.error_words import ERRORS
from ui.kit.problems import ANSWERS, answer_words, explain, problem_words, without_words

BANNED = re.compile(r"\b(please|sorry|invalid|valid|forgot)\b", re.IGNORECASE)


def leaves(root: type[RowanError]) -> dict[str, type[RowanError]]:
    found: dict[str, type[RowanError]] = {}
    for cls in root.__subclasses__():
        found |= {cls.__name__: cls} | leaves(cls)
    return found


def load_the_whole_core() -> None:
    for module in pkgutil.walk_packages(app.__path__, "app."):
        importlib.import_module(module.name)


def test_every_error_has_words() -> None:
    load_the_whole_core()
    assert without_words() == set()


def test_words_stand_only_for_errors_there_are() -> None:
    load_the_whole_core()
    assert set(ERRORS) <= set(leaves(RowanError))


def test_words_name_only_facts_that_the_error_has() -> None:
    load_the_whole_core()
    kinds = leaves(RowanError)
    for name, words in ERRORS.items():
        wanted = set(re.findall(r"{(\w+)}", f"{words.title} {words.body} {words.next_step}"))
        assert wanted <= facts_of(kinds[name]), name


def facts_of(cls: type[RowanError]) -> set[str]:
    facts: set[str] = set()
    for each in cls.__mro__:
        init = each.__dict__.get("__init__")
        if init is not None and each.__module__.startswith("app."):
            facts |= set(re.findall(r"self\.(\w+) =", Path(init.__code__.co_filename).read_text()))
    return facts


def test_facts_are_filled_in() -> None:
    words = explain(DiskFull(Path("stick")))
    assert words.body == "stick is full; nothing was changed."


def test_a_leaf_without_words_borrows_its_familys() -> None:
    leaf = type("ScratchedDisc", (StorageFailed,), {"__module__": __name__})
    assert explain(leaf(Path("disc"))).title == "The disk or stick did not answer"


def test_even_the_unknown_is_explained() -> None:
    assert explain(RowanError("odd")).body == "Nothing was changed."


def test_missing_answers_are_asked_for_in_the_forms_own_words() -> None:
    fields = {field.name: field for field in fields_of(Concern)}
    assert problem_words(fields["seen"], "missing") == "Enter what you saw or heard"
    assert problem_words(fields["seen_at"], "wrong").startswith("“When did it happen” must be")
    assert "200 characters" in problem_words(fields["place"], "too_long")
    assert "20,000 characters" in problem_words(fields["seen"], "too_long")


def test_every_code_that_a_kind_can_give_has_words_of_its_own() -> None:
    codes = {code for path in python_files("app") for code in codes_in(path)}
    assert "before_start" in codes
    assert codes <= set(ANSWERS)


def codes_in(path: Path) -> Iterator[str]:
    if path.parent.name != "records" or path.stem == "marks":  # the body map words its own
        return
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            code = node.value.elts[-1]
            if isinstance(code, ast.Constant):
                yield str(code.value)


def test_every_field_can_be_complained_about() -> None:
    for kind in (kind for kind in KINDS if not issubclass(kind, SystemRecord)):
        for field in fields_of(kind):
            for code in ANSWERS:
                said = problem_words(field, code)
                assert not re.search(r"{|\.$", said), (kind, field.name, code)


def test_words_are_in_our_manner() -> None:
    said = [*ANSWERS.values(), *(f"{w.title} {w.body} {w.next_step}" for w in ERRORS.values())]
    assert [words for words in said if BANNED.search(words)] == []


def test_answers_outside_a_form_are_worded_too() -> None:
    assert answer_words("School", "missing") == "Enter an answer to “School”"
    unheard = answer_words("School", "never heard of")
    assert unheard == "Change the answer to “School”: it cannot be read"
