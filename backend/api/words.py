"""What the server says when a request itself is at fault, in both languages. An op's own words stand in its file."""

from __future__ import annotations

from backend.ops.kernel import Text
from backend.scanning.labels.fault import WORDS as LABEL_WORDS

WORDS: dict[str, Text] = {
    "bad_request": Text("This request could not be read: {why}", "无法读取该请求：{why}"),
    "not_found": Text("There is nothing at {path}", "{path} 不存在"),
    "no_row": Text("{table} {id} is not there, or not yours to see", "找不到 {table} {id}，或您无权查看"),
    "no_method": Text("{method} is not offered here", "此处不支持 {method}"),
    "too_large": Text("More than {most} bytes at once", "超过 {most} 字节的上限"),
    "internal": Text("The server failed on this, incident {incident}", "服务器处理出错，编号 {incident}"),
    "no_token": Text("Sign in first", "请先登录"),
    "bad_token": Text("This token is not valid: sign in again", "令牌无效，请重新登录"),
    "token_expired": Text("The token has run out: refresh it", "令牌已过期，请刷新"),
    "signed_out": Text("This session has ended: sign in again", "会话已结束，请重新登录"),
    "no_right": Text("You may not do this: {right}", "您没有权限：{right}"),
    "bad_login": Text("Login or password is wrong", "用户名或密码错误"),
    "too_many_tries": Text(
        "Too many wrong passwords: try again in {retry_after} seconds", "密码错误次数过多，请在 {retry_after} 秒后重试"
    ),
    "busy": Text("Too much is waiting: try again in {retry_after} seconds", "服务器繁忙，请在 {retry_after} 秒后重试"),
    "device_lost": Text(
        "This device was reported lost: it sends what it still holds, and is then emptied",
        "此设备已挂失：发送完剩余数据后将被清空",
    ),
    "device_revoked": Text(
        "This device was taken out of use: it sends what it still holds, and is then emptied",
        "此设备已停用：发送完剩余数据后将被清空",
    ),
    "bad_proof": Text(
        "The device could not show its key: try again, or enrol it anew", "设备密钥验证失败：请重试，或重新登记设备"
    ),
    "need_proof": Text("The device has to show its key", "设备需要出示密钥"),
    "need_key": Text(
        "This device is known by a key that was not shown: sign in as a new device",
        "未出示此设备的密钥：请作为新设备登录",
    ),
    "bad_code": Text("This code is not valid, or too old: ask for a new one", "此代码无效或已过期：请索取新代码"),
    "code_used": Text("Another device has used this code: ask for a new one", "此代码已被其他设备使用：请索取新代码"),
    "bad_badge": Text("Nobody has this badge now: ask for a new one", "此工牌无效：请索取新工牌"),
    "pin_wrong": Text("The PIN is wrong: {left} tries left", "PIN 错误：还可尝试 {left} 次"),
    "pin_locked": Text(
        "Too many wrong PINs: ask a lead, or wait {retry_after} seconds",
        "PIN 错误次数过多：请联系组长，或等待 {retry_after} 秒",
    ),
    "pin_must_change": Text(
        "Choose a PIN of your own, {least} digits or more", "请设置自己的 PIN，至少 {least} 位数字"
    ),
    "weak_pin": Text(
        "A PIN needs {least} digits or more, not all the same, no run such as 123456, and not the one before",
        "PIN 至少 {least} 位数字，不能全部相同，不能是 123456 这样的连号，也不能与原 PIN 相同",
    ),
    "not_shared": Text(
        "People do not take turns on this device: sign in with a password", "此设备不是共用设备：请用密码登录"
    ),
    "refused": Text("This was refused", "操作已被拒绝"),
    "no_refresh": Text("There is no session to go on with: sign in", "没有可继续的会话，请登录"),
    "token_reused": Text(
        "An old token came back, so this session was ended for safety: sign in again",
        "检测到旧令牌，会话已安全结束，请重新登录",
    ),
    "bad_origin": Text("Not from this page: {origin}", "来源不被允许：{origin}"),
    "no_header": Text("The header {header} is missing", "缺少请求头 {header}"),
    "set_up_closed": Text(
        "This server has been set up already, or the token is wrong", "服务器已完成初始化，或令牌错误"
    ),
    "weak_password": Text("A password of {least} characters or more, please", "密码至少需要 {least} 个字符"),
    "no_label": Text("Carton {id} is not closed yet: it has no SSCC", "纸箱 {id} 尚未封箱，没有 SSCC"),
    "photo_unnamed": Text("Nothing that was done here names the picture {id}", "没有任何操作引用图片 {id}"),
    "photo_differs": Text("This is no JPEG file, or not that of picture {id}", "不是 JPEG 文件，或与图片 {id} 不符"),
    "photo_waits": Text(
        "Picture {id} has not arrived: it is still on {device}", "图片 {id} 尚未送达：仍在 {device} 上"
    ),
    "photo_lost": Text(
        "Picture {id} never arrived from {device}, and will not", "图片 {id} 从未由 {device} 送达，也不会再送达"
    ),
    "photo_erased": Text("The picture {id} was erased", "图片 {id} 已删除"),
    "no_warehouse": Text("There is no warehouse “{asked}”: {there}", "没有仓库“{asked}”：{there}"),
    "no_disk": Text("The disk is full: nothing was written", "磁盘已满，未写入任何内容"),
    "too_long": Text(
        "This took too long and was ended: ask for less, or try again", "查询耗时过长，已终止：请缩小范围，或稍后重试"
    ),
    "not_written": Text("The server could not write: try again", "服务器无法写入，请重试"),
    **{code: Text(en, zh) for code, (en, zh) in LABEL_WORDS.items()},
}


def fill(text: str, params: dict[str, str | int]) -> str:
    """Put values in their places; braces inside a value stay as they are."""
    for name, value in params.items():
        text = text.replace("{" + name + "}", str(value))
    return text
