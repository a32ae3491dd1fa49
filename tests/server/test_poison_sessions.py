"""Addresses made to harm, over the websocket of the app: there they may be long."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from sitework import LITTLE, Site, rerun, time_rerun, work_of_rerun, worked
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection

NESTED = "c.bevolking"
for _ in range(6):
    NESTED = quote(NESTED, safe="")
POISON = [
    "v=1&tegels=" + "~".join(["c.bevolking"] * 9000),
    "v=1&tegels=c.bevolking." + "_".join(["0202"] * 20_000),
    "&".join(["v=1", *["tegels=t"] * 10_000]),
    "&".join(["gebied=GM0202", *["gebied=Arnhem"] * 8000]),
    f"v=1&titel={'%F0%9F%92%A3' * 8000}&tegels={NESTED}",
    f"v=1&titel={'a' + '%CC%81' * 20_000}&dag={'9' * 20_000}&tegels=t",
    "v=1&tegels=%ED%A0%80~%ff%fe~%00&titel=%00&%00=%00&zoek=%00&gebied=%ff&doel=%C0%AF",
    f"tegels[0][1][2]=t&v[]=1&zoek={'[' * 30_000}&cijfer={'(' * 30_000}",
    f"zoek={'x' * 100_000}&doel={'x' * 50_000}&project={'%' * 9000}&acties={'*' * 9000}",
    "=&&&==&%&%%&%zz&;;=&" * 5000,
]
PAGES = ("beraad", "regio-in-beeld", "regio-deal", "uitvoeringsagenda", "hca-doelen", "bronnen")


@pytest.mark.parametrize("page", PAGES)
def test_no_address_breaks_a_page_or_keeps_others_waiting(plain: Site, page: str) -> None:
    with plain.open() as other:
        time_rerun(other, page)
        calm = max(work_of_rerun(plain, other) for _ in range(3))
        for poison in POISON:
            with plain.open() as connection:
                before = worked(plain)
                connection.send(rerun(page, poison))
                elements(connection)
                work = worked(plain) - before
                connection.send(rerun(page, "gebied=GM0202"))  # and it goes on
                elements(connection)
            assert work < LITTLE + 10 * calm, (poison[:60], calm, work)
    assert "Traceback" not in plain.log_text()


def elements(connection: ClientConnection) -> None:
    """Read a run to its end, without a fault in it."""
    while True:
        message = ForwardMsg.FromString(connection.recv(timeout=60))
        if message.WhichOneof("type") == "script_finished":
            return
        assert message.delta.new_element.WhichOneof("type") != "exception"


def test_what_a_browser_tells_of_itself_may_be_anything(plain: Site) -> None:
    """Its zone, its language, its page, and what it says to have."""
    odd = ["../../../etc/passwd", "\0\u202e", "x" * 20_000, "Europe/Amsterdam\n", "-", "GMT+99"]
    with plain.open() as connection:
        for text in odd:
            message = BackMsg.FromString(rerun("over"))
            run = message.rerun_script
            run.context_info.timezone = run.context_info.locale = run.context_info.url = text
            run.context_info.timezone_offset = -(2**31)
            run.context_info.color_scheme = text
            run.cached_message_hashes.extend([text] * 5)
            run.fragment_id = ""
            connection.send(message.SerializeToString())
            elements(connection)
        for text in odd:
            message = BackMsg.FromString(rerun())
            message.rerun_script.page_script_hash = text
            connection.send(message.SerializeToString())
            elements(connection)
    assert "Traceback" not in plain.log_text()
