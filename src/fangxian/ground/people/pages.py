"""What people offers to the doors: their pages, programs and phones."""

from fangxian.ground.people.asking import TO_MERGE, TO_PART
from fangxian.ground.people.document_words import TYPES
from fangxian.ground.people.documents import DocumentFault, DocumentKey, normalise_document
from fangxian.ground.people.names import NAME_LETTERS
from fangxian.ground.people.phones import normalise_phone
from fangxian.ground.people.proven_phones import SigningIn, phone_mark, signing_in
from fangxian.ground.people.queries import (
    PersonRow,
    addresses_of,
    clear_of,
    names_of,
    numbers_of,
    person,
    phones_of,
    places_of,
    search,
    told_apart,
)
from fangxian.ground.people.rules import mask_name, mask_number, mask_phone
from fangxian.ground.people.services.address import (
    open_household,
    put_in_household,
    set_address,
    set_occupations,
)
from fangxian.ground.people.services.confirming import confirm_phone
from fangxian.ground.people.services.cutting import cut_phone
from fangxian.ground.people.services.households import (
    HOUSEHOLDS,
    HouseholdsTaken,
    import_households,
    preview_households,
)
from fangxian.ground.people.services.merging import merge_persons, undo_merge
from fangxian.ground.people.services.revealing import reveal
from fangxian.ground.people.stamps import Provenance
from fangxian.ground.people.twins import WHY as TWIN_REASONS
from fangxian.ground.people.twins import possible_twins

__all__ = [
    "HOUSEHOLDS",
    "NAME_LETTERS",
    "TO_MERGE",
    "TO_PART",
    "TWIN_REASONS",
    "TYPES",
    "DocumentFault",
    "DocumentKey",
    "HouseholdsTaken",
    "PersonRow",
    "Provenance",
    "SigningIn",
    "addresses_of",
    "clear_of",
    "confirm_phone",
    "cut_phone",
    "import_households",
    "mask_name",
    "mask_number",
    "mask_phone",
    "merge_persons",
    "names_of",
    "normalise_document",
    "normalise_phone",
    "numbers_of",
    "open_household",
    "person",
    "phone_mark",
    "phones_of",
    "places_of",
    "possible_twins",
    "preview_households",
    "put_in_household",
    "reveal",
    "search",
    "set_address",
    "set_occupations",
    "signing_in",
    "told_apart",
    "undo_merge",
]
