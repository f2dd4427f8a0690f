"""Numbers that a workbook gives back as they were."""


class Exact(float):
    """Written with all the digits that the number is read from; xlsxwriter writes 16, which may be too few."""

    def __format__(self, _wanted: str) -> str:
        return repr(float(self)).removesuffix(".0")
