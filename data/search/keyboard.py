"""What a text would be, had the other keyboard layout been on: Kedmanee and QWERTY."""

from __future__ import annotations

_QWERTY = (
    "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"
    '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'
)
_KEDMANEE = (
    "_ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ"
    '%+๑๒๓๔ู฿๕๖๗๘๙๐"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ'
)
_TO_THAI = str.maketrans(_QWERTY, _KEDMANEE)
_TO_LATIN = str.maketrans(
    {thai: key for key, thai in zip(_QWERTY, _KEDMANEE, strict=True) if "ก" <= thai <= "๙"}
)


def swapped(text: str) -> str | None:
    """Return what the same keys give under the other layout, or None where that says nothing.

    A text with more Thai letters than Latin ones was meant to be Latin, any other Thai.
    """
    thai = sum("ก" <= letter <= "๙" for letter in text)
    latin = sum(letter.isascii() and not letter.isspace() for letter in text)
    if not thai and not latin:
        return None
    found = text.translate(_TO_LATIN if thai > latin else _TO_THAI)
    return found if found != text else None
