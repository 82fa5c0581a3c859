"""What makes a picture one that nobody can read, people included."""

import cv2
import numpy as np

from eval_sets.documents.camera import Pixels

BLURRED, DARK, TINY, GLARE = "blurred", "dark", "tiny", "glare"
UNREADABLE = (BLURRED, DARK, TINY)


def before(spoil: str, image: Pixels) -> Pixels:
    """Done to the document before it is photographed: a lamp's mirror on the lowest line of a card."""
    if spoil != GLARE:
        return image
    height, width = image.shape[:2]
    spot = np.zeros((height, width, 1), np.float32)
    cv2.rectangle(spot, (int(0.3 * width), int(0.76 * height)), (width, int(0.93 * height)), 1.0, -1)
    spot = cv2.GaussianBlur(spot, (0, 0), 0.012 * width)[:, :, None]
    return np.clip(image * (1 - spot) + 254 * spot, 0, 255).astype(np.uint8)


def after(spoil: str, photo: bytes) -> bytes:
    """Done to the photo: out of focus by a character's size, taken without light, shrunk to a thumbnail."""
    if spoil not in UNREADABLE:
        return photo
    image = cv2.imdecode(np.frombuffer(photo, np.uint8), cv2.IMREAD_COLOR)
    assert image is not None
    longest = max(image.shape)
    if spoil == BLURRED:
        image = cv2.GaussianBlur(image, (0, 0), 0.02 * longest)
    elif spoil == DARK:
        image = (image.astype(np.float32) * 0.02).astype(np.uint8)
    else:
        small = cv2.resize(image, None, fx=90 / longest, fy=90 / longest, interpolation=cv2.INTER_AREA)
        image = cv2.resize(small, (image.shape[1] // 2, image.shape[0] // 2), interpolation=cv2.INTER_CUBIC)
    return cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, 80])[1].tobytes()
