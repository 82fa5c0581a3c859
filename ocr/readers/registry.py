"""All readers. A new document type is one file and one line here."""

from ocr.readers.bank_card import BANK_CARD
from ocr.readers.birth_certificate import BIRTH_CERTIFICATE
from ocr.readers.business_licence import BUSINESS_LICENCE
from ocr.readers.disability_certificate import DISABILITY_CERTIFICATE
from ocr.readers.driver_licence import DRIVER_LICENCE
from ocr.readers.household_register_home import HOUSEHOLD_REGISTER_HOME
from ocr.readers.household_register_member import HOUSEHOLD_REGISTER_MEMBER
from ocr.readers.id_card_back import ID_CARD_BACK
from ocr.readers.id_card_front import ID_CARD_FRONT
from ocr.readers.marriage_certificate import MARRIAGE_CERTIFICATE
from ocr.readers.property_certificate import PROPERTY_CERTIFICATE
from ocr.readers.reader import Reader
from ocr.readers.residence_permit import RESIDENCE_PERMIT
from ocr.readers.social_security_card import SOCIAL_SECURITY_CARD
from ocr.readers.tenancy_contract import TENANCY_CONTRACT

READERS: tuple[Reader, ...] = (
    ID_CARD_FRONT,
    ID_CARD_BACK,
    HOUSEHOLD_REGISTER_HOME,
    HOUSEHOLD_REGISTER_MEMBER,
    MARRIAGE_CERTIFICATE,
    BIRTH_CERTIFICATE,
    BUSINESS_LICENCE,
    DRIVER_LICENCE,
    PROPERTY_CERTIFICATE,
    TENANCY_CONTRACT,
    BANK_CARD,
    SOCIAL_SECURITY_CARD,
    DISABILITY_CERTIFICATE,
    RESIDENCE_PERMIT,
)
