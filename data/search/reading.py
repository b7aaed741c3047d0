"""What a typed text is taken for before anything is looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.search.keyboard import swapped
from data.search.normalise import MAX_LENGTH, both_sounds, dotted, plain, sounds

# Words that stand in so many names that leaving them out is no mistake.
_NEUTRAL_TH = re.compile("จังหวัด|สำนักงาน")
_NEUTRAL_EN = frozenset({"the", "of", "and", "for", "in", "province", "provincial", "office"})
# Shorter texts are abbreviations, and shorter sounds are held by too many names.
_SOUNDING_THAI, _SOUNDING_LATIN, _SOUND = 3, 5, 3
_THAI_ONLY = re.compile("[ก-๛]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to take a typed text.

    Attributes:
        letters: Plain form without spaces.
        dotted: With its dots, if it has any: the best of several equal abbreviations.
        forms: How that sounds.
        bare: How it sounds without neutral words; empty where that is the same or nothing.
        words: How each word sounds, without neutral ones.
        telling: Whether one of the words is long enough to mean something.
        sounding: Whether it is long enough to go by sound; abbreviations are compared by letters.
    """

    letters: str
    dotted: str
    forms: tuple[str, ...]
    bare: tuple[str, ...]
    words: tuple[str, ...]
    telling: bool
    sounding: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """A text as given, and as it would be on the other keyboard layout.

    Attributes:
        punctuated: Whether the given text holds signs that are letters on the other layout.
    """

    given: Reading | None
    other: Reading | None
    punctuated: bool


def read(text: str) -> Readings:
    """Take a typed text, the first MAX_LENGTH characters of it, in both ways."""
    typed = text[:MAX_LENGTH].strip()
    other = swapped(typed)
    latin_signs = any(not (sign.isalnum() or sign.isspace() or sign in ".'’&-()") for sign in typed)
    return Readings(
        given=reading(typed),
        other=reading(other) if other else None,
        punctuated=latin_signs and _THAI_ONLY.search(typed) is None,
    )


def reading(text: str) -> Reading | None:
    """Take a text as it stands, or None where nothing is left of it."""
    form = plain(text)
    if not form:
        return None
    heard = tuple(filter(None, both_sounds(form)))
    if not heard:
        return None
    forms = tuple(item for item in heard if len(item) >= _SOUND) or heard[:1]
    core = [
        word for word in _NEUTRAL_TH.sub(" ", form).split() if word not in _NEUTRAL_EN
    ] or form.split()
    bare = tuple(item for item in both_sounds(" ".join(core)) if item and item not in forms)
    words = tuple(filter(None, (sounds(word) for word in core)))
    letters = form.replace(" ", "")
    return Reading(
        letters=letters,
        dotted=dotted(text),
        forms=forms,
        bare=bare,
        words=words,
        telling=any(len(word) >= _SOUND for word in words),
        sounding=len(forms[0]) >= _SOUND
        and len(letters) >= (_SOUNDING_LATIN if letters.isascii() else _SOUNDING_THAI),
    )
