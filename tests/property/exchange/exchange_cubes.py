"""Random small cubes over random structures, with every sign."""

import numpy as np
from hypothesis import strategies as st

from amargah.statcore.cubes import Cube
from amargah.statcore.labels import Label
from amargah.statcore.signs import MEANINGS
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure

words = st.text(st.sampled_from("ابپتجمعیت شهرستانABcd =+-@,\"'<&>۱۲3\u200c"), min_size=1, max_size=12).map(
    lambda text: f"{text}".strip() or "برچسب"
)
labels = st.builds(Label, words, words)
ids = st.text(st.sampled_from("ABCDXYZ0123456789_"), min_size=1, max_size=5)


@st.composite
def dimensions(draw, name, role):
    codes = draw(st.lists(ids, min_size=1, max_size=4, unique=True))
    label = draw(labels)
    return Dimension(name, label, Codelist(f"CL_{name}", label, tuple(Code(c, draw(labels)) for c in codes)), role)


@st.composite
def structures(draw):
    names = [f"D{n}" for n in range(draw(st.integers(1, 3)))]
    others = tuple(draw(dimensions(name, draw(st.sampled_from([Role.OTHER, Role.GEO])))) for name in names)
    axes = draw(st.permutations((*others, draw(dimensions("TIME", Role.TIME)))))
    return Structure("S", draw(labels), tuple(axes), Measure(draw(labels), draw(labels), draw(st.integers(0, 3))))


@st.composite
def cubes(draw):
    structure = draw(structures())
    decimals = structure.measure.decimals
    numbers = st.integers(-(10**9), 10**9).map(lambda n: round(n / 10**decimals, decimals) + 0.0)
    signs = draw(st.lists(st.sampled_from(MEANINGS), min_size=structure.size, max_size=structure.size))
    absent = draw(st.lists(st.booleans(), min_size=structure.size, max_size=structure.size))
    values = [
        np.nan if meaning.replaces or (gone and meaning.sign == 0) else draw(numbers)
        for meaning, gone in zip(signs, absent, strict=True)
    ]
    return Cube(
        structure,
        np.array(values, np.float64).reshape(structure.shape),
        np.array([meaning.sign for meaning in signs], np.uint8).reshape(structure.shape),
        np.zeros(structure.shape, np.uint16),
    )
