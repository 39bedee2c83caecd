"""Make the subset of Noto Sans Ethiopic in resources/lettertypen/ anew.

    npm pack @expo-google-fonts/noto-sans-ethiopic@0.4.2
    tar xzf expo-google-fonts-noto-sans-ethiopic-0.4.2.tgz
    pip install fonttools==4.68.0
    python installer/lettertype_ethiopic.py package

Kept are the Ge'ez syllables of the languages of Eritrea and northern Ethiopia, and the Latin letters,
digits and signs of a Dutch name or amount, so that a line is set in one font. Hinting is left out: it is
for old screens. The licence (OFL 1.1, without a reserved font name, so that a subset may keep its name)
comes along.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from fontTools import subset

BLOKKEN = (
    (0x0020, 0x007E), (0x00A0, 0x017F),  # Latin, as in the names of Dutch residents
    (0x0300, 0x036F), (0x2000, 0x206F), (0x20AC, 0x20AC),  # accents, dashes and spaces, the euro
    (0x1200, 0x139F),  # Tigrinya, Tigre, Bilen and Amharic
)  # fmt: skip
BRONNEN = {
    "400Regular/NotoSansEthiopic_400Regular.ttf": "NotoSansEthiopic-Regular.ttf",
    "700Bold/NotoSansEthiopic_700Bold.ttf": "NotoSansEthiopic-Bold.ttf",
}
DOEL = Path(__file__).resolve().parent.parent / "resources" / "lettertypen"


def maak(bron: Path, doel: Path) -> None:
    """Write the subset of one font."""
    opties = subset.Options(hinting=False, notdef_outline=True, name_IDs=["*"], recalc_timestamp=False)
    font = subset.load_font(str(bron), opties)
    kiezer = subset.Subsetter(opties)
    kiezer.populate(unicodes=[teken for van, tot in BLOKKEN for teken in range(van, tot + 1)])
    kiezer.subset(font)
    subset.save_font(font, str(doel), opties)


def main(pakket: Path) -> None:
    """Write both fonts and their licence from an unpacked npm package."""
    for bron, doel in BRONNEN.items():
        maak(pakket / bron, DOEL / doel)
    shutil.copyfile(pakket / "LICENSE_FONT", DOEL / "OFL-NotoSansEthiopic.txt")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
