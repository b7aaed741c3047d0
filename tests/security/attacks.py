"""Texts that somebody would try, and how one sees that a page took one for markup."""

from __future__ import annotations

from html.parser import HTMLParser

MARK = "phrompwned"
"""Stands in every attack: an element, attribute or address that holds it was smuggled in."""

ATTACKS = (
    f"<script>{MARK}()</script>",
    f"</script><script>{MARK}()</script>",
    f'"onmouseover="{MARK}()" x="',
    f"'onfocus='{MARK}()' autofocus='",
    f"<img src=x onerror={MARK}()>",
    f"</title></style><svg onload={MARK}()>",
    f"]]><script>{MARK}()</script>",
    f"--><script>{MARK}()</script>",
    f"javascript:{MARK}()",
    f'=HYPERLINK("http://{MARK}")',
    f"+{MARK}()",
    f"@{MARK}()",
    f"-2+3+cmd|' /C {MARK}'!A0",
    f"{{{{{MARK}}}}} ${{{MARK}}} {{name}} %s %(x)s",
    f"\u202e\u2066{MARK}\u2069",
    f"{MARK}\ufeff\u200b\u00ad",
    f"{MARK}" + "ก" * 500,
    f"{MARK}" + "\u0e4a" * 120,
    f"../../{MARK}/%2e%2e?x=1&y=2#z",
    f"\\u003cscript\\u003e{MARK}()",
)


class Smuggled(HTMLParser):
    """Keeps what of a page came from an attack and is more than text or a quoted value."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._raw = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if MARK in tag:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            address = name in {"href", "src", "action", "xlink:href"}
            scheme = address and (value or "").strip().lower().startswith("javascript:")
            if MARK in name or scheme or name.startswith("on"):
                self.found.append(f"{tag} {name}={value}")
        self._raw = tag if tag in {"script", "style"} else ""
        if tag == "script" and not any(name == "src" for name, _ in attrs):
            kinds = dict(attrs)
            self._raw = "" if kinds.get("type") == "application/json" else "script"

    def handle_data(self, data: str) -> None:
        if self._raw and MARK in data:
            self.found.append(f"in {self._raw}: {data[:60]}")

    def handle_endtag(self, tag: str) -> None:
        self._raw = ""


def smuggled(html: str) -> list[str]:
    reader = Smuggled()
    reader.feed(html)
    reader.close()
    return reader.found
