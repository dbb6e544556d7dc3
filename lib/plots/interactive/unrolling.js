/** The slider chooses the step, the button goes on by one; columns of later steps are faint. */
export function start({ box, data, parts }) {
  const { step, next, reading } = parts;
  const columns = [...box.querySelectorAll(".step")];
  const { readings } = data;

  function show() {
    const t = Number(step.value);
    columns.forEach((column, i) => {
      column.classList.toggle("later", i + 1 > t);
    });
    reading.textContent = readings[t];
    step.setAttribute("aria-valuetext", readings[t]);
    next.textContent = t === readings.length - 1 ? "Start again" : "Next step";
  }

  next.addEventListener("click", () => {
    step.value = (Number(step.value) + 1) % readings.length;
    show();
  });
  step.addEventListener("input", show);
  show();
}
