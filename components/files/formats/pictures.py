"""Pictures of a figure with its title and source."""

from __future__ import annotations

from components.files.format import Format

PNG = Format("png", "image/png", "PNG (beeld, twee keer zo groot)", short="PNG", is_inline=True)
SVG = Format("svg", "image/svg+xml", "SVG (beeld)", short="SVG", is_inline=True)
