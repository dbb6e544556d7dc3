"""The biases are columns, which turns a batch of rows into a square."""

LOSES = {"test_q2_shapes": 1}

# %% q2_shapes
def parameter_shapes(n_x, n_h, n_y):
    return {"W_hh": (n_h, n_h), "W_hx": (n_h, n_x), "b_h": (n_h, 1), "W_yh": (n_y, n_h), "b_y": (n_y, 1)}
