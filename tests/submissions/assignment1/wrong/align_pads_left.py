"""Pads on the left, the default of `keras.utils.pad_sequences`."""

LOSES = {"test_q5_ids": 1.5, "test_q5_mask": 1.5}

# %% q5_align
import keras


def align(sequences, length):
    ids = keras.utils.pad_sequences(sequences, maxlen=length)
    return ids, ids != 0
