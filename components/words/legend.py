"""The meaning of the colours of a figure, as data. Pure."""

from __future__ import annotations

from dataclasses import dataclass

# Instead of a colour in a legend: stripes or a dashed line, as on the map.
HATCH = "streep"
DASHED = "stippel"


@dataclass(frozen=True)
class Swatch:
    """One line of a legend: a colour (or a pattern: `HATCH`, `DASHED`) and what it means."""

    color: str
    label: str

    @property
    def is_striped(self) -> bool:
        """Whether it stands for a pattern instead of a colour."""
        return self.color in {HATCH, DASHED}
