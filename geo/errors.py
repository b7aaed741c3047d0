"""What can go wrong between a boundary file and the map, in words an operator can act on."""


class GeoError(Exception):
    """A fault in a boundary file or in the built shapes; the message says what to do."""


class BoundaryFileError(GeoError):
    """A boundary file that cannot be used; every fault found is listed.

    Attributes:
        faults: One sentence for each fault, in the order found.
    """

    def __init__(self, faults: tuple[str, ...]) -> None:
        """Keep the faults and join them into the message."""
        self.faults = faults
        super().__init__("\n".join(faults))


class ShapesMissingError(GeoError):
    """No complete set of built shapes stands in the directory asked for."""
