"""Pictures in one style: charts of data.

Drawings are in `lib.plots.diagrams`, a module for each part; what moves is in `lib.plots.interactive`.
Each function returns a figure; as the last expression of a cell it is shown once, as SVG.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
