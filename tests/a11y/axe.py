"""axe-core in a page, under the page's own content security policy."""

from __future__ import annotations

from functools import cache

from playwright.sync_api import Page

from tests.rig import ROOT

SOURCE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """tags => axe.run(document, {
  runOnly: { type: "tag", values: tags },
  rules: { "target-size": { enabled: true } },
  resultTypes: ["violations"],
}).then(result => result.violations.flatMap(v => v.nodes.map(n =>
  `${v.id}: ${n.target.join(" ")}: ${(n.any[0] || n.all[0] || n.none[0] || {}).message}`)))"""


@cache
def source() -> str:
    return SOURCE.read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """Every violation as rule, element and reason.

    The script comes through the browser's debugger, which the policy does not bind; the page
    itself goes on under its policy.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(source())
    # Colours that are still on their way would be judged half-way.
    page.evaluate("Promise.all(document.getAnimations().map(a => a.finished.catch(() => null)))")
    return list(page.evaluate(RUN, TAGS))
