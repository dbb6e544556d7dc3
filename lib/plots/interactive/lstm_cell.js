/** Two decimals, with a minus of full width and none before a zero. */
function written(value) {
  const text = Math.abs(value).toFixed(2);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** A number after a sign of a sum or a product. */
function term(number) {
  return number.startsWith("−") ? `(${number})` : number;
}

/** The sliders move gates and numbers, the menu sets all gates at once; memory and output follow. */
export function start({ data, parts }) {
  const { choice, reading } = parts;
  const gates = ["f", "i", "o"];
  const line = { old: data.belt, kept: data.belt, c: data.belt, h: data.belt };

  function column(name, value) {
    const height = Math.abs(value) * data.unit;
    const zero = line[name] ?? data.below;
    const shape = parts[`${name}-column`];
    shape.setAttribute("y", value >= 0 ? zero - height : zero);
    shape.setAttribute("height", height);
    shape.classList.toggle("negative", value < 0);
    parts[`${name}-number`].textContent = written(value);
  }

  function doors(name, opening) {
    const shut = data.door * (1 - opening);
    const zero = name === "i" ? data.below : data.belt;
    parts[`${name}-upper`].setAttribute("height", shut);
    parts[`${name}-lower`].setAttribute("height", shut);
    parts[`${name}-lower`].setAttribute("y", zero + data.door - shut);
    parts[`${name}-number`].textContent = written(opening);
  }

  function show() {
    const [f, i, o] = gates.map((name) => Number(parts[name].value) / data.gateSteps);
    const [x, old] = ["x", "old"].map((name) => Number(parts[name].value) / data.steps);
    const kept = f * old;
    const candidate = Math.tanh(x);
    const c = kept + i * candidate;
    const h = o * Math.tanh(c);
    const values = { old, x, kept, candidate, written: i * candidate, c, h };
    for (const [name, value] of Object.entries(values)) column(name, value);
    for (const [name, opening] of Object.entries({ f, i, o })) doors(name, opening);
    const number = Object.fromEntries(
      Object.entries({ ...values, f, i, o }).map(([name, value]) => [name, written(value)]),
    );
    const write = `${number.i} × ${term(number.candidate)} = ${number.written}`;
    reading.textContent =
      `Kept: ${number.f} × ${term(number.old)} = ${number.kept}. Written: ${number.i} × tanh(${number.x}) = ${write}. ` +
      `New memory c = ${number.kept} + ${term(number.written)} = ${number.c}. ` +
      `Shown: h = ${number.o} × tanh(${number.c}) = ${number.h}.`;
    for (const name of [...gates, "x", "old"]) {
      parts[name].setAttribute("aria-valuetext", `${number[name]}; new c ${number.c}, h ${number.h}`);
    }
  }

  for (const name of [...gates, "x", "old"]) {
    parts[name].addEventListener("input", () => {
      if (gates.includes(name)) choice.value = "0";
      show();
    });
  }
  choice.addEventListener("input", () => {
    const setting = data.settings[Number(choice.value)];
    if (setting === null) return;
    gates.forEach((name, k) => {
      parts[name].value = setting[k] * data.gateSteps;
    });
    show();
  });
  show();
}
