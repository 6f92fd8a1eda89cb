"""`/api/queries/<job>/<question>`: one GET route for each query, made from its class."""

from __future__ import annotations

import inspect
import operator
from collections.abc import Awaitable, Callable
from typing import Any, get_type_hints

import msgspec
from litestar import Request, Router, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromQuery
from msgspec import Struct

from backend.api.auth import gate
from backend.api.errors import Problem, unreadable
from backend.api.parts import parts_of, signed_in
from backend.queries.kernel import Asker, NotThere, Query, queries

AnyRequest = Request[Any, Any, Any]


def _route(kind: type[Query]) -> HTTPRouteHandler:
    """The route of a query, with a signature that OpenAPI can read."""

    async def ask(request: AnyRequest, **params: Any) -> Struct:
        who = signed_in(request)
        try:
            question = msgspec.convert(params, kind, strict=False)
        except msgspec.ValidationError as error:
            raise unreadable(error) from None
        parts = parts_of(request)
        try:
            async with parts.sync.load.screen.turn():
                return await parts.store.query(lambda c: question.answer(c, Asker(who.person, who.roles)))
        except NotThere as missing:
            raise Problem(404, "no_row", table=missing.table, id=missing.id) from None

    _sign(ask, kind)
    opt = gate.right(kind.right)
    return get(f"/{kind.name.replace('.', '/')}", opt=opt, name=kind.name, description=inspect.getdoc(kind))(ask)


def _sign(ask: Callable[..., Awaitable[Struct]], kind: type[Query]) -> None:
    result = get_type_hints(kind.answer)["return"]
    hints = get_type_hints(kind, include_extras=True)
    params = [inspect.Parameter("request", inspect.Parameter.KEYWORD_ONLY, annotation=AnyRequest)]
    for field in msgspec.structs.fields(kind):
        default = inspect.Parameter.empty if field.required else field.default
        hint = operator.getitem(FromQuery, hints[field.name])
        params.append(inspect.Parameter(field.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hint))
    ask.__signature__ = inspect.Signature(params, return_annotation=result)  # type: ignore[attr-defined]
    ask.__annotations__ = {p.name: p.annotation for p in params} | {"return": result}
    ask.__name__ = kind.name.replace(".", "_")


def router() -> Router:
    """All queries."""
    return Router("/api/queries", route_handlers=[_route(kind) for kind in queries().values()], tags=["queries"])
