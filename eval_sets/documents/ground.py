"""What lies under the print: colour that runs from side to side, guilloches, the photo of nobody."""

import random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from eval_sets.documents.canvas import Canvas, Colour


def fade(page: Canvas, *colours: Colour) -> None:
    """The ground runs from the first colour on the left to the last on the right."""
    width, height = page.image.size
    stops = np.linspace(0, width - 1, len(colours))
    row = np.stack(
        [np.interp(np.arange(width), stops, [colour[part] for colour in colours]) for part in range(3)],
        axis=1,
    )
    page.image.paste(Image.fromarray(np.repeat(row[None], height, axis=0).astype(np.uint8)))


def guilloche(page: Canvas, *colours: Colour) -> None:
    """Bundles of fine wavy lines, each seed its own."""
    for colour in colours:
        page.waves(colour, step=page.rng.randint(14, 46))


def tint(rng: random.Random, colour: Colour, most: int = 8) -> Colour:
    """Nearly that colour: no two printings are quite the same."""
    red, green, blue = (min(255, max(0, part + rng.randint(-most, most))) for part in colour)
    return red, green, blue


def photo(page: Canvas, left: int, top: int, width: int, height: int, behind: Colour | None = None) -> None:
    """A head and shoulders without a face, hair and coat by chance; without `behind` the ground shows."""
    rng = page.rng
    tile = Image.new("RGBA", (width, height), (*behind, 255) if behind else (0, 0, 0, 0))
    draw = ImageDraw.Draw(tile)
    skin = tint(rng, (224, 190, 165), 14)
    hair = rng.choice(((30, 26, 26), (52, 40, 34), (120, 118, 118), (20, 20, 24)))
    coat = tuple(rng.randint(20, 235) for _ in range(3))
    middle, face = width / 2 + rng.uniform(-0.02, 0.02) * width, width * rng.uniform(0.2, 0.24)
    top_of_head, chin = height * rng.uniform(0.1, 0.16), height * rng.uniform(0.58, 0.64)
    if rng.random() < 0.4:
        draw.ellipse((middle - face * 1.3, top_of_head, middle + face * 1.3, chin + height * 0.1), fill=hair)
    draw.ellipse(
        (middle - width * 0.44, chin + height * 0.06, middle + width * 0.44, height * 1.5), fill=coat
    )
    draw.rectangle(
        (middle - face * 0.45, chin - height * 0.1, middle + face * 0.45, chin + height * 0.1), fill=skin
    )
    draw.ellipse((middle - face * 1.08, top_of_head, middle + face * 1.08, chin * 0.8), fill=hair)
    draw.ellipse((middle - face, top_of_head + height * 0.08, middle + face, chin), fill=skin)
    page.image.paste(tile, (left, top), tile.filter(ImageFilter.GaussianBlur(2)))
