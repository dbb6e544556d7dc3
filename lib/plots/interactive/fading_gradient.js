const digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function raised(n) {
  return String(n).replace(/./g, (c) => (c === "-" ? "⁻" : digits[c]));
}

/** A number, given its logarithm to base 10; null stands for zero. */
function written(power) {
  if (power === null) return "less than any number that float64 holds";
  if (power > -2 && power < 3) return String(Number((10 ** power).toPrecision(2)));
  const whole = Math.floor(power);
  return `${(10 ** (power - whole)).toFixed(1)} × 10${raised(whole)}`;
}

/** The slider moves through time, the menu chooses the network, the button plays from the last state to the first. */
export function start({ box, data, calm, parts }) {
  const { T } = data;
  const { step, choice, play, mark, dot, reading } = parts;
  const cells = [...box.querySelectorAll(".cell")];
  const curves = [...box.querySelectorAll(".curve")];
  const names = [...box.querySelectorAll(".name")];
  const x = (t) => data.left + (t + 0.5) * data.step;
  const y = (power) => data.top + (data.high - Math.max(power, data.floor)) * data.unit;

  function showCells(powers, from) {
    cells.forEach((cell, t) => {
      const power = powers[T - t];
      const strength = power === null ? 0 : 1 + Math.min(power, 0) / -data.faint;
      cell.style.fillOpacity = t < from ? 0 : Math.max(0, strength).toFixed(3);
      cell.classList.toggle("grown", power !== null && power > 0.05);
    });
  }

  function show() {
    const t = Number(step.value);
    const k = T - t;
    const powers = data.powers[choice.value];
    const power = powers[k];
    for (const shown of [curves, names]) {
      shown.forEach((part, i) => {
        part.classList.toggle("chosen", String(i) === choice.value);
      });
    }
    showCells(powers, t);
    mark.setAttribute("x1", x(t));
    mark.setAttribute("x2", x(t));
    dot.setAttribute("cx", x(t));
    dot.setAttribute("cy", y(power ?? data.floor));
    dot.style.visibility = power === null || power < data.floor ? "hidden" : "visible";
    const steps = k === 1 ? "1 step" : `${k} steps`;
    reading.textContent = `${steps} back, at step ${t}: the norm is ${written(power)}. ${data.meaning}`;
    step.setAttribute("aria-valuetext", `${steps} back, norm ${written(power)}`);
  }

  let timer = null;

  function stop() {
    clearInterval(timer);
    timer = null;
    play.textContent = "Play";
    reading.removeAttribute("aria-live");
  }

  function tick() {
    if (Number(step.value) === 0) return stop();
    step.value = Number(step.value) - 1;
    show();
  }

  play.hidden = calm;
  play.addEventListener("click", () => {
    if (timer !== null) return stop();
    if (Number(step.value) === 0) step.value = T;
    reading.setAttribute("aria-live", "off");
    play.textContent = "Stop";
    timer = setInterval(tick, 60);
  });
  step.addEventListener("input", () => {
    stop();
    show();
  });
  choice.addEventListener("input", show);
  show();
}
