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
test_q1 = test_q4 = test_q6_sum = test_q6_large = "my notes"
same, check, expected, got, call, before, given, arrays = 1, 2, 3, 4, 5, 6, 7, 8
shapes, wrong, changed, bilinear, Mapping, numbers, close = 1, 2, 3, 4, 5, 6, 7

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
