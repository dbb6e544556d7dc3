"""Small language models of characters that were trained before, and lie beside this file.

Each is one JSON file: what it was trained on, how well it predicts text it has not seen, its vocabulary, and
its weights. A web page can read it as well as Python; the weights are half-precision numbers, which both hold
exactly. `python -m experiments.trained` makes the files anew.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
