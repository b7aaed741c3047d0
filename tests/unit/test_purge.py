"""A page carries the rules that it can use, all of them, and in their order."""

from __future__ import annotations

from web.purge import used

CSS = (
    ":root{--a:1}p{a:var(--a)}p{a:1}.b{a:2}.b .c,.d{a:3}#e:hover{a:4}.b:not(.z){a:5}:is(.y,.b){a:6}"
    "@media print{.b{a:7}.c{a:8}p{a:9}}@font-face{font-family:x}.band-3{a:10}"
    '@media screen{@supports (a:b){.b{a:11}}.q{a:12}}a[href^=".x,"]{a:13}'
)


def test_rules_stay_whose_names_occur() -> None:
    kept = used(CSS, '<p class="b">')
    for number in (1, 2, 5, 6, 7, 9, 11, 13):
        assert f"a:{number}}}" in kept
    for number in (3, 4, 8, 10, 12):
        assert f"a:{number}}}" not in kept
    assert kept.startswith(":root{--a:1}p{a:var(--a)}p{a:1}")
    assert "@font-face{font-family:x}" in kept
    assert "@media print{.b{a:7}p{a:9}}" in kept
    assert kept.count("{") == kept.count("}")


def test_one_selector_of_several_stays() -> None:
    assert ".d{a:3}" in used(CSS, '<i id="f" class="d">')
    assert ".b .c" not in used(CSS, '<i class="d">')


def test_what_a_script_may_set_is_there() -> None:
    assert "#e:hover" in used(CSS, "<script>x.id='e'</script>")
    assert ".band-3" in used(CSS, "<script>'band-' + n</script>")
    assert ".q" in used(CSS, '<script type="application/json">{"c":"q*3|b"}</script>')


def test_everything_used_is_everything() -> None:
    html = '<p id="e" class="b c d z y band-3 q">'
    flat = CSS[: CSS.index("@media screen")]
    assert used(flat, html) == flat


def test_variables_stay_that_something_asks_for() -> None:
    css = (
        ":root{--a:1;--b:var(--c);--c:2;--d:3;--e:4;--f:var(--g);--g:5}"
        "@media print{:root{--a:6;--d:7;--b:8}}p{x:var(--b)}.q{x:var(--g)}"
    )
    html = '<p style="y:var(--e)"><script>get("--d")</script>'
    assert used(css, html) == (
        ":root{--b:var(--c);--c:2;--d:3;--e:4;}@media print{:root{--d:7;--b:8}}p{x:var(--b)}"
    )
    assert "--g:5" in used(css, html + '<i class="q">')
