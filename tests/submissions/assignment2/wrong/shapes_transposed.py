"""The shapes of the transposes, as Keras keeps them."""

LOSES = {"test_q2_shapes": 1}

# %% q2_shapes
def parameter_shapes(n_x, n_h, n_y):
    return {"W_hh": (n_h, n_h), "W_hx": (n_x, n_h), "b_h": (n_h,), "W_yh": (n_h, n_y), "b_y": (n_y,)}
