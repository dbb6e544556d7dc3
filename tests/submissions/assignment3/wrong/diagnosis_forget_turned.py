"""Reads the forget gate the other way round: 1 for forgetting."""

LOSES = {"test_q9": 1.5}

# %% q9_diagnosis
diagnosis = {
    "a": "i at 0",
    "b": "o at 0",
    "c": "none",
    "d": "f at 1",
    "e": "f at 0",
    "f": "i at 1",
    "g": "f at 0",
    "h": "o at 1",
}
