"""A page of any file as the JPEG a browser shows: HEIC, TIFF and PDF too, turned as the camera noted."""

import io

from PIL import Image as Pillow

from ocr.hygiene import one_page

LONGEST_SIDE = 1600
"""Pixels; enough to read the smallest print of a card, and a tenth of what a telephone's photo weighs."""

_QUALITY = 85


def page_picture(data: bytes, number: int) -> bytes | None:
    """JPEG of the page of that number, from 1; None when there is none or it can't be opened.

    Nothing of the original's metadata is in it, such as where it was taken. Raises `RefusedPictureError`.
    """
    page = one_page(data, number)
    if page is None:
        return None
    picture = Pillow.fromarray(page[:, :, ::-1])
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Pillow.Resampling.LANCZOS, reducing_gap=2)
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=_QUALITY)
    return jpeg.getvalue()
