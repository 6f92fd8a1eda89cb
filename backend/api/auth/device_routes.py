"""`/api/auth`: how a device comes in, and how people take turns on it."""

from __future__ import annotations

from litestar import Response, Router, post
from litestar.params import JSONBody

from backend.api.auth import badges, enrolment, gate
from backend.api.auth.cookies import AnyRequest, answer
from backend.api.auth.device_frames import (
    BadgeFrame,
    BadgeMadeFrame,
    EnrolCodeFrame,
    EnrolFrame,
    EnrolledFrame,
    MadeCodeFrame,
    PersonIdFrame,
    PinFrame,
)
from backend.api.auth.frames import DoneFrame, SessionFrame
from backend.api.parts import parts_of, signed_in
from backend.domain.people.roles import Right


@post("/enrol-code", opt=gate.right(Right.DEVICE), status_code=201)
async def enrol_code_route(request: AnyRequest, data: JSONBody[EnrolCodeFrame]) -> MadeCodeFrame:
    """Make a code that lets one device in, once, within ten minutes. Show this server's address and `path` as a QR."""
    return await enrolment.make(parts_of(request), signed_in(request).person, data)


@post("/enrol", opt=gate.PUBLIC, status_code=201)
async def enrol_route(request: AnyRequest, data: JSONBody[EnrolFrame]) -> EnrolledFrame:
    """Become one of the devices, with a code and a key of one's own. The same code and key may be sent again."""
    address = request.client.host if request.client else ""
    return await enrolment.enrol(parts_of(request), data, address)


@post("/badges", opt=gate.right(Right.PEOPLE), status_code=201)
async def badges_route(request: AnyRequest, data: JSONBody[PersonIdFrame]) -> BadgeMadeFrame:
    """Give somebody a new badge and a first PIN. Both are told this once; the badge before ends."""
    return await badges.issue(parts_of(request), signed_in(request).person, data.person)


@post("/badges/unlock", opt=gate.right(Right.UNLOCK), status_code=200)
async def unlock_route(request: AnyRequest, data: JSONBody[PersonIdFrame]) -> DoneFrame:
    """Let somebody of one's own floor try their PIN again."""
    await badges.unlock(parts_of(request), signed_in(request).person, data.person)
    return DoneFrame()


@post("/badge", opt=gate.PUBLIC, status_code=200)
async def badge_route(request: AnyRequest, data: JSONBody[BadgeFrame]) -> Response[SessionFrame]:
    """Open a session with badge and PIN, on a shared device. Whoever worked on it before is signed out."""
    return answer(request, await badges.sign_in(parts_of(request), data))


@post("/pin", opt=gate.SIGNED_IN, status_code=200)
async def pin_route(request: AnyRequest, data: JSONBody[PinFrame]) -> DoneFrame:
    """Choose another PIN for one's own badge."""
    await badges.change_pin(parts_of(request), signed_in(request), data)
    return DoneFrame()


ROUTER = Router(
    "/api/auth",
    route_handlers=[enrol_code_route, enrol_route, badges_route, unlock_route, badge_route, pin_route],
    tags=["devices"],
)
