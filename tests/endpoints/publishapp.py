"""The published routes in a server of their own, as server.py mounts them."""

from __future__ import annotations

import os

import uvicorn
from starlette.applications import Starlette

from endpoints.publish import ROUTES

app = Starlette(routes=list(ROUTES))

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(os.environ["PORT"]), log_level="warning")
