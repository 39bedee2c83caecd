"""Turn a file that is right into one that is not quite: bytes, words of its language, and whole values."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

#: What parsers stumble on, whatever they read.
WOORDEN = tuple(
    woord.encode("utf-8", "surrogatepass")
    for woord in (
        "", "\0", "\ufeff", "\ud800", "١٢٣", "é" * 3, "\u2028", "\r", "\n", "\t", '"', "'", '"""', "\\",
        "\\u0000", "{", "}", "[" * 60, "]" * 60, "{}", "[[]]", "(" * 120, ")" * 120, "{0.a}",
        "null", "true", "NaN", "Infinity", "-0", "-1", "0", "1e999", "9" * 400, "9" * 5000, "0.1", "0x10",
        "1_000", "0000-00-00", "9999-12-31", "10000-01-01", "2026-02-29", "1964EZ", "999990019",
        ",", ";", "=", "#", "%", "%s", "not not ", "1 if 1 else 1", "a.b.c", "__import__", "a = 1\n",
        "[a]\n", "[[a]]\n", "a.b.c.d = 1\n", "../../x", "<<", ">>", "endobj", "stream", "1 0 R",
        "nplurals=99999999;", "plural=n**n**n;", "msgid ", "msgstr[9] ", "#~ ", "#| msgid ",
    )
)  # fmt: skip


@st.composite
def bytes_van(draw: st.DrawFn, zaden: Sequence[bytes]) -> bytes:
    """Draw one of the files with some places changed: a byte, a word, a piece doubled, moved or gone."""
    inhoud = draw(st.sampled_from(zaden))
    for _ in range(draw(st.integers(1, 5))):
        begin = draw(st.integers(0, len(inhoud)))
        eind = min(len(inhoud), begin + draw(st.sampled_from((0, 1, 1, 4, 20, 200, 5000))))
        nieuw = draw(
            st.one_of(
                st.sampled_from(WOORDEN), st.binary(max_size=4), st.just(inhoud[begin:eind] * 2),
                st.just(inhoud[: eind - begin]),
            )
        )  # fmt: skip
        inhoud = inhoud[:begin] + nieuw + inhoud[eind:]
    return inhoud


#: Values of JSON of every kind, also such as no person types.
JSON = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8),
        st.sampled_from((10**400, -1, "", "1" * 5000, "9" * 30 + ".00", "9999-12-31", "0001-01-01")),
    ),
    lambda deel: st.one_of(
        st.lists(deel, max_size=3), st.dictionaries(st.text(max_size=5) | st.just("id"), deel, max_size=3)
    ),
    max_leaves=6,
)  # fmt: skip


@st.composite
def document_van(draw: st.DrawFn, zaden: Sequence[Any]) -> Any:
    """Draw one of the documents with some values replaced, doubled or taken out."""
    document = copy.deepcopy(draw(st.sampled_from(zaden)))
    for _ in range(draw(st.integers(1, 4))):
        houder, sleutel = draw(st.sampled_from(_plekken(document)))
        if draw(st.integers(0, 4)) == 0:
            del houder[sleutel]
        elif isinstance(houder, list) and draw(st.booleans()):
            houder.append(copy.deepcopy(houder[sleutel]))
        else:
            houder[sleutel] = draw(JSON)
        if not _plekken(document):
            break
    return document


def _plekken(deel: Any) -> list[tuple[Any, Any]]:
    sleutels = deel if isinstance(deel, dict) else range(len(deel)) if isinstance(deel, list) else ()
    return [p for sleutel in sleutels for p in ((deel, sleutel), *_plekken(deel[sleutel]))]
