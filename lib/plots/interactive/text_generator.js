import { draw, Gru, randomNumbers } from "./gru.js";

const SHOWN = { " ": "space", "\n": "new line" };
const PAUSE = 33; // milliseconds between two characters, so that bars can be watched
const SPOKEN = 1200; // and at least between two announcements to a screen reader
const LONGEST = 40; // a name that has not ended by then is cut off

const named = (character) => SHOWN[character] ?? `“${character}”`;
const visible = (text) => text.replaceAll("\n", "↵");
const percent = (p) => (p > 0 && p < 0.0005 ? "<0.1%" : `${(100 * p).toFixed(1)}%`);

/** What the page knows of models that were loaded, by name. */
function loaded() {
  globalThis.trainedModels ??= {};
  return globalThis.trainedModels;
}

/** The file of the model: it is in the page, or a script of the site holds it, which a page from disk may load, too. */
function load(element) {
  const name = element.dataset.model;
  if (element.textContent.trim()) return Promise.resolve(JSON.parse(element.textContent));
  if (loaded()[name]) return Promise.resolve(loaded()[name]);
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = element.dataset.src;
    script.addEventListener("load", () => resolve(loaded()[name]));
    script.addEventListener("error", () => {
      script.remove();
      reject(new Error(`The model could not be loaded from ${element.dataset.src}.`));
    });
    document.head.append(script);
  });
}

/** A number that was typed; null where nothing was, NaN where it is none. */
function typed(input) {
  if (input.validity.badInput) return Number.NaN;
  return input.value.trim() === "" ? null : Number(input.value);
}

const isWhole = (number, least, most) => Number.isInteger(number) && number >= least && number <= most;
const list = (items) => items.join(", ").replace(/, ([^,]*)$/, " and $1");

/** What is wrong with the settings, by the name of the part. */
function problems(model, data, parts) {
  const found = {};
  const text = parts.seed.value;
  const mark = model.mark === null ? null : model.characters[model.mark];
  const unknown = new Set([...text].filter((c) => c === mark || !model.characters.includes(c)));
  if (unknown.size > 0) {
    const them = unknown.size === 1 ? "it" : "them";
    found.seed = `The model has never seen ${list([...unknown].map(named))}: take ${them} out. It knows ${data.known}.`;
  } else if (text === "" && mark === null) {
    found.seed = "Type at least one character to begin with: the model says what follows a text.";
  } else if (text.length > data.longest) {
    found.seed = `Begin with at most ${data.longest} characters; these are ${text.length}.`;
  }
  const temperature = typed(parts.temperature);
  if (temperature === null || !(temperature >= 0)) {
    found.temperature = "The temperature must be a number of at least 0.";
  }
  const k = typed(parts.k);
  if (k !== null && !isWhole(k, 1, Number.MAX_SAFE_INTEGER)) {
    found.k = "Top-k must be a whole number of at least 1; leave it empty to allow all characters.";
  }
  if (!isWhole(typed(parts.length), 1, data.most)) {
    found.length = `Ask for 1 to ${data.most} ${data.unit}.`;
  }
  if (!isWhole(typed(parts.random), 0, 2 ** 32 - 1)) {
    found.random = "The random seed must be a whole number from 0 to 4294967295.";
  }
  return found;
}

