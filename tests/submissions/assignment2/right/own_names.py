"""Variables of the student's own that carry the names of tests, of their helpers and of built-in functions."""

# %% q1_shapes
task_shape = dict(
    zip(
        "hgfedcba",
        [
            "many to one",
            "many to many, not aligned",
            "many to many, aligned",
            "one to one",
            "many to many, not aligned",
            "one to many",
            "many to one",
            "many to many, aligned",
        ],
    )
)
test_q1 = test_q4 = checks = points = answer = task = five_shapes = hidden_tests = "my notes"
example_x, example_weights, hidden_tests_of_length, hidden_test_of_many_steps = 1, 2, 3, 4

# %% q4_forward
def simple_rnn(states, inputs, weights):  # called as a module that hidden tests import
    return np.tanh(states @ weights.T + inputs)


def forward(x, h_0, W_hh, W_hx, b_h):
    states = [h_0]
    for inputs in np.moveaxis(x, 1, 0):
        states.append(simple_rnn(states[-1], inputs @ W_hx.T + b_h, W_hh))
    return np.stack(states, axis=1)

# %% q6_loss
def cross_entropy(z, true):  # this one too
    z = z - z.max(axis=1, keepdims=True)
    return np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(z)), true]


def loss(logits, y, mask):
    return cross_entropy(logits[mask], y[mask]).sum() if mask.any() else 0.0

# %% q10_clip
list, max, min, sum, input, id, type, abs, all, any = "a", "b", "c", "d", "e", "f", "g", "h", "i", "j"
dict = tuple = set = filter = str = float = int = bool = sorted = "shadowed"


def clip_by_norm(gradients, limit):
    squares = 0
    for gradient in gradients.values():
        squares = squares + np.sum(gradient * gradient)
    if squares <= limit * limit:
        return {**gradients}
    return {name: gradient / np.sqrt(squares) * limit for name, gradient in gradients.items()}
