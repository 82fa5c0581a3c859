"""What all drawn documents share: coloured ground, text in boxes, the photo's place, and the stamp 样本."""

import random

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from eval_sets.documents.fonts import Style, Typefaces, font

Colour = tuple[int, int, int]

BLACK: Colour = (25, 25, 30)


class Canvas:
    """A page to draw on; places and sizes are pixels."""

    def __init__(self, width: int, height: int, ground: Colour, rng: random.Random) -> None:
        self.rng = rng
        self.typefaces = Typefaces(random.Random(rng.random()))
        self.image = Image.new("RGB", (width, height), ground)
        self.draw = ImageDraw.Draw(self.image)

    def text(
        self, x: float, y: float, text: str, size: int, colour: Colour = BLACK, style: Style = "sans"
    ) -> float:
        """Writes one line with its top left corner there; gives where it ends."""
        self.draw.text((x, y), text, font=self.font(style, size, text), fill=colour)
        return x + self.length(text, size, style)

    def font(self, style: Style, size: int, text: str = "") -> ImageFont.FreeTypeFont:
        """The page's own font of that style, or another that has all characters of `text`."""
        return self.typefaces.font(style, size, text)

    def length(self, text: str, size: int, style: Style = "sans") -> float:
        """How wide the line becomes, in pixels."""
        return self.draw.textlength(text, font=self.font(style, size, text))

    def centred(
        self, x: float, y: float, text: str, size: int, colour: Colour = BLACK, style: Style = "sans"
    ) -> None:
        """One line with the middle of its top edge there."""
        self.text(x - self.length(text, size, style) / 2, y, text, size, colour, style)

    def written(
        self, x: float, y: float, text: str, size: int, colour: Colour = (30, 35, 90), style: Style = "kai"
    ) -> float:
        """As by hand: each character a little larger, higher or slanted; gives where it ends."""
        for character in text:
            drawn = int(size * self.rng.uniform(0.92, 1.08))
            tile = Image.new("RGBA", (drawn * 2, drawn * 2), (*colour, 0))
            ImageDraw.Draw(tile).text(
                (drawn, drawn), character, font=self.font(style, drawn, character), fill=colour, anchor="mm"
            )
            tile = tile.rotate(self.rng.uniform(-5, 5), resample=Image.Resampling.BICUBIC)
            width = self.length(character, drawn, style)
            top = y + size * 0.55 - drawn + self.rng.uniform(-0.05, 0.05) * size
            self.image.paste(tile, (int(x + width / 2 - drawn), int(top)), tile)
            x += width * self.rng.uniform(0.96, 1.06)
        return x

    def spaced(
        self, x: float, y: float, text: str, size: int, width: float, colour: Colour, style: Style = "sans"
    ) -> None:
        """Spreads the characters over `width`, as forms do with short labels."""
        step = (width - size) / max(len(text) - 1, 1)
        for place, character in enumerate(text):
            self.text(x + place * step, y, character, size, colour, style)

    def wrapped(
        self, x: float, y: float, text: str, size: int, width: float, leading: float, style: Style = "sans"
    ) -> float:
        """Breaks the text where the line is full, as a printer does; gives the y below it."""
        for line in self.broken(text, size, width, style):
            self.text(x, y, line, size, style=style)
            y += leading
        return y

    def broken(self, text: str, size: int, width: float, style: Style = "sans") -> list[str]:
        lines = [""]
        for character in text:
            if self.length(lines[-1] + character, size, style) > width:
                lines.append("")
            lines[-1] += character
        return lines

    def waves(self, colour: Colour, step: int = 26) -> None:
        """Fine wavy lines over the ground, as on security paper."""
        width, height = self.image.size
        across = np.arange(0, width, 6)
        for top in range(-step, height + step, step):
            shift = self.rng.uniform(0, 6)
            points = [(float(x), float(top + 9 * np.sin(x / 55 + shift))) for x in across]
            self.draw.line(points, fill=colour, width=1)

    def portrait(self, left: int, top: int, right: int, bottom: int) -> None:
        """The place of the photo: a grey outline of nobody."""
        width, height = right - left, bottom - top
        photo = Image.new("RGB", (width, height), (214, 222, 230))
        draw = ImageDraw.Draw(photo)
        draw.ellipse((width * 0.28, height * 0.14, width * 0.72, height * 0.55), fill=(150, 150, 155))
        draw.ellipse((width * 0.1, height * 0.6, width * 0.9, height * 1.35), fill=(110, 112, 120))
        self.image.paste(photo, (left, top))

    def seal(self, x: float, y: float, radius: float, text: str) -> None:
        """A round red seal, translucent over what is printed."""
        layer = Image.new("RGBA", self.image.size, (0, 0, 0, 0))
        draw = ImageDraw.Draw(layer)
        red = (200, 30, 30, 120)
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=red, width=5)
        draw.text((x, y), text, font=font("serif", int(radius / 3)), fill=red, anchor="mm")
        self._lay(layer)

    def stamp(self) -> Image.Image:
        """The finished picture. Every specimen carries 样本 across, so that it can't pass for a document."""
        width, height = self.image.size
        size = int(min(width, height) / self.rng.uniform(4.5, 8))
        ink = (200, 40, 40, self.rng.randint(24, 40))
        layer = Image.new("RGBA", (width, height), (0, 0, 0, 0))
        mark = Image.new("RGBA", (size * 4, size * 2), (0, 0, 0, 0))
        ImageDraw.Draw(mark).text((size * 2, size), "样 本", font=font("sans", size), fill=ink, anchor="mm")
        mark = mark.rotate(self.rng.uniform(15, 40), expand=True)
        for across in (0.3, 0.72):
            x = width * (across + self.rng.uniform(-0.06, 0.06)) - mark.width / 2
            y = height * self.rng.uniform(0.38, 0.62) - mark.height / 2
            layer.alpha_composite(mark, (max(0, int(x)), max(0, int(y))))
        self._lay(layer)
        return self.image

    def _lay(self, layer: Image.Image) -> None:
        self.image = Image.alpha_composite(self.image.convert("RGBA"), layer).convert("RGB")
        self.draw = ImageDraw.Draw(self.image)
