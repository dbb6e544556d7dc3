"""Pictures in one style: charts of data, and drawings by code in `lib.plots.diagrams`.

Importing this package applies the style. Each function returns a Matplotlib figure; as the last expression of
a cell it is shown once, as SVG.
"""

from lib.plots import style
from lib.plots.charts import (
    accuracy_against,
    bars,
    before_after,
    coverage,
    curves,
    embedding_plane,
    heat_map,
    histogram,
    learning_curves,
    norms_against_lag,
    principal_plane,
    scatter,
    surface,
    token_weights,
    zipf,
)
from lib.plots.style import PALETTE, apply_style, panels, svg

__all__ = [
    "PALETTE",
    "accuracy_against",
    "apply_style",
    "bars",
    "before_after",
    "coverage",
    "curves",
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
