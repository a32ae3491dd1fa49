"""Sentences of the maker of a presentation: what they may hold, and that a link gives them back."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_loaders.decks.texts import (
    SIGNS,
    TextField,
    clean_text,
    problem_with,
    text_in_link,
    without_empty,
    write_text,
)

FIELD = TextField("Besluit", 20, is_needed=True)


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_comes_back_from_an_address_that_needs_no_escapes(text: str) -> None:
    clean = clean_text(text, TextField("x", 60))
    written = write_text(clean)
    assert quote(written) == written and "." not in written and "~" not in written
    assert text_in_link(written) == clean


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("  Stem   in ", "Stem in"),
        ("<script>alert(1)</script>", "scriptalert(1)/scrip"),
        ("a\u0000b\u202ec", "abc"),
        ("één € 3.000", "één € 3.000"),
        ("x" * 30, "x" * 20),
        ("\n\t", ""),
    ],
)
def test_text_is_one_line_without_what_could_pass_for_html(text: str, clean: str) -> None:
    assert clean_text(text, FIELD) == clean
    assert clean_text(clean, FIELD) == clean


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Stem in", ""),
        ("", "Besluit: dit moet nog worden ingevuld."),
        ("\u200b", "Besluit: dit moet nog worden ingevuld."),
        ("minder dan <5", f"Besluit: {SIGNS}"),
        ("x" * 21, "Besluit: hoogstens 20 tekens."),
    ],
)
def test_what_is_wrong_is_one_sentence_with_the_place(text: str, problem: str) -> None:
    assert problem_with(text, FIELD) == problem


@pytest.mark.parametrize("written", ["-", "--", "-zz-", "-110000-", "-d800-", "_-_", "-fffff-"])
def test_what_is_no_sign_is_harmless(written: str) -> None:
    assert clean_text(text_in_link(written), FIELD).isprintable()


def test_empty_texts_at_the_end_are_left_out() -> None:
    assert without_empty(["", "a", "", ""]) == ("", "a")
    assert without_empty([""]) == ()
