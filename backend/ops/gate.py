"""The gate: may this person do this, there, now? And the codes that the engine itself answers with."""

from __future__ import annotations

from enum import StrEnum

from backend.domain.people.roles import Held, may, reads_of, within
from backend.ops.kernel import Op, State, Text

CODES: dict[str, Text] = {
    "applied": Text("Done", "已完成"),
    "no_right": Text("You may not do this here: {right}", "您没有此处的权限：{right}"),
    "not_found": Text("{table} {id} is not there, or not yours to see", "找不到 {table} {id}，或您无权查看"),
    "grant_lapsed": Text("Done by somebody whose right ended meanwhile: check it", "操作人的权限已失效：请核查此操作"),
    "dep_refused": Text("It builds on action {root}, which was refused", "它依赖的操作 {root} 已被拒绝"),
    "basis_changed": Text(
        "{table} {field} changed meanwhile: {theirs} instead of {mine}",
        "{table} {field} 已被更改：现为 {theirs}，您看到的是 {mine}",
    ),
    "unknown_kind": Text("This server does not know the action {kind}", "服务器不认识操作 {kind}"),
    "bad_body": Text("The action could not be read: {why}", "无法读取该操作：{why}"),
    "bad_op": Text("These bytes are no action: {why}", "这些数据不是有效操作：{why}"),
    "unknown_row": Text("It speaks of {table} {id}, which is not there", "它涉及的 {table} {id} 不存在"),
    "unknown_author": Text("{author} has not worked on this device", "{author} 未在此设备上登录过"),
    "never_held": Text("Done without ever having the right: {right}", "操作人从未拥有该权限：{right}"),
    "duplicate_id": Text("The id {id} was used by another action", "操作编号 {id} 已被使用"),
    "sign_in_needed": Text(
        "It came while nobody was signed in: sign in and send it again", "发送时无人登录：请登录后重新发送"
    ),
    "promise_changed": Text(
        "The server was restored. Before, this was “{was}”; now it is “{now}”. Check it",
        "服务器已恢复：此前结果为“{was}”，现为“{now}”，请核查",
    ),
    "device_lost": Text("From a device that was reported lost", "来自已挂失的设备"),
    "device_revoked": Text("From a device that was taken out of use", "来自已停用的设备"),
    "internal": Text(
        "The server failed on it; it is kept, incident {incident}", "服务器处理出错，数据已保留，编号 {incident}"
    ),
}
"""Engine-wide codes, in both languages. An op's own codes stand in its file."""


class Verdict(StrEnum):
    """What the gate says."""

    ALLOWED = "allowed"
    LAPSED = "lapsed"
    NEVER = "never"
    HIDDEN = "hidden"
    """Not allowed, and what it is about may not even be seen."""


def judge(op: Op, state: State, now: tuple[Held, ...], then: tuple[Held, ...]) -> Verdict:
    """Hold an op against the roles that its author has now, and had when it was made."""
    scopes = op.where(state)
    if any(may(op.right, scope, now) for scope in scopes):
        return Verdict.ALLOWED
    if any(may(op.right, scope, then) for scope in scopes):
        return Verdict.LAPSED
    seen = any(within(scope, pattern) for held in now for pattern in reads_of(held) for scope in scopes)
    return Verdict.NEVER if seen else Verdict.HIDDEN
