"""Red seals: round with the office's name along the ring and a star, and square with the name in columns."""

import math

from PIL import Image, ImageDraw, ImageFont

from eval_sets.documents.canvas import Canvas

_RED = (205, 32, 36)


def round_seal(page: Canvas, x: float, y: float, radius: int, name: str, below: str = "") -> None:
    """A round seal with its middle at (x, y), as strong and as crooked as a hand leaves it."""
    side = radius * 2 + 8
    red = (*_RED, page.rng.randint(95, 170))
    layer = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    draw.ellipse((4, 4, side - 4, side - 4), outline=red, width=max(2, radius // 22))
    _star(draw, side / 2, side / 2, radius * 0.26, red)
    size = int(min(radius * 0.3, radius * 4.1 / max(len(name), 6)))
    arc = min(270.0, 27.0 * len(name))
    for place, character in enumerate(name):
        angle = -arc / 2 + arc * place / max(len(name) - 1, 1)
        _on_ring(layer, character, page.font("serif", size, character), radius * 0.8, angle, red)
    if below:
        draw.text(
            (side / 2, side / 2 + radius * 0.55),
            below,
            font=page.font("sans", size, below),
            fill=red,
            anchor="mm",
        )
    layer = layer.rotate(page.rng.uniform(-14, 14), resample=Image.Resampling.BICUBIC)
    lay(page, layer, x - side / 2, y - side / 2)


def square_seal(page: Canvas, x: float, y: float, rows: tuple[str, ...], size: int) -> None:
    """A printed seal with its middle at (x, y): a red frame around rows of characters."""
    width = int(size * 1.15 * max(len(row) for row in rows)) + size
    height = int(size * 1.25 * len(rows)) + size // 2
    red = (*_RED, page.rng.randint(150, 220))
    layer = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    draw.rectangle((1, 1, width - 2, height - 2), outline=red, width=3)
    for place, row in enumerate(rows):
        step = (width - size) / len(row)
        for column, character in enumerate(row):
            draw.text(
                (size / 2 + column * step, size * 0.25 + place * size * 1.25),
                character,
                font=page.font("serif", size, row),
                fill=red,
            )
    lay(page, layer, x - width / 2, y - height / 2)


def lay(page: Canvas, layer: Image.Image, x: float, y: float) -> None:
    """Puts a translucent picture over what is drawn, its top left corner there."""
    whole = Image.new("RGBA", page.image.size, (0, 0, 0, 0))
    whole.paste(layer, (int(x), int(y)))
    page.image = Image.alpha_composite(page.image.convert("RGBA"), whole).convert("RGB")
    page.draw = ImageDraw.Draw(page.image)


def _star(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, red: tuple[int, ...]) -> None:
    points = [
        (
            x + radius * (1 if corner % 2 == 0 else 0.4) * math.sin(corner * math.pi / 5),
            y - radius * (1 if corner % 2 == 0 else 0.4) * math.cos(corner * math.pi / 5),
        )
        for corner in range(10)
    ]
    draw.polygon(points, fill=red)


def _on_ring(
    layer: Image.Image,
    character: str,
    face: ImageFont.FreeTypeFont,
    radius: float,
    angle: float,
    red: tuple[int, ...],
) -> None:
    size = int(face.size)
    tile = Image.new("RGBA", (size * 2, size * 2), (0, 0, 0, 0))
    ImageDraw.Draw(tile).text((size, size), character, font=face, fill=red, anchor="mm")
    tile = tile.rotate(-angle, resample=Image.Resampling.BICUBIC)
    middle = layer.width / 2
    turn = math.radians(angle)
    layer.alpha_composite(
        tile,
        (
            int(middle + radius * math.sin(turn) - size),
            int(middle - radius * math.cos(turn) - size),
        ),
    )
