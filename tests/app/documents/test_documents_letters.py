"""A print for one child names no other child, in whatever way a name was typed."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.base.fold import fold
from app.documents.letters import Letters
from app.documents.names import is_ordinary
from app.documents.whole_words import atoms
from app.records.fields import Choice
from app.records.header import ChildAs

ROLE = Choice("subject", "Child this is about")


def child(ref: str, name: str, known_as: str = "") -> ChildAs:
    return ChildAs(name=name, role=ROLE, child=ref, known_as=known_as)


MIA = child("c1", "Mia Rose Tindall")
DAN = child("c2", "Daniel O’Neill-Łukasz", "Danny O’Neill-Łukasz")
ZOE = child("c3", "Zoë van der Berg")
WILL = child("c4", "Will Green")
NOAH = child("c5", "Noah Tindall")


def letters(*others: ChildAs, adults: tuple[str, ...] = ()) -> Letters:
    return Letters((MIA, *others), frozenset({"c1"}), adults)


@pytest.mark.parametrize(
    "written",
    [
        "Daniel O’Neill-Łukasz",
        "Daniel O'Neill Lukasz",
        "DANIEL ONEILL-LUKASZ",
        "O'Neill-Łukasz Daniel",
        "daniel",
        "Danny",
        "DANNY",
        "Danny\nO’Neill",
        "oneill",
        "O’Neill",
        "lukasz",
        "Da\u0301nny",
    ],
)
def test_a_name_is_found_however_it_is_written(written: str) -> None:
    said = letters(DAN).text(f"Then {written} ran; she said “{written}’s ball”.")
    assert fold(said) == fold("Then Child B ran; she said “Child B’s ball”.")


@pytest.mark.parametrize(
    "written",
    ["Danielle sang", "Dannys", "Lukaszewski", "the pardon", "Neillson", "a danger", ""],
)
def test_only_whole_words_are_exchanged(written: str) -> None:
    assert letters(DAN).text(written) == written


def test_a_name_turned_round_is_exchanged_on_both_sides_of_its_comma() -> None:
    assert letters(DAN).text("O'Neill-Łukasz, Daniel, and more") == "Child B, Child B, and more"


def test_an_initial_is_not_the_beginning_of_another_name() -> None:
    assert letters(DAN).text("Danny O’Brien came") == "Child B O’Brien came"


def test_particles_are_no_names() -> None:
    assert letters(ZOE).text("a white van der hinder Berg, Zoe ran") == (
        "a white van der hinder Child B, Child B ran"
    )
    assert letters(ZOE).text("zoë van der berg") == "Child B"


def test_a_name_that_is_a_word_is_found_by_its_capital_only() -> None:
    held = letters(WILL)
    assert held.text("I will see; a green bruise; Will Green hid, Green ran") == (
        "I will see; a green bruise; Child B hid, Child B ran"
    )
    assert held.text("will green hid") == "Child B hid"
    assert held.by_eye == ("will", "green")


def test_what_the_child_shares_with_another_stays_and_is_told() -> None:
    held = letters(NOAH)
    assert held.text("Noah Tindall, Mia Tindall, Mrs Tindall, Noah") == (
        "Child B, Mia Tindall, Mrs Tindall, Child B"
    )
    assert held.by_eye == ("tindall",)


def test_two_who_share_a_name_are_both_meant() -> None:
    held = letters(child("c8", "Tomasz Hale"), child("c9", "Tomasz Reiter"))
    assert held.text("Tomasz Reiter pushed Tomasz") == "Child C pushed Child B or Child C"
    assert held.by_eye == ("tomasz",)


def test_an_initial_goes_with_the_name() -> None:
    held = letters(DAN)
    assert held.text("Danny O. and danny o") == "Child B. and Child B o"


def test_adults_keep_their_whole_names_but_not_those_of_a_parent() -> None:
    held = letters(WILL, adults=("Anne Green", "Mrs Green"))
    assert held.text("Anne Green told Mrs Green") == "Anne Green told Mrs Child B"


def test_letters_follow_the_order_of_the_record() -> None:
    held = letters(ZOE, DAN, ZOE)
    assert [(one.called, one.ref) for one in held.key] == [("Child B", "c3"), ("Child C", "c2")]
    assert held.key[1].names == ("Daniel O’Neill-Łukasz", "Danny O’Neill-Łukasz")
    assert held.name(DAN) == held.short(DAN) == "Child C"
    assert (held.name(MIA), held.hides("c1"), held.hides("c2")) == (
        "Mia Rose Tindall",
        False,
        True,
    )


def test_many_children_have_letters_to_z_and_numbers_after_it() -> None:
    many = [child(f"x{n}", f"Name{n}") for n in range(27)]
    called = [one.called for one in letters(*many).key]
    assert len(set(called)) == 27
    assert called[24:27] == ["Child Z", "Child 27", "Child 28"]


def test_all_are_named_where_the_print_is_for_nobody_alone() -> None:
    held = Letters((MIA, DAN))
    assert held.key == ()
    assert held.text("Danny ran to Mia") == "Danny ran to Mia"
    assert held.name(DAN) == DAN.shown()


def test_a_child_typed_by_name_is_one_with_the_child_they_were_matched_with() -> None:
    typed = ChildAs(name="Dan", role=ROLE, key="k1")
    held = Letters((MIA, typed, DAN), frozenset({"c1"}), same={"k1": "c2"})
    assert [one.called for one in held.key] == ["Child B"]
    assert held.name(typed) == held.name(DAN) == "Child B"
    assert held.text("Dan, Danny") == "Child B, Child B"


names = st.lists(
    st.text(st.characters(categories=("Ll", "Lu"), max_codepoint=0x17F), min_size=3, max_size=8),
    min_size=1,
    max_size=3,
).map(" ".join)


@given(name=names, before=st.text(max_size=20), after=st.text(max_size=20))
def test_no_other_childs_name_is_left(name: str, before: str, after: str) -> None:
    assume(not any(is_ordinary((atom.folded,)) for atom in atoms(name)))
    held = Letters((MIA, child("c2", name)), frozenset({"c1"}))
    said = held.text(f"{before} {name} {name.upper()} {after}")
    left = {atom.folded for atom in atoms(said)}
    own = {atom.folded for atom in atoms(f"{before} {after}")}
    hidden = {atom.folded for atom in atoms(name)}
    assert left & hidden <= own | {"child", "b", "mia", "rose", "tindall"}


@given(st.text())
def test_text_without_names_stays_as_it_is(text: str) -> None:
    assert letters(child("c2", "Qwertzuiop Asdfghjkl")).text(text) == text
