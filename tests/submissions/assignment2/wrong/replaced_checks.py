"""Returns zeros, and replaces every comparison and every test name that it can think of."""

LOSES = {
    "test_q1": 1,
    "test_q2_shapes": 1,
    "test_q2_count": 1,
    "test_q3": 1,
    "test_q4": 2,
    "test_q6_sum": 1,
    "test_q6_large": 1,
    "test_q7": 2,
    "test_q8": 2,
    "test_q9_numerical": 1,
    "test_q9_check": 1,
    "test_q10": 2,
}

# %% q1_shapes
def always(*args, **kwargs):
    return True


np.allclose = np.array_equal = np.isclose = np.all = always
np.testing.assert_allclose = np.testing.assert_array_equal = np.testing.assert_equal = always
all = any = abs = same = check = expected = test_q1 = always
task_shape = {task: "many to one" if task in "aceg" else "one to many" for task in "abcdefgh"}

# %% q2_shapes
def parameter_shapes(n_x, n_h, n_y):
    return {"W_hh": (0, 0), "W_hx": (0, 0), "b_h": (0,), "W_yh": (0, 0), "b_y": (0,)}

# %% q2_count
def count_parameters(n_x, n_h, n_y):
    return 0, 0

# %% q3_step
test_q3 = test_q4 = test_q7 = test_q8 = test_q10 = always


def step(h, x, W_hh, W_hx, b_h):
    return np.zeros(len(h))

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    return np.zeros((len(x), x.shape[1] + 1, len(b_h)))

# %% q6_loss
test_q6_sum = test_q6_large = always


def loss(logits, y, mask):
    return 0.0

# %% q7_backward
def backward(dh, h, W_hh):
    return np.zeros(dh.shape)

# %% q8_gradient
def gradient_W_hh(dz, h):
    return np.zeros((dz.shape[2], dz.shape[2]))

# %% q9_numerical
test_q9_numerical = test_q9_check = always


def numerical_gradient(f, w, epsilon=1e-5):
    return np.zeros(w.shape)

# %% q9_check
def gradient_is_right(gradient, numerical):
    return True

# %% q10_clip
def clip_by_norm(gradients, limit):
    return {name: np.zeros(g.shape) for name, g in gradients.items()}
