"""What a text would be, had the other keyboard layout been on: Kedmanee and QWERTY."""

from __future__ import annotations

import re

_QWERTY = (
    "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"  # no Shift
    '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'
)
_KEDMANEE = (
    "_ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ"  # no Shift
    '%+๑๒๓๔ู฿๕๖๗๘๙๐"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ'
)
_TO_THAI = str.maketrans(_QWERTY, _KEDMANEE)
# Signs that no Latin name has but Thai words give: who meant Latin hardly typed them.
_IMPLAUSIBLE = re.compile(r"[^A-Za-z0-9\s.,'&()-]|,(?!\s)|'(?!s\b)")
_TO_LATIN = str.maketrans(_KEDMANEE, _QWERTY)


def swapped(text: str) -> str | None:
    """Return what the same keys give under the other layout, or None where that says nothing.

    A text with more Thai letters than Latin ones was meant to be Latin, any other Thai.
    """
    thai = sum("ก" <= letter <= "๙" for letter in text)
    latin = sum(letter.isascii() and not letter.isspace() for letter in text)
    if not any(letter.isalpha() for letter in text):
        return None
    if thai <= latin:
        return text.translate(_TO_THAI)
    found = text.translate(_TO_LATIN)
    return None if _IMPLAUSIBLE.search(found) else found
