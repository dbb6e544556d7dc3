"""Right, in words of its own."""

LOSES = {"test_q9": 2}

# %% q9_diagnosis
diagnosis = {
    "a": "input gate closed",
    "b": "o at 0",
    "c": "healthy",
    "d": "f at 0",
    "e": "forget gate open",
    "f": "i at 1",
    "g": "forget gate open",
    "h": "o at 1",
}
