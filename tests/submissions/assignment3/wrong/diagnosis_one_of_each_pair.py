"""One machine of each pair is right."""

LOSES = {"test_q9": 2}

# %% q9_diagnosis
diagnosis = {
    "a": "i at 0",
    "b": "i at 0",
    "c": "none",
    "d": "none",
    "e": "f at 1",
    "f": "f at 1",
    "g": "f at 1",
    "h": "f at 1",
}
