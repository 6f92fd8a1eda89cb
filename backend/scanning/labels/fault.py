"""Why a label is not printed, in both languages: what could not be scanned later must not stick on anything."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "label_code": ("{code} cannot be the code of a {form}", "{code} 不能作为 {form} 的编码"),
    "label_text": ("{code} cannot be printed as a Code 128", "{code} 无法印成 Code 128 条码"),
    "label_sscc": ("{code} is not an SSCC: 18 digits, the last checks the others",
                   "{code} 不是 SSCC：应为 18 位数字，末位为校验位"),
    "label_gtin": ("{code} is not a GTIN: the length or the check digit is wrong",
                   "{code} 不是 GTIN：长度或校验位有误"),
    "label_no_ean": ("{code} does not fit into an EAN or UPC symbol", "{code} 无法用 EAN 或 UPC 条码表示"),
    "label_value": ("({ai}) {value} cannot be printed: {why}", "({ai}) {value} 无法打印：{why}"),
    "label_too_long": ("{code} is too long for a label of {width} mm", "{code} 太长，{width} 毫米宽的标签放不下"),
    "label_secret": ("This is not the secret of a badge", "这不是工牌密钥"),
    "label_dpi": ("{dpi} dpi is not between {low} and {high}", "{dpi} dpi 不在 {low} 到 {high} 之间"),
    "label_font": ("{font} is not the name of a printer font", "{font} 不是打印机字体名"),
    "label_sheet": ("There is no sheet {sheet}: {there}", "没有标签纸 {sheet}：{there}"),
    "label_first": ("Place {first} is not on a sheet of {places}", "标签纸共 {places} 格，没有第 {first} 格"),
    "label_small": ("{code} would be too fine to scan on {sheet}: bars of {module} mm, not {least} or more",
                    "{code} 印在 {sheet} 上会太细而无法扫描：线宽 {module} 毫米，至少 {least} 毫米"),
    "label_many": ("{count} labels are more than the {most} of one file", "{count} 张标签超过单个文件的上限 {most}"),
    "label_one": ("A picture holds one label, not {count}", "一张图片只能有一张标签，不能有 {count} 张"),
}  # fmt: skip


class LabelError(ValueError):
    """A label that could not be read back, or does not fit. `code` has words; `params` stand in them."""

    def __init__(self, code: str, /, **params: str | int) -> None:
        assert code in WORDS, f"{code} has no words"
        self.code, self.params = code, params
        self.en, self.zh = (_filled(text, params) for text in WORDS[code])
        super().__init__(self.en)


def _filled(text: str, params: dict[str, str | int]) -> str:
    for name, value in params.items():
        text = text.replace("{" + name + "}", str(value))
    return text
