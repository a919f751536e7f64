"""Folds what a Chinese input method types into the language's own signs, one sign for one sign.

Every replacement keeps the length of the text, so that line and column in a Problem are those the author
sees. Nothing inside a quoted text is touched: a measure's name is compared as typed.
"""

from __future__ import annotations

_FULL_WIDTH = {chr(0xFF10 + digit): str(digit) for digit in range(10)}
_SIGNS = {
    "（": "(", "）": ")", "［": "[", "］": "]", "【": "[", "】": "]", "，": ",", "、": ",", "：": ":",
    "＋": "+", "－": "-", "−": "-", "＊": "*", "×": "*", "／": "/", "÷": "/", "％": "%", "．": ".",
    "＝": "=", "＜": "<", "＞": ">", "！": "!", "\u3000": " ", "\u00a0": " ", "\r": " ",
}  # fmt: skip
FOLDED = {**_FULL_WIDTH, **_SIGNS}
_CLOSING = {'"': '"', "“": "”", "＂": "＂"}


def fold(text: str) -> str:
    """The same text with full-width signs and quotation marks folded; as long as `text`."""
    folded: list[str] = []
    closing = ""
    escaped = False
    for sign in text:
        if closing:
            if escaped:
                escaped = False
            elif sign == "\\":
                escaped = True
            elif sign == closing:
                sign, closing = '"', ""
            elif sign == '"':
                # A straight mark inside curly ones would end the text early: it is shown as the fault it is.
                sign, closing = '"', ""
        elif sign in _CLOSING:
            closing = _CLOSING[sign]
            sign = '"'
        else:
            sign = FOLDED.get(sign, sign)
        folded.append(sign)
    return "".join(folded)
