"""One answer for all machines."""

LOSES = {"test_q9": 2}

# %% q9_diagnosis
diagnosis = {
    "a": "f at 1",
    "b": "f at 1",
    "c": "f at 1",
    "d": "f at 1",
    "e": "f at 1",
    "f": "f at 1",
    "g": "f at 1",
    "h": "f at 1",
}
