"""Right, but in words that are not in the list."""

LOSES = {"test_q1": 1}

# %% q1_shapes
task_shape = {"a": "many-to-many", "b": "many-to-one", "c": "one-to-many", "d": "seq2seq"}
task_shape |= {"e": "one-to-one", "f": "many-to-many", "g": "seq2seq", "h": "many-to-one"}
