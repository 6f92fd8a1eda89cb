"""`/api/photos/<sha256>`: the bytes of a picture that an op has named, to and from the server."""

from __future__ import annotations

import hashlib
import re
from typing import Any

import sqlalchemy as sa
from litestar import Request, Response, Router, delete, get, post
from litestar.params import FromPath

from backend.api.auth import gate
from backend.api.auth.frames import DoneFrame
from backend.api.errors import Problem
from backend.api.parts import parts_of, signed_in
from backend.domain.people.roles import Held, Right, may
from backend.domain.photo.rows import Photo
from backend.domain.row import wh
from backend.store import rows as stored
from backend.store.tables import PICTURE
from backend.sync.pictures import Waits, waits

AnyRequest = Request[Any, Any, Any]
JPEG_BYTES_MAX = 300_000
"""A device makes 200,000 at most."""
_JPEG = b"\xff\xd8\xff"
"""How each JPEG file begins (ITU-T T.81, B.1.1.3: start of image, and the next marker)."""
_NAME = re.compile(r"[0-9a-f]{64}")


def _named(connection: sa.Connection, sha256: str, right: Right, roles: tuple[Held, ...]) -> bool:
    """Whether an op of a place where the person has the right has named this picture."""
    found = stored.load(connection, Photo, "sha256", [sha256]) if _NAME.fullmatch(sha256) else []
    return any(may(right, wh(one.warehouse), roles) for one in found)


def _picture(connection: sa.Connection, sha256: str) -> tuple[bool, bytes | None]:
    """Whether the server has, or had, a picture; and its file, unless that was erased."""
    found = connection.execute(sa.select(PICTURE.c.jpeg).where(PICTURE.c.sha256 == sha256)).first()
    return found is not None, found[0] if found else None


def keep(connection: sa.Connection, sha256: str, jpeg: bytes, at: int) -> bool:
    """Keep a file, once. False if it was erased: it does not come back. May be begun anew when another came first."""
    there, file = _picture(connection, sha256)
    if not there:
        connection.execute(sa.insert(PICTURE).values(sha256=sha256, jpeg=jpeg, at=at))
    return not there or file is not None


def erase(connection: sa.Connection, sha256: str, at: int) -> None:
    """Erase a file, brought or not, and remember that it was."""
    connection.execute(sa.delete(PICTURE).where(PICTURE.c.sha256 == sha256))
    connection.execute(sa.insert(PICTURE).values(sha256=sha256, jpeg=None, at=at))


def _away(sha256: str, where: Waits | None) -> Problem:
    """What to say of a picture that nobody has brought."""
    if where is None:
        return Problem(404, "no_row", table="photo", id=sha256[:12])
    if where.is_lost:
        return Problem(404, "photo_lost", id=sha256[:12], device=where.device)
    return Problem(404, "photo_waits", id=sha256[:12], device=where.device, heard_at=where.heard_at)


def _erased(sha256: str) -> Problem:
    return Problem(410, "photo_erased", id=sha256[:12])


@post("/{name:str}", opt=gate.right(Right.READ_FLOOR), status_code=200)
async def bring_route(request: AnyRequest, name: FromPath[str]) -> DoneFrame:
    """A device brings a JPEG file, once the op that names it was taken. To bring it again changes nothing.

    Whoever works at the device may bring it: the right to take it was asked for when the op came.
    """
    jpeg, parts, roles = await request.body(), parts_of(request), signed_in(request).roles
    if not await parts.store.query(lambda c: _named(c, name, Right.READ_FLOOR, roles)):
        raise Problem(409, "photo_unnamed", ("retry",), id=name[:12])
    if len(jpeg) > JPEG_BYTES_MAX:
        raise Problem(413, "too_large", most=JPEG_BYTES_MAX)
    if not jpeg.startswith(_JPEG) or hashlib.sha256(jpeg).hexdigest() != name:
        raise Problem(422, "photo_differs", ("correct_it",), id=name[:12])
    at = parts.clock()
    if not await parts.store.write(lambda c: keep(c, name, jpeg, at)):
        raise _erased(name)
    return DoneFrame()


@get("/{name:str}", opt=gate.right(Right.READ_FLOOR))
async def show_route(request: AnyRequest, name: FromPath[str]) -> Response[bytes]:
    """The JPEG file. 404 until a device has brought it, with where it is or was lost; 410 once it was erased."""
    parts, roles = parts_of(request), signed_in(request).roles

    def look(connection: sa.Connection) -> tuple[bool, bytes | None, Waits | None]:
        if not _named(connection, name, Right.READ_FLOOR, roles):
            return False, None, None
        there, jpeg = _picture(connection, name)
        return there, jpeg, None if there else waits(connection, name)

    async with parts.sync.load.screen.turn():
        there, jpeg, where = await parts.store.query(look)
    if jpeg is None:
        raise _erased(name) if there else _away(name, where)
    return Response(jpeg, media_type="image/jpeg", headers={"cache-control": "no-store"})


@delete("/{name:str}", opt=gate.right(Right.SETTLE), status_code=200)
async def erase_route(request: AnyRequest, name: FromPath[str]) -> DoneFrame:
    """Erase a picture, brought or not, for good: somebody is on it who should not be. The log stays as it is."""
    parts, roles = parts_of(request), signed_in(request).roles
    if not await parts.store.query(lambda c: _named(c, name, Right.SETTLE, roles)):
        raise Problem(404, "no_row", table="photo", id=name[:12])
    at = parts.clock()
    await parts.store.write(lambda c: erase(c, name, at))
    return DoneFrame()


ROUTER = Router("/api/photos", route_handlers=[bring_route, show_route, erase_route], tags=["photos"])
