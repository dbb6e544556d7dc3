"""Mistakes in several questions.

spans_i_continues_closed: An I- after another kind's I- goes back to the name before.
scores_counter: counts spans over all sentences, without which sentence.
"""

LOSES = {"test_q8": 1, "test_q9": 2}

# %% q8_spans
def spans(tags):
    found, last = [], {}
    for t, tag in enumerate(tags):
        mark, _, kind = tag.partition("-")
        if mark == "O":
            last = {}
        elif mark == "I" and kind in last:
            i = last[kind]
            found[i] = (kind, found[i][1], t + 1)
        else:
            last[kind] = len(found)
            found.append((kind, t, t + 1))
    return found

# %% q9_scores
def entity_scores(true, predicted):
    from collections import Counter

    t, p = (Counter(span for row in rows for span in row) for rows in (true, predicted))
    found = (t & p).total()
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
