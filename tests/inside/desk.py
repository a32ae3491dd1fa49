"""What a page of the app says, as the browser gets it over the websocket."""

from __future__ import annotations

import re

from sitework import rerun
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection


def told(connection: ClientConnection, page: str = "beheer", query: str = "") -> str:
    """Run a page and return all its words, without its style."""
    connection.send(rerun(page, query))
    words: list[str] = []
    while True:
        message = ForwardMsg.FromString(connection.recv(timeout=60))
        if message.WhichOneof("type") == "script_finished":
            return " ".join(words)
        if message.WhichOneof("type") == "delta":
            element = message.delta.new_element
            body = element.html.body or element.button.label or element.markdown.body
            words.append(re.sub(r"<style>.*?</style>|<[^>]+>", " ", body, flags=re.DOTALL))
