"""A checker of Dutch sentences about figures, that knows only the observations themselves.

It shares no code with what makes the sentences: it reads areas from their file, writes periods
and reads numbers in its own way, and works out again whatever a sentence claims. A sentence of
a kind it does not know is a fault, and so is a claim that the whole series contradicts.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from math import isnan

import pandas as pd

from data_loaders.files.paths import DATA, INDICATORS

MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
WHOLE_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
RANKS = (
    *("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende"),
    *("tiende", "elfde", "twaalfde", "dertiende", "veertiende", "vijftiende", "zestiende"),
    *("zeventiende", "achttiende"),
)
NUMBER = r"\u2212?\d{1,3}(?:\.\d{3})*(?:,\d+)?(?![\d.]*\d)"
UNSETTLED = r"(?:, (?:geschat|prognose|voorlopig|nader voorlopig))?"
PLACES = tomllib.loads((DATA / "gebieden.toml").read_text("utf-8"))["gebied"]
CODES = {name: p["code"] for p in PLACES for name in (p["naam"], p.get("kort", p["naam"]))}
NAMED = "(?:de )?(" + "|".join(map(re.escape, sorted(CODES, key=len, reverse=True))) + ")"
TODAY = 2026 * 12 + 11


class UntrueError(AssertionError):
    """A sentence that the observations do not bear out, or that is not understood."""


@dataclass(frozen=True)
class Value:
    """One observation; `month` counts the months up to its reference date."""

    number: Decimal
    status: str
    origin: str
    month: int | None


class Checker:
    """Checks sentences about one characteristic of a figure (frame, and its description)."""

    def __init__(self, frame: pd.DataFrame, indicator_id: str, characteristic: str) -> None:
        about = tomllib.loads((INDICATORS / f"{indicator_id}.toml").read_text("utf-8"))
        self.kind, self.decimals = about["soort"], about.get("decimalen", 0)
        self.frequency, self.begin = about["frequentie"], about.get("peilmoment") == "begin"
        self.step = Decimal(str(about.get("afronding", 0))) or Decimal(1).scaleb(-self.decimals)
        self.breaks, self.said = about.get("breuken", []), about.get("woorden_van_bron", {})
        self.frame, self.characteristic, self.title = frame, characteristic, about["titel"]
        self.told_of = ""
        own = frame[frame["characteristic"] == characteristic]
        self.values: dict[tuple[str, str], Value] = {}
        self.words: dict[tuple[str, str], str] = {}
        for row in own.to_dict("records"):
            key, number = (row["region_code"], row["period"]), row["value"]
            self.words[key] = row["status"]
            if not isnan(number):
                exact = Decimal(repr(float(number)))
                month = self.month(row["period"])
                self.values[key] = Value(exact, row["status"], row["origin"], month)
        self.periods = {self.dutch(p): p for p in frame["period"]}
        when = "|".join(map(re.escape, sorted(self.periods, key=len, reverse=True)))
        self.when, self.num = (
            f"({when})",
            f"(?:ongeveer |ca\\. |ruim |bijna )?({NUMBER})(?:\u00a0%)?",
        )
        unit = about.get("eenheid_lang") or about["eenheid"]
        self.unit = re.escape(unit.removeprefix("%").strip())
        self.claims = self._claims()
        compared = "(?:, (hoger dan|lager dan|(?:ongeveer )?gelijk aan) een jaar eerder "
        self.trend = re.compile(
            f"[^:]*: {self.num} \\({self.when}{UNSETTLED}\\){compared}\\({self.num}{UNSETTLED}\\))?"
        )

    # Numbers and periods, written and read in a way of its own.

    def dutch(self, code: str) -> str:
        """A period as a Dutch reader writes it."""
        year = code[:4]
        match self.frequency:
            case "dag" if code[5:] == "12-31":
                return f"eind {year}"
            case "dag":
                return f"{int(code[8:])} {WHOLE_MONTHS[int(code[5:7]) - 1]} {year}"
            case "maand":
                return f"{MONTHS[int(code[5:]) - 1]} {year}"
            case "kwartaal":
                return f"{code[6]}e kwartaal {year}"
            case "schooljaar":
                return f"schooljaar {code}"
            case "meerjarig":
                return code.replace("/", "-")
            case "jaar":
                return f"1 januari {code}" if self.begin else code
        return "peildatum onbekend"

    def month(self, code: str) -> int | None:
        """The months up to the reference date of a period; None for one that has none."""
        year = int(code[:4] or 0) * 12
        match self.frequency:
            case "dag" | "maand":
                return year + int(code[5:7])
            case "kwartaal":
                return year + 3 * int(code[6])
            case "jaar":
                return year + (1 if self.begin else 12)
            case "schooljaar":
                return year + (8 if self.begin else 19)
        return None

    def shown(self, number: Decimal) -> Decimal:
        """A number with the decimals of the figure."""
        return number.quantize(Decimal(1).scaleb(-self.decimals), rounding=ROUND_HALF_UP)

    def read(self, text: str) -> Decimal:
        """A number as it stands in a sentence."""
        return Decimal(text.replace(".", "").replace(",", ".").replace("\u2212", "-"))

    def holds(self, text: str, area: str, period: str) -> Value:
        """The value of an area in a period, which must be the one in the text."""
        value = self.values.get((CODES[area], period))
        if value is None or self.shown(value.number) != self.read(text):
            raise UntrueError(f"{text} is niet de waarde van {area} in {period}: {value}")
        return value

    def rounding(self, *values: Value) -> Decimal:
        """What the coarsest of some values is rounded to, seen from the values around it."""
        coarse = max(self.coarse(value) for value in values)
        parts = [len(MEMBERS[c]) for c in MEMBERS if any(self._is_sum(c, v) for v in values)]
        is_rounded = self.step > Decimal(1).scaleb(-self.decimals) or coarse > self.step
        return coarse * max([1, *parts]) if is_rounded else coarse

    def _is_sum(self, code: str, value: Value) -> bool:
        own = [v for (c, _), v in self.values.items() if c == code]
        return value.origin == "berekend" and value in own

    def coarse(self, value: Value) -> Decimal:
        """The step of a provisional value: that of all provisional values in a row with it."""
        if value.status not in {"voorlopig", "nader voorlopig"}:
            return self.step
        drafts = [v for v in self.values.values() if v.status == value.status and v.number]
        for power in (1000, 100, 10):
            whole = [v for v in drafts if not v.number % (self.step * power)]
            if len(whole) == len(drafts) > 1:
                return self.step * power
        return self.step

    # Every kind of claim, and how to work it out again.

    def _claims(self) -> list[tuple[str, re.Pattern[str], Callable[..., None]]]:
        """Each kind of sentence: words that only it has, how it is written, and its check."""
        num, when, at = self.num, self.when, f"\\({self.when}{UNSETTLED}\\)"
        part = f"(?: \\({re.escape(self.characteristic)}\\))?"
        noun = f"(?:[Hh]et aantal|[Hh]et aandeel|[Hh]et cijfer|[Dd]e verandering){part}"
        since = f"Sinds {when}(?: \\([a-z ]+\\))? is {noun} in {NAMED}"
        what, left = f"{num}(?: {self.unit})?", "(?:; .*)?"
        source = "(?:; dit komt uit een enquête en de bron geeft geen marge)?"
        among = f"gemeenten in {NAMED}(?: met een cijfer)?"
        record = f"{noun} in {NAMED}, {what} {at}, is het (hoogst|laagst)"
        found: list[tuple[str, str, Callable[..., None]]] = [
            (
                " naar ",
                f"{since} (gestegen|gedaald) van {num} naar {what} {at}: "
                f"((?:ongeveer )?{NUMBER})(?: procentpunt)? (meer|minder|hoger|lager){source}\\.",
                self._changed,
            ),
            (
                "ongeveer gelijk gebleven",
                f"{since} ongeveer gelijk gebleven: eerst {num}, nu {what} {at}(?:; het .*)?\\.",
                self._about,
            ),
            ("gelijk gebleven", f"{since} gelijk gebleven: {what} {at}\\.", self._same),
            (
                "van alle cijfers",
                f"{record} van alle cijfers vanaf {when}(?: \\([a-z ]+\\))?\\.",
                self._record,
            ),
            (" sinds ", f"{record} sinds {when} \\({num}{UNSETTLED}\\)\\.", self._since),
            (
                "de bron schrijft",
                f"In {NAMED} is {noun} {what}, in Nederland {num} {at}; "
                'de bron schrijft: "(.*)"\\.',
                self._quoted,
            ),
            (
                "geen vergelijkbaar cijfer",
                f"In {NAMED} is {noun} {what} {at}; er is geen vergelijkbaar cijfer van een jaar "
                "eerder\\.",
                self._alone,
            ),
            (
                "Van de ",
                f"Van de (\\d+) {among} is {noun} het (hoogst|laagst) in {NAMED}"
                f"(?:, samen met [^:]*)?: {what} {at}{left}\\.",
                self._end,
            ),
            (
                "Van hoog naar laag",
                f"Van hoog naar laag staat {noun} in {NAMED} op (?:de|een gedeelde) (\\w+) plaats "
                f"van de (\\d+) {among}(?:, samen met [^:]*)?: {what} {at}{left}\\.",
                self._rank,
            ),
            (
                "In de ",
                f"In de (\\d+) {among} is {noun} overal {what} {at}{left}\\.",
                self._all,
            ),
            (
                "Tussen de ",
                f"Tussen de gemeenten in {NAMED} loopt {noun} uiteen van {num} tot {what} {at}, "
                f"een verschil van ({NUMBER})(?: procentpunt)?{left}\\.",
                self._spread,
            ),
            (
                "De reeks",
                f"De reeks{part} is in {NAMED} gestopt in (\\d{{4}}); het laatste cijfer is "
                f"{what}, van {when}\\.",
                self._stopped,
            ),
            ("In ", f"In {NAMED} is {noun} {what} {at}: (.*)\\.", self._compared),
            ("Van ", f"Van {NAMED} is {noun} (onbekend|niet getoond) {at}\\.", self._hidden),
            (
                ": de reeks is gestopt",
                f"[^:]*: de reeks is gestopt in (\\d{{4}}); het laatste cijfer is {num} {at}",
                self._title_stopped,
            ),
        ]
        return [(words, re.compile(pattern), check) for words, pattern, check in found]

    def check(self, sentence: str) -> None:
        """Check a sentence; raises UntrueError."""
        for words, pattern, check in self.claims:
            if words in sentence and (match := pattern.fullmatch(sentence)):
                try:
                    check(*match.groups())
                except (UntrueError, KeyError, StopIteration, ValueError) as wrong:
                    raise UntrueError(f"{sentence!r}: {wrong}") from wrong
                return
        if not sentence.startswith(self.title):
            raise UntrueError(f"niet begrepen: {sentence!r}")
        try:
            self.check_title(sentence)
        except (UntrueError, KeyError, ValueError) as wrong:
            raise UntrueError(f"{sentence!r}: {wrong}") from wrong

    def check_trend(self, sentence: str, area: str) -> None:
        """Check a title about the newest value of an area. Raises UntrueError."""
        line, self.told_of = self.line(area), area
        if not line:
            return self.need(sentence.endswith(": geen gegevens"), "er is geen enkele waarde")
        if ": de reeks is gestopt in" in sentence:
            return self.check(sentence)
        match = self.trend.fullmatch(sentence)
        if not match:
            raise UntrueError(f"niet begrepen: {sentence!r}")
        value, date, word, old = match.groups()
        period = self.periods[date]
        if period != max(p for p, _ in line):
            raise UntrueError(f"{sentence!r}: {date} is niet het nieuwste cijfer")
        new = self.holds(value, self.name(area), period)
        if word:
            earlier = self.year_before(area, period)
            self.holds(old, self.name(area), earlier)
            self._word(word, new, self.values[area, earlier])
            self._comparable(area, earlier, period)

    def name(self, code: str) -> str:
        """The name of an area."""
        return next(name for name, key in CODES.items() if key == code)

    def line(self, area: str) -> list[tuple[str, Value]]:
        """The values of an area in order of time."""
        return sorted((p, v) for (code, p), v in self.values.items() if code == area)

    def year_before(self, area: str, period: str) -> str:
        """The period a year before one."""
        month = self.month(period)
        return next(p for p, v in self.line(area) if month and v.month == month - 12)

    def _comparable(self, area: str, old: str, new: str) -> None:
        """Nothing may lack, break, begin or have ended between two values that are compared."""
        line = self.line(area)
        between = [(p, v) for p, v in line if old <= p <= new]
        months = [v.month or 0 for _, v in between]
        gaps = {b - a for a, b in pairwise(months)}
        all_months = [v.month or 0 for _, v in line]
        rhythm = min(b - a for a, b in pairwise(all_months))
        self.need(gaps == {rhythm}, "er ontbreekt iets tussen de twee")
        rows = [p for (c, p) in self.words if c == area and old <= p <= new]
        self.need(len(rows) == len(between), "een waarde ertussen is niet bekend")
        self.need(len({v.origin for _, v in between}) == 1, "bron en berekening door elkaar")
        measured = {"definitief", "voorlopig", "nader voorlopig"}
        self.need({v.status for _, v in between} <= measured, "een schatting of prognose ertussen")
        self.need(not [b for b in self.breaks if old < b <= new], "er ligt een breuk tussen")
        self.need(not self.is_over(line), "de reeks is allang gestopt")
        self.need(months[0] >= self.filled(area, line), "de eerste maanden van iets nieuws")

    def is_over(self, line: list[tuple[str, Value]]) -> bool:
        """Whether a line ended years ago."""
        last = line[-1][1].month or TODAY
        return len(line) > 2 and TODAY - last > 60

    def filled(self, area: str, line: list[tuple[str, Value]]) -> int:
        """The month from which a line is not new any more."""
        own = self.frame[(self.frame["region_code"] == area) & self.frame["value"].notna()]
        first, start = self.month(own["period"].min()) or 0, line[0][1].month or 0
        year = [v.number for _, v in line if (v.month or 0) - start <= 12]
        many = self.kind == "aantal" and len(year) > 2 and year[0] * 10 <= max(year) > year[0]
        return start + 24 if many or start - first > 12 else 0

    @staticmethod
    def need(so: object, why: str) -> None:
        """Raise UntrueError unless it is so."""
        if not so:
            raise UntrueError(why)

    def _word(self, word: str, new: Value, old: Value) -> None:
        apart = abs(self.shown(new.number) - self.shown(old.number))
        same = apart <= self.rounding(new, old)
        match word.removesuffix(" dan").removesuffix(" aan"):
            case "ongeveer gelijk":
                exact = new.number == old.number and self.coarse(new) == self.step
                self.need(same and not exact, "niet ongeveer gelijk")
            case "gelijk":
                self.need(new.number == old.number, "niet gelijk")
            case "hoger" | "gestegen" | "hoogst":
                self.need(not same and new.number > old.number, "niet hoger")
            case "lager" | "gedaald" | "laagst":
                self.need(not same and new.number < old.number, "niet lager")
            case _:
                raise UntrueError(f"onbekend woord: {word}")

    def _pair(self, then: str, area: str, old: str, new: str, now: str) -> tuple[Value, Value]:
        first, last = self.periods[then], self.periods[now]
        before, after = self.holds(old, area, first), self.holds(new, area, last)
        self.need(before.month is not None and after.month is not None, "zonder datum")
        self.need(((after.month or 0) - (before.month or 0)) % 12 == 0, "een ander seizoen")
        self.need((after.month or 0) > (before.month or 0), "de tijd loopt terug")
        self._comparable(CODES[area], first, last)
        return before, after

    def _changed(self, *told: str) -> None:
        then, area, way, old, new, now, size, more = told
        before, after = self._pair(then, area, old, new, now)
        self._word(way, after, before)
        self.need((more in {"meer", "hoger"}) is (way == "gestegen"), "meer of minder")
        apart = abs(self.shown(after.number) - self.shown(before.number))
        step = max(self.coarse(after), self.coarse(before))
        if step > self.step:
            self.need(size.startswith("ongeveer "), "nauwkeuriger dan de bron")
            told = self.read(size.removeprefix("ongeveer "))
            self.need(not told % step and abs(told - apart) <= step / 2, "de grootte")
        else:
            self.need(self.read(size) == apart, "de grootte")

    def _about(self, then: str, area: str, old: str, new: str, now: str) -> None:
        before, after = self._pair(then, area, old, new, now)
        self._word("ongeveer gelijk", after, before)

    def _same(self, then: str, area: str, new: str, now: str) -> None:
        before, after = self._pair(then, area, new, new, now)
        self._word("gelijk", after, before)

    def _record(self, area: str, new: str, now: str, end: str, start: str) -> None:
        own = self.holds(new, area, self.periods[now])
        first = self.periods[start]
        others = [v for p, v in self.line(CODES[area]) if p >= first and v is not own]
        self.need(len(others) > 3, "te weinig om een record te zijn")
        for other in others:  # the whole series, what came later too
            self._word(end, own, other)
        self._comparable(CODES[area], first, self.periods[now])

    def _since(self, area: str, new: str, now: str, end: str, start: str, old: str) -> None:
        own, first = self.holds(new, area, self.periods[now]), self.periods[start]
        last = self.holds(old, area, first)
        others = [v for p, v in self.line(CODES[area]) if p > first and v is not own]
        self.need(len(others) > 3, "te weinig om een record te zijn")
        for other in others:
            self._word(end, own, other)
        beyond = last.number >= own.number if end == "hoogst" else last.number <= own.number
        self.need(beyond, "het was al langer geleden")

    def _compared(self, area: str, new: str, now: str, told: str) -> None:
        self.need(self.kind != "aantal", "aantallen van gebieden zijn niet te vergelijken")
        period = self.periods[now]
        own, word = self.holds(new, area, period), ""
        self.need(self.characteristic not in self.said, "de bron heeft er eigen woorden voor")
        one = f"(?:(hoger dan|lager dan|ongeveer gelijk aan|gelijk aan) )?{NAMED} \\({self.num}\\)"
        rest = re.sub(one, "", told).replace(" en ", "").strip()
        self.need(not rest, f"niet begrepen: {rest}")
        for said, other, value in re.findall(one, told):
            word = said or word
            self._word(word, own, self.holds(value, other, period))

    def _quoted(self, area: str, new: str, other: str, now: str, words: str) -> None:
        self.holds(new, area, self.periods[now])
        self.holds(other, "Nederland", self.periods[now])
        self.need(self.said[self.characteristic] == words, "dat schrijft de bron niet")

    def _alone(self, area: str, new: str, now: str) -> None:
        self.holds(new, area, self.periods[now])

    def _members(self, region: str, period: str) -> list[Decimal]:
        codes = MEMBERS[CODES[region]]
        return [self.shown(v.number) for c in codes if (v := self.values.get((c, period)))]

    def _end(self, size: str, region: str, end: str, area: str, new: str, now: str) -> None:
        self.need(self.kind != "aantal", "een rang van aantallen zegt alleen wie groot is")
        found = self._members(region, self.periods[now])
        own = self.shown(self.holds(new, area, self.periods[now]).number)
        self.need(len(found) == int(size), "hoeveel gemeenten")
        self.need(own == (max(found) if end == "hoogst" else min(found)), "niet aan het eind")

    def _rank(self, area: str, rank: str, size: str, region: str, new: str, now: str) -> None:
        self.need(self.kind != "aantal", "een rang van aantallen zegt alleen wie groot is")
        found = self._members(region, self.periods[now])
        own = self.shown(self.holds(new, area, self.periods[now]).number)
        self.need(len(found) == int(size), "hoeveel gemeenten")
        self.need(RANKS[sum(v > own for v in found)] == rank, "een andere plaats")

    def _all(self, size: str, region: str, value: str, now: str) -> None:
        found = self._members(region, self.periods[now])
        self.need(len(found) == int(size) and set(found) == {self.read(value)}, "niet overal")

    def _spread(self, region: str, low: str, high: str, now: str, size: str) -> None:
        found = self._members(region, self.periods[now])
        ends = (min(found), max(found))
        self.need(ends == (self.read(low), self.read(high)), "niet de laagste en de hoogste")
        self.need(ends[1] - ends[0] == self.read(size), "het verschil")

    def _stopped(self, area: str, year: str, value: str, date: str) -> None:
        last, own = self.line(CODES[area])[-1]
        self.need(last == self.periods[date] and last.startswith(year), "niet het laatste")
        self.need(self.shown(own.number) == self.read(value), "niet de laatste waarde")
        self.need(self.is_over(self.line(CODES[area])), "de reeks loopt nog")

    def _title_stopped(self, year: str, value: str, date: str) -> None:
        area = self.told_of or next(code for code, _ in self.values)
        self._stopped(self.name(area), year, value, date)

    def _hidden(self, area: str, word: str, now: str) -> None:
        key = (CODES[area], self.periods[now])
        self.need(key not in self.values and self.words[key] == word, "er is wel een waarde")

    def check_title(self, title: str) -> None:
        """Check a title about areas in one period: every value, extreme and word in it."""
        rest = title.removeprefix(self.title)
        self.need(rest != title, "de titel noemt niet wat er is geteld")
        rest = rest.removeprefix(f" ({self.characteristic})")
        (now,) = set(re.findall(f"[(;] ?{self.when}{UNSETTLED}(?=[);]|$)", rest)) or {""}
        period = self.periods[now]
        rest = re.sub(f"[(;] ?{re.escape(now)}{UNSETTLED}\\)?", ";", rest)
        named = re.findall(f"binnen {NAMED} ", rest) or re.findall(NAMED, rest)
        ends = f"het (hoogst|laagst|meest|minst) in ([^(]*) \\({self.num}\\)"
        for end, names, value in re.findall(ends, rest):
            self.need(self.kind != "aantal", "een rang van aantallen zegt alleen wie groot is")
            if re.search(r"van \d+ gemeenten", rest):  # a choice of them, which only it knows
                continue
            self._extreme(CODES[named[0]], period, (end, names, value))
        rest = re.sub(ends, "", rest)
        if every := re.search(f"overal {self.num}", rest):
            found = self._members(named[0], period)
            self.need(set(found) == {self.read(every[1])}, "niet overal")
            rest = rest.replace(every[0], "")
        values = f"{NAMED}:? {self.num}(?: {self.unit})?"
        for area, value in re.findall(values, rest):
            self.holds(value, area, period)
        rest = re.sub(values, "", rest)
        for area, word in re.findall(f"{NAMED} (onbekend|niet getoond)", rest):
            self._hidden(area, word, now)
        left = re.sub(r"\d+ gemeenten|1 januari", "", rest)
        self.need(not re.search(r"\d", left), f"niet begrepen: {left}")

    def _extreme(self, region: str, period: str, told: tuple[str, str, str]) -> None:
        end, names, value = told
        self.need(self.kind != "aantal", "een rang van aantallen zegt alleen wie groot is")
        found = {
            code: self.shown(self.values[code, period].number)
            for code in MEMBERS[region]
            if (code, period) in self.values
        }
        top = max(found.values()) if end == "hoogst" else min(found.values())
        self.need(top == self.read(value), f"niet het {end}")
        same = {code for code, number in found.items() if number == top}
        if count := re.fullmatch(r"(\d+) gemeenten", names):
            self.need(int(count[1]) == len(same), "hoeveel gemeenten")
        else:
            self.need({code for name, code in CODES.items() if name in names} == same, names)


MEMBERS = {
    place["code"]: [other["code"] for other in PLACES if place["code"] in other.get("in", [])]
    for place in PLACES
}


WAYS = {"steeg": 1, "stijgt": 1, "een stijging": 1, "daalde": -1, "daalt": -1, "een daling": -1}
# Numbers that are no values: ages, and years as a headline writes them itself.
OTHER = r"\d+ t/m \d+ jaar|tot \d+ jaar|\d+ jaar of|\d{4}/\d{4}|(?:begin|eind|In|voor) \d{4}"


def check_headline(sentence: str, frame: pd.DataFrame, indicator_id: str) -> None:
    """Check the sentence of a figure of its own: each number, direction and place in it.

    Raises UntrueError.
    """
    checkers = [Checker(frame, indicator_id, name) for name in frame["characteristic"].unique()]
    places = [name for name in CODES if name in sentence]
    Checker.need(places or "gebied" in sentence, f"zegt niet waar: {sentence}")
    rows = [number for number in frame["value"] if not isnan(number)]
    values = [checkers[0].shown(Decimal(repr(float(number)))) for number in rows]
    rest = sentence
    way = "|".join(WAYS)
    for word, text in re.findall(f"({way}) (?:naar verwachting )?(?:met|van) ({NUMBER})", rest):
        signed = WAYS[word] * checkers[0].read(text)
        Checker.need(signed in values, f"een andere richting: {sentence}")
    Checker.need("\u2212" not in sentence, f"een daling is geen negatief getal: {sentence}")
    for text in sorted(checkers[0].periods, key=len, reverse=True):
        rest = rest.replace(text, " ")
    sizes = {abs(value) for value in values}
    for text in re.findall(NUMBER, re.sub(OTHER, " ", rest)):
        Checker.need(checkers[0].read(text) in sizes, f"{text} is geen waarde: {sentence}")
