"""Takes every task with many inputs and many outputs for an aligned one."""

LOSES = {"test_q1": 0.25}

# %% q1_shapes
task_shape = {"a": "many to many, aligned", "b": "many to one", "c": "one to many", "d": "many to many, aligned"}
task_shape |= {"e": "one to one", "f": "many to many, aligned", "g": "many to many, aligned", "h": "many to one"}
