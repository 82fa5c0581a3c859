"""All readers. A new document type is one file and one line here."""

from ocr.readers.base import Reader
from ocr.readers.business_licence import BusinessLicence
from ocr.readers.household_register_member import HouseholdRegisterMember
from ocr.readers.id_card_back import IdCardBack
from ocr.readers.id_card_front import IdCardFront

READERS: tuple[Reader, ...] = (IdCardFront(), IdCardBack(), HouseholdRegisterMember(), BusinessLicence())