/** Loads the model when asked to; then the text, the bars and the strip follow the controls. */
export function start({ box, data, calm, parts }) {
  const rows = [...box.querySelectorAll(".likely")];
  const cells = [...box.querySelectorAll(".state rect")];
  let model = null;
  let run = null; // the text as far as it goes
  let timer = null;
  const voice = { waiting: "", last: 0 };
  parts.seed.value = data.seed;

  const temperature = () => typed(parts.temperature);
  const most = () => typed(parts.k) ?? model.v;
  const distribution = () => model.distribution(run.state, temperature(), most());

  // --- Drawing ---

  function drawBars({ plain, drawn, order }) {
    const rest = (p) => order.slice(rows.length - 1).reduce((sum, id) => sum + p[id], 0);
    rows.forEach((row, i) => {
      const last = i === rows.length - 1;
      const [before, after] = last ? [rest(plain), rest(drawn)] : [plain[order[i]], drawn[order[i]]];
      const [name, bar, ghost, number] = row.children;
      name.textContent = last ? "all others" : shortName(order[i]);
      ghost.setAttribute("width", (before * data.width).toFixed(2));
      bar.setAttribute("width", (after * data.width).toFixed(2));
      number.textContent = percent(after);
    });
  }

  function drawState(state) {
    cells.forEach((cell, i) => {
      cell.setAttribute("class", state[i] < 0 ? "n" : "");
      cell.setAttribute("opacity", Math.abs(state[i]).toFixed(2));
    });
  }

  const shortName = (id) =>
    id === model.mark ? "end" : (SHOWN[model.characters[id]] ?? model.characters[id]);
  const fullName = (id) => (id === model.mark ? "the end" : named(model.characters[id]));

  function show() {
    if (run === null) return;
    drawBars(distribution());
    drawState(run.state);
    parts.tail.textContent = visible(run.tail).slice(-data.tail);
  }

  function describe() {
    const { drawn, order } = distribution();
    const likely = order.slice(0, 3).filter((id) => drawn[id] > 0);
    const said = list(likely.map((id) => `${fullName(id)} ${percent(drawn[id])}`));
    const where = run.tail === "" ? "At the beginning" : `After “${visible(run.tail).slice(-data.tail)}”`;
    let note = "";
    if (temperature() === 0) note = " At temperature 0 the most probable character is always taken.";
    else if (most() > model.v) note = ` There are only ${model.v} characters: all may come.`;
    parts.reading.textContent = `${where} the next character is ${said}.${note}`;
  }

  // --- A screen reader hears words, not characters ---

  function say(character) {
    voice.waiting += character;
    if (/\s/.test(character) && performance.now() - voice.last >= SPOKEN) speak();
  }

  function speak() {
    parts.spoken.textContent = voice.waiting;
    voice.waiting = "";
    voice.last = performance.now();
  }

  // --- Text ---

  /** Begins the text anew: reads what it begins with. */
  function begin() {
    let state = model.start();
    if (model.mark !== null) state = model.step(model.mark, state);
    for (const c of parts.seed.value) state = model.step(model.characters.indexOf(c), state);
    run = {
      first: state,
      state,
      tail: parts.seed.value,
      left: typed(parts.length),
      random: randomNumbers(typed(parts.random)),
    };
    parts.given.textContent = parts.seed.value;
    parts.written.textContent = "";
    voice.waiting = "";
  }

  /** Draws one character and reads it. */
  function next() {
    const id = draw(distribution().drawn, run.random());
    const ends = id === model.mark;
    if (!ends) {
      const character = model.characters[id];
      append(character);
      run.tail += character;
      run.state = model.step(id, run.state);
    }
    if (model.mark === null) run.left -= 1;
    else if (ends || run.tail.length >= LONGEST) nextName(ends);
  }

  function nextName(ends) {
    run.left -= 1;
    run.state = run.first;
    run.tail = parts.seed.value;
    append(`${ends ? "" : "…"}\n${run.left > 0 ? run.tail : ""}`);
  }

  function append(text) {
    parts.written.append(text);
    for (const character of text) say(character);
    parts.text.scrollTop = parts.text.scrollHeight;
  }

  // --- Controls ---

  /** Whether all settings are right; if not, says what is wrong, and goes there if asked to. */
  function check(go = false) {
    const found = problems(model, data, parts);
    for (const name of ["seed", "temperature", "k", "length", "random"]) {
      const wrong = name in found;
      parts[name].toggleAttribute("aria-invalid", wrong);
      if (wrong) parts[name].setAttribute("aria-invalid", "true");
    }
    const message = Object.values(found).join(" ");
    if (parts.problem.textContent !== message) parts.problem.textContent = message;
    if (message && go) parts[Object.keys(found)[0]].focus();
    return message === "";
  }

  function stop() {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    parts.generate.textContent = "Generate";
    speak();
  }

  function finish() {
    stop();
    parts.written.normalize();
    show();
    describe();
  }

  function tick() {
    // Where nothing may move, the whole text comes at once; in pieces, so that it can be stopped.
    const pieces = calm ? 50 : 1;
    for (let i = 0; i < pieces && run.left > 0; i++) next();
    if (run.left <= 0) return finish();
    if (!calm) show();
    timer = setTimeout(tick, calm ? 0 : PAUSE);
  }

  parts.generate.addEventListener("click", () => {
    if (timer !== null) return finish();
    if (!check(true)) return;
    begin();
    parts.generate.textContent = "Stop";
    timer = setTimeout(tick, 0);
  });

  parts.one.addEventListener("click", () => {
    stop();
    if (!check(true)) return;
    if (run === null) begin();
    next();
    if (run.left <= 0) run.left = 1; // by hand it goes on as long as one likes
    speak();
    finish();
  });

  /** The text begins anew. */
  function anew() {
    stop();
    run = null;
    if (!check()) return;
    begin();
    finish();
  }

  /** The text stays, what may come next is another. */
  function other() {
    if (!check()) return stop();
    if (run === null) return anew();
    show();
    if (timer === null) describe();
  }

  for (const name of ["seed", "random"]) parts[name].addEventListener("input", anew);
  for (const name of ["temperature", "k"]) parts[name].addEventListener("input", other);
  parts.length.addEventListener("input", () => check());
  parts.temperature.addEventListener("input", () => {
    parts.slider.value = parts.temperature.value;
  });
  parts.slider.addEventListener("input", () => {
    parts.temperature.value = parts.slider.value;
    other();
  });

  parts.load.addEventListener("click", async () => {
    parts.load.disabled = true;
    parts.problem.textContent = "";
    try {
      const file = await load(parts.model);
      loaded()[file.name] = file;
      model = new Gru(file);
    } catch (error) {
      parts.problem.textContent = `${error.message} Try again, or run the notebook of this page.`;
      parts.load.disabled = false;
      parts.load.focus();
      return;
    }
    parts.load.hidden = true;
    parts.form.hidden = false;
    parts.generate.focus({ preventScroll: true });
    anew();
  });
}
