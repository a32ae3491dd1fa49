"""What every address of ours has in common: methods, refusals, and answers made only once."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from components.exhibit.asked import Option, RefusalError, UnknownValueError
from data_loaders.files.errors import DataError, NotFetchedError
from endpoints.http.answer_cache import AnswerCache, Asker, Make, Mark
from endpoints.http.answers import Answer, answer_of, respond
from endpoints.http.clients import WORK, client_key
from endpoints.http.errors import BusyError, RenderError
from endpoints.http.site import is_of_request

log = logging.getLogger(__name__)

CACHE = AnswerCache()
LONGEST_QUERY = 2000  # characters
MOST_NAMED = 12  # values in a sentence; a machine gets all of them
API_VERSION = "1.1.0"
VERSION_HEADER = "API-Version"
_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": f"ETag, Link, {VERSION_HEADER}",
    VERSION_HEADER: API_VERSION,
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}
_METHODS = "GET, HEAD, OPTIONS"
_OWN = "private, max-age=300"
_TITLES = {
    400: "Onjuiste vraag",
    404: "Niet gevonden",
    405: "Niet toegestaan",
    414: "Te lange vraag",
    429: "Te veel vragen",
    500: "Fout",
    501: "Niet mogelijk",
    503: "Niet beschikbaar",
}


class RequestError(Exception):
    """A request that cannot be answered: a status, one Dutch sentence, and what can be asked."""

    def __init__(self, status: int, sentence: str, options: Sequence[Option] = ()) -> None:
        """Keep the status and the options beside the sentence."""
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.options = tuple(options)


@dataclass(frozen=True)
class Plan:
    """How a request is going to be answered.

    Requests with equal keys have equal answers, as long as `mark` says the same. Both `mark`
    and `make` work in a thread, and say no by RequestError; whatever takes time belongs there.
    """

    key: Hashable
    mark: Mark
    make: Make


Refuse = Callable[[Request, RequestError], Answer]
"""Makes the answer to a request that cannot be answered."""


class Resource:
    """An address as an ASGI app: GET, HEAD and OPTIONS."""

    def __init__(
        self,
        plan: Callable[[Request], Plan],
        refuse: Refuse,
        longest: int = LONGEST_QUERY,
        cache: AnswerCache = CACHE,
    ) -> None:
        """Answer by `plan`, which only looks at the request; say no by `refuse`.

        `longest` is the longest query that is answered, in characters. `cache` keeps the
        answers, and has the threads that make them.
        """
        self.plan = plan
        self._refuse = refuse
        self._longest = longest
        self._cache = cache

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        answering = asyncio.create_task(self._respond(request))
        leaving = asyncio.create_task(_hung_up(receive))
        await asyncio.wait([answering, leaving], return_when=asyncio.FIRST_COMPLETED)
        leaving.cancel()
        if answering.done():
            await answering.result()(scope, receive, send)
        else:  # nobody waits for it
            answering.cancel()

    async def _respond(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": _METHODS} | _CORS | _PREFLIGHT)
        return finished(request, await self._answer(request))

    async def _answer(self, request: Request) -> Answer:
        """Return an answer, whatever happens; the reason of a failure goes to the log only."""
        try:
            if request.method not in {"GET", "HEAD"}:
                raise RequestError(405, "Dit adres kunt u alleen opvragen (GET).")
            if len(request.url.query) > self._longest:
                raise RequestError(414, f"Deze vraag is langer dan {self._longest} tekens.")
            plan = self.plan(request)
            ready = self._cache.ready(plan.key)
            if ready is not None:
                return ready
            asker = Asker(client_key(request.scope), request.scope.get(WORK))
            return await self._cache.answer(plan.key, plan.mark, plan.make, asker)
        except Exception as problem:  # a visitor never meets a trace
            return await asyncio.to_thread(self._refuse, request, as_refusal(problem))


def finished(request: Request, answer: Answer) -> Response:
    """Return an answer as it goes to this client, with the headers all of ours have."""
    response = respond(request, answer)
    response.headers.update(_CORS)
    kept = response.headers.get("Cache-Control", "")
    if is_of_request(request) and kept.startswith("public"):
        response.headers["Cache-Control"] = _OWN
    return response


async def _hung_up(receive: Receive) -> None:
    """Wait until the client is gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


def as_refusal(problem: Exception) -> RequestError:
    """Return what a visitor is told of a problem, and log what must be mended."""
    match problem:
        case RequestError():
            return problem
        case RefusalError():
            status = 400 if isinstance(problem, UnknownValueError) else 404
            return RequestError(status, problem.sentence, problem.options)
        case NotFetchedError():
            return RequestError(404, "Dit cijfer is nog niet opgehaald bij de bron.")
        case BusyError():
            return RequestError(problem.status, str(problem))
        case DataError():
            log.error("%s", problem)
            return RequestError(503, "Dit is nu niet te tonen: er zit een fout in de gegevens.")
        case RenderError():
            log.error("Tekenen mislukt: %s", problem)
            return RequestError(503, "Dit beeld is nu niet te maken. De cijfers zijn er wel.")
    log.error("Antwoord mislukt: %s", problem, exc_info=problem)
    return RequestError(500, "Dit is nu niet te tonen: er zit een fout in de monitor.")


Pairs = tuple[tuple[str, str], ...]
"""The parameters of an address: names and values, in the order in which they stand."""


def asked(request: Request) -> Pairs:
    """Return the parameters of a request."""
    return tuple(request.query_params.multi_items())


def unknown_value(name: str, known: Sequence[str]) -> RequestError:
    """Return the refusal of a value of a parameter: it names those that are known."""
    few = ", ".join(known[:MOST_NAMED]) + (", …" if len(known) > MOST_NAMED else "")
    sentence = f"Deze waarde voor '{name}' kennen wij niet. Bekend: {few}."
    return RequestError(400, sentence, [Option(value, name, value) for value in known])


def only(pairs: Pairs, names: tuple[str, ...]) -> Pairs:
    """Return the parameters with these names, in the order of the names."""
    return tuple(pair for name in names for pair in pairs if pair[0] == name)


def as_query(pairs: Pairs) -> str:
    """Return parameters as they stand in an address, from the question mark on; empty for none."""
    return f"?{urlencode(pairs)}" if pairs else ""


def way_to_root(request: Request) -> str:
    """Return the relative way from this address to the root of the site, wherever that is."""
    path = str(request.scope["path"]).removeprefix(str(request.scope.get("root_path", "")))
    return "../" * (path.count("/") - 1) or "./"


def as_json(content: object) -> str:
    """Return content as JSON."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def problem_answer(_request: Request, refusal: RequestError) -> Answer:
    """Return a refusal for machines (RFC 9457)."""
    body: dict[str, object] = {
        "type": "about:blank",
        "title": _TITLES[refusal.status],
        "status": refusal.status,
        "detail": refusal.sentence,
    }
    if refusal.options:
        body["mogelijk"] = [
            {"naam": option.label, option.parameter or "id": option.value}
            for option in refusal.options
        ]
    return refused(as_json(body), "application/problem+json", refusal.status)


def refused(
    content: str, media_type: str, status: int, headers: Mapping[str, str] = MappingProxyType({})
) -> Answer:
    """Return an answer that says no, with the headers that belong to its status."""
    extra = {
        405: {"Allow": _METHODS},
        429: {"Retry-After": "5"},
        503: {"Retry-After": "30"},
    }.get(status, {})
    return answer_of(content, media_type, status, {**headers, **extra})
