/**
 * A GRU that reads one-hot vectors, one at a time, as `keras.layers.GRU` does, and the softmax after it.
 *
 * @typedef {object} Distribution
 * @property {Float64Array} plain Probabilities of the model itself, `(v,)`.
 * @property {Float64Array} drawn Probabilities after temperature and top-k, `(v,)`.
 * @property {number[]} order Ids, the most probable first; of equal ones the lowest id first.
 */

/** The numbers of a half-precision array, little-endian, that was written as base64. */
export function fromHalf(base64) {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const halves = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length / 2 }, (_, i) => {
    const half = halves.getUint16(2 * i, true);
    const exponent = (half >> 10) & 31;
    const fraction = half & 1023;
    const size = exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25);
    return half >> 15 ? -size : size;
  });
}

const sigmoid = (x) => 1 / (1 + Math.exp(-x));

export class Gru {
  /** @param {{characters: string, units: number, mark: number | null, weights: string}} file */
  constructor(file) {
    this.characters = [...file.characters];
    this.v = this.characters.length;
    this.units = file.units;
    this.mark = file.mark;
    const numbers = fromHalf(file.weights);
    const gates = 3 * this.units;
    let from = 0;
    const take = (size) => {
      from += size;
      return numbers.subarray(from - size, from);
    };
    this.kernel = take(this.v * gates); // (v, 3 n_h): z, r, candidate
    this.recurrent = take(this.units * gates); // (n_h, 3 n_h)
    this.inputBias = take(gates);
    this.recurrentBias = take(gates);
    this.output = take(this.units * this.v); // (n_h, v)
    this.outputBias = take(this.v);
    if (from !== numbers.length) throw new Error(`${numbers.length} weights, and ${from} are needed`);
  }

  /** The state before the first character, `(n_h,)`. */
  start() {
    return new Float64Array(this.units);
  }

  /** The state after one more character; the old one stays as it is. */
  step(id, old) {
    const { units, kernel, recurrent, inputBias } = this;
    const gates = 3 * units;
    const fromState = Float64Array.from(this.recurrentBias); // (3 n_h,)
    for (let i = 0; i < units; i++) {
      const value = old[i];
      const row = i * gates;
      for (let j = 0; j < gates; j++) fromState[j] += value * recurrent[row + j];
    }
    const input = (j) => kernel[id * gates + j] + inputBias[j];
    const state = new Float64Array(units);
    for (let i = 0; i < units; i++) {
      const [z, r, c] = [i, units + i, 2 * units + i];
      const update = sigmoid(input(z) + fromState[z]);
      const reset = sigmoid(input(r) + fromState[r]);
      const candidate = Math.tanh(input(c) + reset * fromState[c]);
      state[i] = update * old[i] + (1 - update) * candidate;
    }
    return state;
  }

  /** Scores of the next character, `(v,)`. */
  logits(state) {
    const scores = Float64Array.from(this.outputBias);
    for (let i = 0; i < this.units; i++) {
      for (let j = 0; j < this.v; j++) scores[j] += state[i] * this.output[i * this.v + j];
    }
    return scores;
  }

  /** @returns {Distribution} What may come after a state. */
  distribution(state, temperature, k) {
    const logits = this.logits(state);
    const order = [...logits.keys()].sort((a, b) => logits[b] - logits[a]); // stable
    const kept = temperature === 0 ? 1 : Math.min(k, this.v);
    const allowed = new Set(order.slice(0, kept));
    const largest = logits[order[0]];
    const share = (weight) => {
      const weights = logits.map((score, id) => weight(score - largest, id));
      const sum = weights.reduce((a, b) => a + b, 0);
      return weights.map((one) => one / sum);
    };
    const sharpen = temperature === 0 ? () => 1 : (score) => Math.exp(score / temperature);
    return {
      plain: share(Math.exp),
      drawn: share((score, id) => (allowed.has(id) ? sharpen(score) : 0)),
      order,
    };
  }
}

/** Random numbers from 0 to 1, 1 left out: the same for the same seed (the generator "mulberry32"). */
export function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The id in whose piece of the interval from 0 to 1 the point lies; an empty piece holds no point. */
export function draw(probabilities, point) {
  let end = 0;
  let last = 0;
  for (let id = 0; id < probabilities.length; id++) {
    if (probabilities[id] === 0) continue;
    last = id;
    end += probabilities[id];
    if (point < end) return id;
  }
  return last; // rounding left a gap before 1
}
