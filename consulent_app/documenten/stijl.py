"""The tokens of everything on paper: colours, sizes in points, distances in millimetres."""

INKT = "#1A2129"
INKT_ZACHT = "#4A5663"
LIJN = "#7D8894"
LIJN_ZACHT = "#D3D9E0"
MERK = "#154273"
MERK_VLAK = "#E3ECF5"
# Light enough to read 10-point text through it (the text keeps more than 12:1), dark enough to
# survive a copying machine.
WATERMERK = "#E4E8ED"

GEWOON, VET, CURSIEF = "NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic"
#: The families that the overview falls back on, for names in another script than its own.
FAMILIES = ("Noto Sans", "Vazirmatn", "Noto Sans Ethiopic")
BESTANDEN = {naam: f"{naam}.ttf" for naam in (GEWOON, VET, CURSIEF)}

TEKST, KLEIN, TUSSENKOP, KOP = 10, 8, 11.5, 15

# The Dutch window of a C5/6 envelope on the left: the address starts 33 mm from the edge and 50 mm
# from the top, and is 83 mm wide; the text stands under it and is 144 mm wide.
VENSTER_LINKS, VENSTER_BOVEN, VENSTER_BREED, VENSTER_HOOG = 33, 50, 83, 32
MARGE_LINKS, TEKST_BREED, MARGE_ONDER = 33, 144, 27
