"""Looks at h only: two machines that show the same are held for the same."""

LOSES = {"test_q9": 1}

# %% q9_diagnosis
diagnosis = {
    "a": "o at 0",
    "b": "o at 0",
    "c": "none",
    "d": "none",
    "e": "f at 1",
    "f": "i at 1",
    "g": "f at 1",
    "h": "o at 1",
}
