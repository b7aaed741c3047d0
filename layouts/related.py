"""Which published figures a recommendation answers to: our pairing, by ids of both tables."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

RELATED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "S01": ("F019", "F021"),
        "S02": ("F045", "F046"),
        "S03": ("F024",),
        "S04": ("F057", "F061"),
        "S05": ("F054", "F052"),
        "S06": ("F133", "F134"),
        "S07": ("F171", "F172"),
        "S08": ("F197", "F198"),
        "S09": ("F041",),
        "S10": ("F213", "F214"),
        "S11": ("F249", "F250"),
        "S12": ("F227", "F228"),
        "S13": ("F189", "F190"),
        "S14": ("F027", "F028"),
        "S15": ("F206", "F208"),
        "L04.2": ("F067", "F068", "F069", "F070"),
        "L04.3": ("F076", "F077"),
        "L08": ("F133", "F134"),
        "L10": ("F121", "F122"),
        "N01": ("F022",),
        "N02": ("F024",),
        "N03": ("F027", "F028"),
        "N04": ("F049", "F050"),
        "N05": ("F201", "F202", "F206", "F208"),
        "N06": ("F243", "F244"),
        "N07": ("F249", "F250"),
    }
)
