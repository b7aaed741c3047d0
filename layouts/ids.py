"""Ids of live components and of elements that scripts and tests rely on."""

from __future__ import annotations

PILLAR_DOTS = "profile-pillars-dots"
PILLAR_RADAR = "profile-pillars-radar"
PILLAR_TABLE = "profile-pillars-table"
PILLAR_AGAINST = "profile-pillars-against"
QUADRANT = "ministries-quadrant"
QUADRANT_BAND = "ministries-band"
QUADRANT_ARROWS = "ministries-arrows"
QUADRANT_NEAR = "ministries-near"
QUADRANT_DEPARTMENTS = "ministries-departments"
COMPARE_DOTS = "compare-dots"
COMPARE_RADAR = "compare-radar"

MAP_DATA = "map-data"
