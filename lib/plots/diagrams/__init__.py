"""Drawings by code, one function each, made of the shapes in `lib.plots.canvas`.

None of them needs data; a few take the numbers that are written in them.
"""

from lib.plots.diagrams.course import course_map
from lib.plots.diagrams.recurrent import (
    bidirectional,
    computational_graph,
    elman_jordan,
    fixed_window_network,
    last_or_all_states,
    stacked_weights,
    task_shapes,
    three_axes,
    truncated_bptt,
    unrolled_rnn,
)
from lib.plots.diagrams.text import (
    averaging,
    bucketing,
    flatten_and_classify,
    one_hot_lookup,
    padding_and_mask,
    person_as_vector,
    text_to_ids,
)

__all__ = [
    "averaging",
    "bidirectional",
    "bucketing",
    "computational_graph",
    "course_map",
    "elman_jordan",
    "fixed_window_network",
    "flatten_and_classify",
    "last_or_all_states",
    "one_hot_lookup",
    "padding_and_mask",
    "person_as_vector",
    "stacked_weights",
    "task_shapes",
    "text_to_ids",
    "three_axes",
    "truncated_bptt",
    "unrolled_rnn",
]
