"""What can be chosen on a page: every field, its first options one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Locator

from bench.answers.session import Session

Kind = Literal["stSelectbox", "stMultiSelect", "stButtonGroup", "stRadio", "stButton"]
LISTS: tuple[Kind, ...] = ("stSelectbox", "stMultiSelect")
_MOST = 3  # options of one field
_ALL = "Select all"
_DECK, _PLACE, _TAKE, _PLACES = "Presentatie", "Gemeente", "Neem deze", 2
_WAIT_MS = 5000


@dataclass(frozen=True)
class Step:
    """An option that is chosen in the field with this label, or a button that is pressed."""

    kind: Kind
    label: str
    option: str = ""

    def __str__(self) -> str:
        """Return the step as part of a name."""
        return f"{self.label}={self.option}" if self.option else self.label


def choose(session: Session, step: Step) -> None:
    """Do a step and wait for what comes of it."""
    page = session.page
    if step.kind == "stButton":
        page.get_by_role("button", name=step.label, exact=True).click()
    elif step.kind in LISTS:
        _open(_field(session, step.kind, step.label))
        page.locator("[role=option]").get_by_text(step.option, exact=True).first.click()
        page.keyboard.press("Escape")
    else:
        _field(session, step.kind, step.label).get_by_text(step.option, exact=True).first.click()
    session.settle()


def steps_on(session: Session) -> list[Step]:
    """Return the first options of every field of a page, without those that are chosen."""
    found = []
    for kind in LISTS:
        for label in _labels(session, kind):
            found += [Step(kind, label, option) for option in _options(session, kind, label)]
    for kind, query in (("stButtonGroup", "button"), ("stRadio", "label")):
        for label in _labels(session, kind):
            texts = _field(session, kind, label).locator(query).all_inner_texts()
            named = [text.strip() for text in texts if text.strip() and text.strip() != label]
            found += [Step(kind, label, text) for text in list(dict.fromkeys(named))[:_MOST]]
    return found


def decks(session: Session) -> Iterator[tuple[Step, ...]]:
    """Return the ways to every ready-made presentation, for some municipalities."""
    if _DECK not in _labels(session, "stSelectbox"):
        return
    take = Step("stButton", _TAKE)
    yield (take,)
    for option in _options(session, "stSelectbox", _DECK):
        step = Step("stSelectbox", _DECK, option)
        yield (step, take)
        choose(session, step)
        if _PLACE in _labels(session, "stSelectbox"):
            for place in _options(session, "stSelectbox", _PLACE)[:_PLACES]:
                yield (step, Step("stSelectbox", _PLACE, place), take)


def _labels(session: Session, kind: str) -> list[str]:
    """Return the labels of the fields of a kind that can be used; each once."""
    fields = session.page.locator(f"[data-testid={kind}]")
    found = []
    for field in fields.all():
        label = field.locator("[data-testid=stWidgetLabel]")
        if label.count() and not field.locator("input:disabled, button:disabled").count():
            found.append(" ".join(label.first.inner_text().split()))
    return [label for label in dict.fromkeys(found) if label]


def _field(session: Session, kind: str, label: str) -> Locator:
    fields = session.page.locator(f"[data-testid={kind}]")
    shown = session.page.locator("[data-testid=stWidgetLabel]").get_by_text(label, exact=True)
    return fields.filter(has=shown).first


def _open(field: Locator) -> None:
    box = field.locator("input").first
    box.scroll_into_view_if_needed()
    box.click()
    field.page.locator("[role=option]").first.wait_for(timeout=_WAIT_MS)


def _options(session: Session, kind: str, label: str) -> list[str]:
    """Return the first options of a list, without the one that is chosen."""
    field = _field(session, kind, label)
    chosen = field.locator("input").first.input_value()
    _open(field)
    texts = session.page.locator("[role=option]").all_inner_texts()
    session.page.keyboard.press("Escape")
    session.settle()
    options = [text.strip() for text in texts if text.strip() and text.strip() != chosen]
    return [option for option in options if option != _ALL][:_MOST]
