"""The meaning of the colours of a figure, as data. Pure."""

from __future__ import annotations

from dataclasses import dataclass

# Instead of a colour in a legend: stripes, as on the map.
HATCH = "streep"
SPARSE = "lichte-streep"


@dataclass(frozen=True)
class Swatch:
    """One line of a legend: a colour (or stripes: `HATCH`, `SPARSE`) and what it means."""

    color: str
    label: str

    @property
    def is_striped(self) -> bool:
        """Whether it stands for stripes instead of a colour."""
        return self.color in {HATCH, SPARSE}
