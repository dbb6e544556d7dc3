"""Where text comes from: a mirror, downloads, or the embedded corpora.

A loader looks in three places, in this order, and prints one line that says which it used:

1. the folder that the environment variable `COURSE_DATA` names (a school's offline mirror);
2. what `python -m lib.datasets NAME` downloaded from the publisher;
3. the embedded corpora, which need no network.

`corpus="real"` insists on 1 or 2, `corpus="embedded"` on 3. Nothing here downloads by itself: a reader asks
for it, in a notebook in Colab with `!python -m lib.datasets imdb`.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
