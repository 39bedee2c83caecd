"""The burgerservicenummer and its 11-proef."""


def bsn_klopt(bsn: str) -> bool:
    """Say whether nine digits pass the 11-proef (weights 9 to 2, the last digit weighs -1)."""
    if len(bsn) != 9 or not (bsn.isascii() and bsn.isdigit()) or bsn == "000000000":
        return False
    gewichten = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(g * int(c) for g, c in zip(gewichten, bsn, strict=True)) % 11 == 0
