"""Characters a second of the forward pass in the page beside Keras' in `generate`, and what the page weighs.

Both run the same trained model. It needs Chromium. Run it with `make benchmark`.
"""

import argparse
import gzip
import json
import shutil
import statistics
import time
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, sync_playwright

from lib.generation import Decoder, generate
from lib.models import trained
from lib.plots.interactive import figure
from lib.plots.interactive.text_generator import text_generator

WRITE = """async ([module, file, length]) => {
    const { Gru, draw, randomNumbers } = await import(module);
    globalThis.network ??= new Gru(file);
    const random = randomNumbers(0);
    const start = performance.now();
    let state = network.start();
    for (let i = 0; i < length; i++) {
        state = network.step(draw(network.distribution(state, 1, network.v).drawn, random()), state);
    }
    return (performance.now() - start) / 1000;
}"""


def weights(name: str) -> None:
    """Print what a reader's browser loads."""
    numbers = trained.as_json(name)
    page = text_generator(name).html.replace(numbers, "")
    for what, text in {"figure, on every visit": page, "model, when asked for": numbers}.items():
        size, packed = len(text.encode()), len(gzip.compress(text.encode()))
        print(f"{what:24} {size / 1000:8.1f} KB, {packed / 1000:.1f} KB as a server packs it")


def in_page(page: Page, name: str, length: int) -> float:
    """Seconds for so many characters."""
    code = Path(figure.__file__).with_name("gru.js").read_text(encoding="utf-8")
    file = json.loads(trained.as_json(name))
    return page.evaluate(WRITE, ["data:text/javascript," + quote(code), file, length])


def in_keras(decoder: Decoder, prompt: list[int], length: int) -> float:
    """The same."""
    start = time.perf_counter()
    generate(decoder, prompt, length, seed=0)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", choices=trained.NAMES, default="shakespeare")
    parser.add_argument("--length", type=int, default=500, help="characters of each text")
    parser.add_argument("--rounds", type=int, default=5, help="texts of each, taken in turn")
    given = parser.parse_args()

    model = trained.load(given.model)
    weights(given.model)
    decoder, prompt = Decoder(trained.keras_model(model)), [0]
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        parser.error("no Chromium found: run make browser")
    rounds = []
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"]).new_page()
        in_page(page, given.model, 50)
        in_keras(decoder, prompt, 2)
        for _ in range(given.rounds):  # in turn, so that whatever else the machine does meets both
            rounds.append((in_page(page, given.model, given.length), in_keras(decoder, prompt, given.length)))
    for name, column in zip(("in the page", "generate"), zip(*rounds, strict=True), strict=True):
        print(f"{name:24} {given.length / statistics.median(column):8.0f} characters a second")
    print(f"ratio {statistics.median(slow / fast for fast, slow in rounds):.1f}")


if __name__ == "__main__":
    main()
