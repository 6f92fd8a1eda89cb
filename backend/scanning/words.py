"""What is wrong with a code, or to be known of it, in words: what it is and what to do. English, and Chinese."""

from __future__ import annotations

from typing import Any

WRONG: dict[str, tuple[str, str]] = {
    "AI_PAIR": (
        "stands beside another identifier that must not stand with it; tell the supplier, and use the other code",
        "与另一个标识符不能同时出现；请告知供应商，并改用另一个条码",
    ),
    "CHARSET": ("has a character that may not stand there; scan again", "含有不允许的字符；请重新扫描"),
    "CHECK_DIGIT": (
        "has a wrong check digit, by a misread or a misprint; scan again",
        "校验位错误，可能是误读或印刷错误；请重新扫描",
    ),
    "CURRENCY": (
        "has no currency of ISO 4217; the label is wrong, use the other code",
        "货币代码不在 ISO 4217 中；标签有误，请改用另一个条码",
    ),
    "DATE": ("is no day or time; the label is wrong, type the date", "不是有效的日期或时间；标签有误，请手工输入日期"),
    "DL_PATH": (
        "has a path that cannot be read; scan the bars beside the code",
        "链接路径无法解析；请扫描旁边的一维码",
    ),
    "DL_QUALIFIER": (
        "does not belong where it stands in the link; scan the bars beside the code",
        "不应出现在链接的这个位置；请扫描旁边的一维码",
    ),
    "DL_QUALIFIER_ORDER": (
        "stands in a wrong order in the link; scan the bars beside the code",
        "在链接中的顺序错误；请扫描旁边的一维码",
    ),
    "DUPLICATE_AI": (
        "has two different values; scan one code alone",
        "出现两个不同的值；请只扫描一个条码",
    ),
    "EMPTY": ("Nothing was sent; scan again", "没有收到数据；请重新扫描"),
    "LENGTH": (
        "is too short or too long; scan again, and if it stays so, let the scanner check tell what it does with GS",
        "长度不对；请重新扫描，若仍如此，请用扫描枪检查页查看 GS 的处理",
    ),
    "SYMBOLOGY": (
        "It begins with a symbology identifier that no scanner sends; look whether Caps Lock is on",
        "开头的码制标识符不存在；请检查大写锁定是否打开",
    ),
    "UNKNOWN_AI": (
        "is no application identifier; a separator may have been lost, let the scanner check tell",
        "不是应用标识符；可能丢失了分隔符，请用扫描枪检查页查看",
    ),
    "VALUE": (
        "has a value that may not stand there; the label is wrong, use the other code",
        "的值不允许；标签有误，请改用另一个条码",
    ),
}
NOTES: dict[str, tuple[str, str]] = {
    "COMPRESSED_LINK": (
        "it may be a compressed Digital Link, which is not supported; scan the bars beside it",
        "可能是压缩的 Digital Link，暂不支持；请扫描旁边的一维码",
    ),
    "NEEDS": (
        "goes with an identifier that is not in this code; it may be in another one on the same box",
        "需要与另一个标识符一起使用，本码中没有；可能在同一箱的另一个条码中",
    ),
    "PAIR": ("should not stand together; taken as they are", "不应同时出现；已按原样接受"),
    "READINGS": ("a separator was lost, and there is more than one reading; choose", "分隔符丢失，有多种读法；请选择"),
}


def wrong(said: dict[str, Any], *, zh: bool = False) -> str:
    """The sentence for an answer that is not ok."""
    text, ai = WRONG[said["error"]][zh], said["error_ai"]
    start = f"({ai})" if ai else ("此码" if zh else "The code")
    return f"{said['error']}: {text if said['error'] in {'EMPTY', 'SYMBOLOGY'} else _joined(start, text, zh=zh)}"


def note(warning: str, *, zh: bool = False) -> str:
    """The sentence for a warning such as `NEEDS 10`."""
    code, *ais = warning.split(" ")
    text = NOTES[code][zh]
    return _joined(" ".join(f"({ai})" for ai in ais), text, zh=zh) if ais else text


def _joined(subject: str, text: str, *, zh: bool) -> str:
    return f"{subject}{'' if zh else ' '}{text}"
