"""The tokens of every print, in any house style: colours, sizes in points, distances in millimetres."""

INKT = "#1A2129"
INKT_ZACHT = "#4A5663"
LIJN = "#7D8894"
LIJN_ZACHT = "#D3D9E0"
# Light enough to read 10-point text through it (the text keeps more than 12:1), dark enough to
# survive a copying machine.
WATERMERK = "#E4E8ED"

GEWOON, VET, CURSIEF = "NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic"
#: The families that the overview falls back on, for names in another script than its own.
FAMILIES = ("Noto Sans", "Vazirmatn", "Noto Sans Ethiopic")
BESTANDEN = {naam: f"{naam}.ttf" for naam in (GEWOON, VET, CURSIEF)}

TEKST, KLEIN, TUSSENKOP, KOP = 10, 8, 11.5, 15

# The text stands under the window of the Dutch letter and is 144 mm wide.
MARGE_LINKS, TEKST_BREED, MARGE_ONDER = 33, 144, 27
