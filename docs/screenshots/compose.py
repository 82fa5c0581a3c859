"""Puts four of the pictures that the browser tests took side by side: `make screenshots`."""

from pathlib import Path

from PIL import Image

SHOTS = Path(__file__).parents[2] / "tests" / "out"
SHOWN = ("2-answer", "3-guide", "5-form", "8-receipt")
WIDTH, HEIGHT, GAP = 390, 844, 16
PAPER = (226, 230, 236)


def main() -> None:
    sheet = Image.new("RGB", (len(SHOWN) * (WIDTH + GAP) + GAP, HEIGHT + 2 * GAP), PAPER)
    for place, name in enumerate(SHOWN):
        with Image.open(SHOTS / f"{name}.png") as shot:
            sheet.paste(shot.convert("RGB").resize((WIDTH, HEIGHT)), (GAP + place * (WIDTH + GAP), GAP))
    sheet.quantize(128).save(Path(__file__).with_name("path.png"), optimize=True)


if __name__ == "__main__":
    main()
