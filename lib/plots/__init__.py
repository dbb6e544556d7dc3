"""Pictures in one style: charts of data, and drawings by code in `lib.plots.diagrams`.

Importing this package applies the style. Each function returns a Matplotlib figure; as the last expression of
a cell it is shown once, as SVG.
"""

from lib.plots import diagrams, style
from lib.plots.charts import (
    accuracy_against,
    bars,
    coverage,
    curves,
    histogram,
    learning_curves,
    norms_against_lag,
    zipf,
)
from lib.plots.grids import heat_map, surface
from lib.plots.style import PALETTE, apply_style, panels, svg
from lib.plots.words import before_after, embedding_plane, principal_plane, scatter, token_weights

__all__ = [
    "PALETTE",
    "accuracy_against",
    "apply_style",
    "bars",
    "before_after",
    "coverage",
    "curves",
    "diagrams",
    "embedding_plane",
    "heat_map",
    "histogram",
    "learning_curves",
    "norms_against_lag",
    "panels",
    "principal_plane",
    "scatter",
    "style",
    "surface",
    "svg",
    "token_weights",
    "zipf",
]

apply_style()
