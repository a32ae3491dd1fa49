"""Reading the cells of a downloaded file, Excel or CSV, with their row numbers as Excel shows."""

from __future__ import annotations

import zipfile
from pathlib import Path

from data_loaders.files.errors import DataError
from data_loaders.imports import csvcells, xlsxcells
from data_loaders.imports.cells import FileSheet

MAX_BYTES = 25_000_000
MAX_UNPACKED = 250_000_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "sla het in Excel op als .xlsx en probeer het opnieuw"


def read_cells(path: Path) -> list[FileSheet]:
    """Read every sheet of an .xlsx or CSV file; what it is shows from its content.

    Percentages that Excel keeps as fractions are given as percentages. Raises DataError
    for a file that is missing, empty, too large, damaged, locked with a password, of
    another kind, or with formulas that were never calculated.
    """
    data = _read(path)
    refused = _other_kind(data)
    if refused:
        raise DataError(refused, path)
    if data.startswith(b"PK"):
        _check_archive(path)
        sheets = xlsxcells.read_xlsx_cells(path)
    else:
        sheets = [csvcells.read_csv_cells(data, path)]
    if not any(sheet.lines for sheet in sheets):
        raise DataError("dit bestand is leeg", path)
    return sheets


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise DataError(f"dit bestand is groter dan {MAX_BYTES // 1_000_000} MB", path)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise DataError("dit bestand bestaat niet", path) from error
    except OSError as error:
        raise DataError("dit bestand is niet te lezen", path) from error
    if not data:
        raise DataError("dit bestand is leeg", path)
    return data


def _other_kind(data: bytes) -> str:
    """Return the sentence for a file that is no .xlsx or CSV; empty when it may be one."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "dit bestand heeft een wachtwoord; sla het op zonder wachtwoord"
        return f"dit is een oud Excel-bestand (.xls); {_SAVE_AS}"
    if data.startswith(b"%PDF"):
        return "dit is een PDF; download het Excel- of CSV-bestand"
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        return "dit is een webpagina en geen Excel- of CSV-bestand; download het opnieuw"
    return ""


def _check_archive(path: Path) -> None:
    """Refuse a zip file that is not a workbook, or that would unpack to far too much."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            kind = archive.read("mimetype")[:60] if "mimetype" in names else b""
            encrypted = any(member.flag_bits & 1 for member in members)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        raise DataError(f"dit Excel-bestand is beschadigd; {_SAVE_AS}", path) from error
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise DataError("dit bestand is uitgepakt te groot", path)
    if encrypted:
        raise DataError("dit bestand heeft een wachtwoord; sla het op zonder wachtwoord", path)
    if b"opendocument" in kind:
        raise DataError(f"dit is een bestand van LibreOffice (.ods); {_SAVE_AS}", path)
    if "xl/workbook.bin" in names:
        raise DataError(f"dit is een binair Excel-bestand (.xlsb); {_SAVE_AS}", path)
    if "xl/workbook.xml" not in names:
        raise DataError("dit is geen Excel- of CSV-bestand", path)
