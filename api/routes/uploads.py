"""What all uploads share: one multipart part `file`, counted, limited, and empty ones refused."""

from typing import Annotated

from fastapi import File, UploadFile

from api.routes.base import House, Who, limit
from ocr.errors import refuse

Upload = Annotated[UploadFile, File(description="picture or PDF; the type is read from its content")]


async def taken(file: UploadFile, house: House, who: Who) -> bytes:
    """The bytes of the upload; 429 when this client sends too many, 422 when there are none."""
    limit(house.limits.uploads, who)
    data = await file.read()
    if not data:
        refuse("empty")
    return data
