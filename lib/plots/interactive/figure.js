/**
 * @typedef {object} Figure
 * @property {HTMLElement} box The figure's element.
 * @property {any} data The numbers that were handed to the script.
 * @property {boolean} calm Whether the reader asked for less motion: then nothing may move by itself.
 * @property {Record<string, any>} parts The elements that have a `data-part`, under its name.
 */

/**
 * Starts every figure of one name that waits in the page: a page may hold it twice, and Jupyter may insert it again.
 *
 * @param {string} name
 * @param {(figure: Figure) => void} start
 */
export function startAll(name, start) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  for (const box of document.querySelectorAll(`[data-figure="${name}"]:not([data-started])`)) {
    box.dataset.started = "";
    const parts = Object.fromEntries(
      [...box.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]),
    );
    const data = JSON.parse(box.querySelector('script[type="application/json"]').textContent);
    start({ box, data, calm, parts });
    parts.controls.hidden = false;
  }
}
