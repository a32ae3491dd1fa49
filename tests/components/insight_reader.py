"""A reader of the sentences under a figure, who knows the raw observations and nothing else.

Every sentence must be of a known kind, and whatever it says is worked out again here, from
the numbers as the source gives them, without any code that made the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from components.words.formatting import period_of
from data_loaders.geo.regions import load_regions
from data_loaders.indicator import Indicator
from data_loaders.series import Series

REGIONS = load_regions()
LABELS = {region.label: region.code for region in REGIONS.regions}
NAMES = {region.name: region.code for region in REGIONS.municipalities()}
MUNICIPALITIES = set(NAMES.values())
COUNTRY = REGIONS.country().code
CERTAIN = {"definitief", "voorlopig", "nader voorlopig"}
UNSETTLED = ("geschat", "prognose", "voorlopig", "nader voorlopig")
ORDINALS = [
    *("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende"),
    *("tiende", "elfde", "twaalfde", "dertiende", "veertiende", "vijftiende", "zestiende"),
    *("zeventiende", "achttiende"),
]
STEP = {"maand": 1, "kwartaal": 3, "jaar": 12, "schooljaar": 12}

AREA = "(?:de )?(?P<{}>" + "|".join(map(re.escape, sorted(LABELS, key=len, reverse=True))) + ")"
NUMBER = r"\u2212?\d{1,3}(?:\.\d{3})*(?:,\d+)?"
LEFT = (
    r"(?:; (?P<hidden>\d+) gemeenten? (?:is|zijn) niet getoond)?"
    r"(?:; (?P<lacking>\d+) gemeenten? (?:heeft|hebben) geen cijfer)?"
)
AMONG = "(?P<size>\\d+) gemeenten in " + AREA.format("region") + "(?P<some> met een cijfer)?"
WORDS = "hoger dan|lager dan|ongeveer gelijk aan|gelijk aan"


@dataclass(frozen=True)
class Seen:
    """One raw observation."""

    value: Decimal | None
    status: str
    origin: str
    rounding: Decimal | None


class Reader:
    """Reads sentences about one characteristic of a series in one period."""

    def __init__(self, series: Series, characteristic: str, period: str) -> None:
        self.indicator: Indicator = series.indicator
        self.characteristic, self.period = characteristic, period
        self.seen: dict[tuple[str, str], Seen] = {}
        for row in series.frame.to_dict("records"):
            if row["characteristic"] == characteristic:
                missing = row["value"] != row["value"]
                self.seen[row["region_code"], row["period"]] = Seen(
                    None if missing else Decimal(repr(float(row["value"]))),
                    row["status"],
                    row["origin"],
                    Decimal(str(row["rounding"])) if row["rounding"] == row["rounding"] else None,
                )
        self.dates = {period_of(self.indicator, p): p for _, p in self.seen}
        self.dates = {
            "peildatum onbekend" if d == "onbekend" else d: p for d, p in self.dates.items()
        }
        self.kinds = self._kinds()

    # What is expected to stand in a sentence, as patterns.

    def _kinds(self) -> dict[str, tuple[re.Pattern[str], Callable[[dict[str, str]], None]]]:
        noun = {"aantal": "het aantal", "percentage": "het aandeel", "groei": "de verandering"}
        word = noun.get(self.indicator.kind, "het cijfer")
        name = re.escape(word + (f" ({self.characteristic})" if self.characteristic else ""))
        upper = name[0].upper() + name[1:]
        unit = self.indicator.unit_long or self.indicator.unit
        sign = r"\u00a0%" if self.indicator.is_rate else ""
        unit = unit.removeprefix("%").strip() if self.indicator.is_rate else unit
        after = re.escape(f" {unit}") if unit else ""
        amount = f"(?:ongeveer )?(?P<value>{NUMBER}){sign}{after}"
        bare = f"(?:ongeveer )?(?P<old>{NUMBER}){sign}"
        hedge = r"(?:ca\. |ruim |bijna )?"
        dates = "|".join(map(re.escape, sorted(self.dates, key=len, reverse=True)))
        status = f"(?:, (?P<{{}}>{'|'.join(UNSETTLED)}))?"
        when = f"\\((?P<when>{dates}){status.format('status')}\\)"
        then = f"(?P<then>{dates})"
        before = f"(?: \\((?P<earlier>{'|'.join(UNSETTLED)})\\))?"
        since = f"Sinds {then}{before} is {name} in {AREA.format('area')}"
        size = f"(?P<size>{NUMBER})" + (" procentpunt" if self.indicator.is_rate else "")
        names = "(?P<together>[^:;]+?)"
        patterns = {
            "compared": f"In {AREA.format('area')} is {name} {amount} {when}: "
            f"(?P<told>(?:{WORDS}) .+)",
            "end": f"Van de {AMONG} is {name} het (?P<end>hoogst|laagst) in "
            f"{AREA.format('area')}(?:, samen met {names})?: {amount} {when}{LEFT}",
            "middle": f"Van hoog naar laag staat {name} in {AREA.format('area')} op "
            f"(?P<shared>de|een gedeelde) (?P<rank>\\w+) plaats van de {AMONG}"
            f"(?:, samen met {names})?: {amount} {when}{LEFT}",
            "all": f"In de {AMONG} is {name} overal {amount} {when}{LEFT}",
            "spread": f"Tussen de gemeenten in {AREA.format('region')} loopt {name} uiteen van "
            f"{bare} tot {amount} {when}, een verschil van {size}{LEFT}",
            "changed": f"{since} (?P<way>gestegen|gedaald) van {bare} naar {amount} {when}: "
            f"(?P<roughly>ongeveer )?{size} (?P<more>meer|minder|hoger|lager)"
            "(?P<sample>; dit komt uit een enquête en de bron geeft geen marge)?",
            "about": f"{since} ongeveer gelijk gebleven: eerst {bare}, nu {amount} {when}"
            "(?P<why>; het verschil kan door de afronding komen)?",
            "same": f"{since} gelijk gebleven: {amount} {when}",
            "record": f"{upper} in {AREA.format('area')}, {amount} {when}, is het "
            f"(?P<end>hoogst|laagst) van alle cijfers vanaf {then}{before}",
            "since": f"{upper} in {AREA.format('area')}, {amount} {when}, is het "
            f"(?P<end>hoogst|laagst) sinds {then} \\({bare}{status.format('earlier')}\\)",
            "stopped": f"De reeks(?: \\({re.escape(self.characteristic)}\\))? is in "
            f"{AREA.format('area')} gestopt in (?P<year>\\d{{4}}); het laatste cijfer is {amount}, "
            f"van {then}{before}",
            "words": f"In {AREA.format('area')} is {name} {hedge}{amount}, in Nederland "
            f'{hedge}{bare} {when}; de bron schrijft: "(?P<words>[^"]+)"',
            "unknown": f"Van {AREA.format('area')} is {name} "
            f"(?P<word>onbekend|niet getoond) {when}",
        }
        return {
            kind: (re.compile(pattern + r"\."), getattr(self, f"_{kind}"))
            for kind, pattern in patterns.items()
        }

    def read(self, sentence: str) -> str:
        """Check one sentence; returns its kind."""
        assert sentence == sentence.strip() and "  " not in sentence, sentence
        assert sentence.endswith(".") and not sentence.endswith("..")
        found = [
            (kind, match, check)
            for kind, (pattern, check) in self.kinds.items()
            if (match := pattern.fullmatch(sentence))
        ]
        assert len(found) == 1, (sentence, [kind for kind, _, _ in found])
        kind, match, check = found[0]
        told = match.groupdict()
        assert self.dates[told.get("when") or told["then"]] == self.period or kind == "stopped"
        try:
            check(told)
        except AssertionError as wrong:
            raise AssertionError(f"{kind}: {sentence}") from wrong
        return kind

    # The raw numbers, and what a careful reader makes of them.

    def at(self, code: str, period: str | None = None) -> Seen | None:
        """The observation of an area, if there is one."""
        return self.seen.get((code, self.period if period is None else period))

    def shown(self, value: Decimal) -> Decimal:
        step = Decimal(10) ** -self.indicator.decimals
        return value.quantize(step, rounding=ROUND_HALF_UP)

    def number(self, text: str) -> Decimal:
        """A number of a sentence; it must be written as such a number is."""
        plain = text.replace(".", "").replace(",", ".").replace("\u2212", "-")
        digits = plain.partition(".")[2]
        assert len(digits) == self.indicator.decimals, text
        return Decimal(plain)

    def rounding(self, *seen: tuple[str, Seen]) -> Decimal:
        """The largest difference that says nothing."""
        declared = Decimal(str(self.indicator.rounding))
        declared = declared or Decimal(10) ** -self.indicator.decimals
        declared = max([declared, *(item.rounding for _, item in seen if item.rounding)])
        added = [len(REGIONS.members(code)) for code, item in seen if item.origin == "berekend"]
        rounded = self.indicator.rounding or any(item.rounding for _, item in seen)
        return declared * max([*added, 1]) if rounded else declared

    def _own(self, told: dict[str, str], key: str = "area") -> tuple[str, Seen]:
        code = LABELS[told[key]]
        seen = self.at(code)
        assert seen and seen.value is not None
        assert self.number(told["value"]) == self.shown(seen.value)
        return code, seen

    def alike(self, seen: Iterable[Seen]) -> bool:
        statuses = {item.status for item in seen}
        return statuses <= CERTAIN or statuses == {"prognose"}

    def check_status(self, word: str | None, seen: Iterable[Seen]) -> None:
        unsettled = [status for status in UNSETTLED if status in {s.status for s in seen}]
        assert word == (unsettled[0] if unsettled else None)

    def region_around(self, code: str) -> str:
        regions = [r for r in REGIONS.regions if code in REGIONS.members(r.code)]
        regions = [r for r in regions if r.level in {"arbeidsmarktregio", "regio"}]
        return min(regions, key=lambda r: len(REGIONS.members(r.code))).code

    # One check per kind of sentence.

    def _compared(self, told: dict[str, str]) -> None:
        assert self.indicator.is_rate
        code, own = self._own(told)
        allowed = [COUNTRY]
        if code in MUNICIPALITIES:
            allowed.insert(0, self.region_around(code))
        others = [
            (c, s) for c in allowed if c != code and (s := self.at(c)) and s.value is not None
        ]
        others = [(c, s) for c, s in others if self.alike([own, s])]
        said = []
        word = ""
        one = re.compile(
            f"(?:(?P<word>{WORDS}) )?{AREA.format('area')} \\((?P<n>{NUMBER})\u00a0%\\)"
        )
        for part in re.split(r" en (?=(?:hoger|lager|ongeveer|gelijk|de |[A-Z]))", told["told"]):
            match = one.fullmatch(part)
            assert match, part
            word = match["word"] or word
            said.append(LABELS[match["area"]])
            other = self.at(said[-1])
            assert other and other.value is not None and own.value is not None
            assert self.number(match["n"]) == self.shown(other.value)
            self._check_word(word, (code, own), (said[-1], other))
        assert said == [c for c, _ in others]
        self.check_status(told["status"], [own, *(s for _, s in others)])

    def _check_word(self, word: str, new: tuple[str, Seen], old: tuple[str, Seen]) -> None:
        a, b = new[1].value, old[1].value
        assert a is not None and b is not None
        small = abs(self.shown(a) - self.shown(b)) <= self.rounding(new, old)
        if word.startswith("gelijk"):
            assert a == b
        elif word.startswith("ongeveer"):
            assert small and (a != b or new[1].rounding or old[1].rounding)
        else:
            assert not small
            assert (a > b) is (word in {"hoger dan", "gestegen", "hoogst"})

    def _members(self, region: str) -> tuple[dict[str, Seen], int, int]:
        """Those with a value, and how many are hidden and lack one."""
        members = {code: self.at(code) for code in REGIONS.members(region)}
        known = {c: s for c, s in members.items() if s and s.value is not None}
        hidden = sum(
            1 for s in members.values() if s and s.value is None and s.status == "niet getoond"
        )
        return known, hidden, len(members) - len(known) - hidden

    def _check_left(self, told: dict[str, str], region: str) -> dict[str, Seen]:
        known, hidden, lacking = self._members(region)
        assert int(told["hidden"] or 0) == hidden
        assert int(told["lacking"] or 0) == lacking
        if "some" in told:
            assert int(told["size"]) == len(known)
            assert bool(told["some"]) is bool(hidden or lacking)
        assert self.alike(known.values())
        self.check_status(told["status"], known.values())
        return known

    def _ranking(self, told: dict[str, str]) -> tuple[int, int, int, str, set[str]]:
        """How many are above, tied and below; the area; and who is tied with it."""
        code, own = self._own(told)
        region = self.region_around(code)
        assert LABELS[told["region"]] == region
        known = self._check_left(told, region)
        assert self.indicator.kind != "aantal"
        assert own.value is not None
        mine = self.shown(own.value)
        values = {c: self.shown(s.value) for c, s in known.items() if s.value is not None}
        tied = {c for c, value in values.items() if value == mine and c != code}
        above = sum(value > mine for value in values.values())
        below = sum(value < mine for value in values.values())
        together = told.get("together") or ""
        if many := re.fullmatch(r"(\d+) andere gemeenten", together):
            assert int(many[1]) == len(tied) > 3
        else:
            named = [name for name in NAMES if name in together]
            assert {NAMES[name] for name in named} == tied
            for name in named:
                together = together.replace(name, "*")
            assert together in {"", "*", "* en *", "*, * en *"}
        return above, len(tied), below, code, tied

    def _end(self, told: dict[str, str]) -> None:
        above, _, below, _, _ = self._ranking(told)
        assert (above if told["end"] == "hoogst" else below) == 0
        assert above or below

    def _middle(self, told: dict[str, str]) -> None:
        above, tied, below, _, _ = self._ranking(told)
        assert above and below
        assert ORDINALS.index(told["rank"]) == above
        assert (told["shared"] == "een gedeelde") is bool(tied)

    def _all(self, told: dict[str, str]) -> None:
        known = self._check_left(told, LABELS[told["region"]])
        value = self.number(told["value"])
        assert len(known) > 1
        assert all(self.shown(s.value) == value for s in known.values() if s.value is not None)

    def _spread(self, told: dict[str, str]) -> None:
        assert self.indicator.is_rate
        known = self._check_left(told, LABELS[told["region"]])
        values = sorted(s.value for s in known.values() if s.value is not None)
        low, high = self.shown(values[0]), self.shown(values[-1])
        assert (self.number(told["old"]), self.number(told["value"])) == (low, high)
        assert self.number(told["size"]) == high - low > self.rounding()

    def _earlier(self, told: dict[str, str]) -> tuple[str, Seen, Seen]:
        """The area, its own observation and the earlier one; nothing lacks in between."""
        code, own = self._own(told)
        period = self.dates[told["then"]]
        old = self.at(code, period)
        assert old and old.value is not None
        if told.get("old"):
            assert self.number(told["old"]) == self.shown(old.value)
        self.check_status(told["status"], [own])
        self.check_status(told["earlier"], [old])
        months = self.month(self.period) - self.month(period)
        assert months > 0
        between = self._between(code, period)
        assert len(between) - 1 == months // self.step(code), "er ontbreekt een periode"
        assert all(s.status in CERTAIN and s.value is not None for s in between.values())
        assert len({s.origin for s in between.values()}) == 1
        assert not [b for b in self.indicator.breaks if period < b <= self.period]
        return code, own, old

    def _between(self, code: str, start: str) -> dict[str, Seen]:
        return {
            p: s
            for (c, p), s in sorted(self.seen.items())
            if c == code and start <= p <= self.period
        }

    def month(self, period: str) -> int:
        """A number that grows with the months, from the code itself."""
        year = int(period[:4])
        match self.indicator.frequency:
            case "maand" | "dag":
                return year * 12 + int(period[5:7])
            case "kwartaal":
                return year * 12 + 3 * int(period[6])
            case "jaar" | "schooljaar":
                return year * 12
        raise AssertionError("deze periodes zijn niet te vergelijken")

    def step(self, code: str) -> int:
        """The months between two periods: of the frequency, or the smallest the area has."""
        months = sorted(self.month(p) for c, p in self.seen if c == code)
        smallest = min(b - a for a, b in pairwise(months))
        return max(STEP.get(self.indicator.frequency, 1), smallest)

    def _changed(self, told: dict[str, str]) -> None:
        code, own, old = self._earlier(told)
        assert (self.month(self.period) - self.month(self.dates[told["then"]])) % 12 == 0
        self._check_word(told["way"], (code, own), (code, old))
        assert own.value is not None and old.value is not None
        size = abs(self.shown(own.value) - self.shown(old.value))
        if coarse := [item.rounding for item in (own, old) if item.rounding]:
            step = max(coarse)
            size = (size / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step
        assert bool(told["roughly"]) is bool(coarse)
        assert bool(told["sample"]) is self.indicator.survey
        assert self.number(told["size"]) == size
        more = ("meer", "minder") if self.indicator.kind == "aantal" else ("hoger", "lager")
        assert told["more"] == more[told["way"] == "gedaald"]

    def _about(self, told: dict[str, str]) -> None:
        code, own, old = self._earlier(told)
        self._check_word("ongeveer gelijk", (code, own), (code, old))
        exact = self.indicator.kind == "aantal" and not self.indicator.rounding
        exact = exact and not own.rounding and not old.rounding
        assert bool(told["why"]) is not (exact or own.value == old.value)

    def _same(self, told: dict[str, str]) -> None:
        code, own, old = self._earlier(told)
        self._check_word("gelijk", (code, own), (code, old))

    def _record(self, told: dict[str, str]) -> None:
        self._check_extreme(told, with_first=True)

    def _since(self, told: dict[str, str]) -> None:
        self._check_extreme(told, with_first=False)

    def _check_extreme(self, told: dict[str, str], with_first: bool) -> None:
        code, own, old = self._earlier(told)
        *earlier, _ = self._between(code, self.dates[told["then"]]).values()
        beyond = earlier if with_first else earlier[1:]
        assert len(beyond) + 1 >= max(5, 12 // self.step(code) + 1)
        for item in beyond:
            self._check_word(told["end"], (code, own), (code, item))
        later = [s for (c, p), s in self.seen.items() if c == code and p > self.period]
        assert not [item for item in later if item.value is not None], "later kan het hoger zijn"
        assert own.value is not None and old.value is not None
        if not with_first:
            higher = self.shown(old.value) >= self.shown(own.value)
            lower = self.shown(old.value) <= self.shown(own.value)
            assert higher if told["end"] == "hoogst" else lower

    def _stopped(self, told: dict[str, str]) -> None:
        line = {p: s for (c, p), s in self.seen.items() if c == LABELS[told["area"]]}
        last = max(p for p, s in line.items() if s.value is not None)
        value = line[last].value
        assert value is not None and self.number(told["value"]) == self.shown(value)
        assert self.dates[told["then"]] == last and last.startswith(told["year"])

    def _words(self, told: dict[str, str]) -> None:
        self._own(told)
        other = self.at(COUNTRY)
        assert other and other.value is not None
        assert self.number(told["old"]) == self.shown(other.value)
        assert told["words"] == self.indicator.words[self.characteristic]

    def _unknown(self, told: dict[str, str]) -> None:
        seen = self.at(LABELS[told["area"]])
        assert seen and seen.value is None and seen.status == told["word"]


def numbers_in(sentence: str, known_texts: Iterable[str]) -> list[str]:
    """Every number of a sentence, apart from those in names, dates, units and counts."""
    for text in sorted(set(known_texts), key=len, reverse=True):
        if text:
            sentence = sentence.replace(text, " ")
    sentence = re.sub(r"\b\d+ (andere )?gemeenten?\b", " ", sentence)
    return re.findall(r"[-\u2212]?\d[\d.,]*\d|[-\u2212]?\d", sentence)
