"""The prints: letters by ReportLab, overviews by Typst, one set of tokens and fonts."""
