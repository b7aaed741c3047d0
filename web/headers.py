"""Security headers: what a browser may do with our pages."""

from __future__ import annotations

from collections.abc import Mapping

from layouts.settings import Settings
from web.bundle import Bundle


def security_headers(bundle: Bundle, settings: Settings) -> Mapping[str, str]:
    """Headers for every answer; a site whose public address is https asks for nothing else.

    `style-src` needs 'unsafe-inline': Plotly and React set style attributes, and the page's own
    style stands in its head. Scripts run from our origin or by hash only, never by eval.
    """
    hashes = " ".join(script.csp for script in bundle.inline.values())
    policy = {
        "default-src": "'none'",
        "script-src": f"'self' {hashes}".strip(),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    secure = {"Strict-Transport-Security": "max-age=31536000"}
    return {
        **(secure if settings.public_url.startswith("https://") else {}),
        "Content-Security-Policy": "; ".join(f"{k} {v}" for k, v in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(self), browsing-topics=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
