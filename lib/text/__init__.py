"""From text to arrays: tokens, dictionary, ids, padded batches, in plain Python and NumPy."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
