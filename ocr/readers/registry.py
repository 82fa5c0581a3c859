"""All readers. A new document type is one file and one line here."""

from ocr.readers.business_licence import BusinessLicence
from ocr.readers.household_register_member import HOUSEHOLD_REGISTER_MEMBER
from ocr.readers.id_card_back import ID_CARD_BACK
from ocr.readers.id_card_front import ID_CARD_FRONT
from ocr.readers.reader import Reader

READERS: tuple[Reader, ...] = (ID_CARD_FRONT, ID_CARD_BACK, HOUSEHOLD_REGISTER_MEMBER, BusinessLicence())  # type: ignore
