"""Beheer: for who is signed in, to report and to publish. Everybody else finds the door."""

from __future__ import annotations

from components.screens.beheer import show_desk

show_desk()
