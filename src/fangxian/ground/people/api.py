"""Everything people offers."""

from fangxian.ground.people.bulk import as_array, copy_rows, fresh_statistics, next_ids, update_rows
from fangxian.ground.people.documents import (
    FOREIGN_PERMANENT,
    HK_MACAU,
    OTHER,
    PASSPORT,
    RESIDENT_ID,
    TAIWAN,
    TYPES,
    DocumentFault,
    DocumentKey,
    normalise_document,
    sex_and_birth,
)
from fangxian.ground.people.events import MergeUndone, PersonMoved, PersonsMerged
from fangxian.ground.people.names import NameKey, name_key
from fangxian.ground.people.occupations import OCCUPATIONS, Occupation
from fangxian.ground.people.phones import Phone, normalise_phone
from fangxian.ground.people.queries import (
    DocumentRow,
    PersonRow,
    addresses_of,
    clear_of,
    masked_documents,
    masked_phone,
    names_of,
    person,
    places_of,
    search,
)
from fangxian.ground.people.rules import (
    PersonFiling,
    PersonState,
    exceptions,
    mask_name,
    mask_number,
    mask_phone,
    merge,
    newest_wins,
    read_older,
    times_from,
    times_of_first,
    write_older,
)
from fangxian.ground.people.services.merging import merge_persons, undo_merge
from fangxian.ground.people.services.placing import (
    open_household,
    put_in_household,
    set_address,
    set_occupations,
)
from fangxian.ground.people.services.revealing import reveal
from fangxian.ground.people.services.storing import (
    forget,
    hold,
    rewrite,
    states_by_id,
    states_of,
    store,
)

__all__ = [
    "FOREIGN_PERMANENT", "HK_MACAU", "OCCUPATIONS", "OTHER", "PASSPORT", "RESIDENT_ID", "TAIWAN",
    "TYPES", "DocumentFault", "DocumentKey", "DocumentRow", "MergeUndone", "NameKey", "Occupation",
    "PersonFiling", "PersonMoved", "PersonRow", "PersonState", "PersonsMerged", "Phone",
    "as_array", "addresses_of", "clear_of", "copy_rows", "exceptions", "forget", "fresh_statistics", "hold", "mask_name", "mask_number", "mask_phone",
    "masked_documents", "masked_phone", "merge", "merge_persons", "name_key", "names_of",
    "newest_wins", "next_ids", "normalise_document", "normalise_phone", "open_household",
    "person", "places_of", "put_in_household", "read_older", "reveal", "rewrite", "search",
    "set_address", "set_occupations", "sex_and_birth", "states_by_id", "states_of", "store",
    "times_from", "times_of_first", "undo_merge", "update_rows", "write_older",
]  # fmt: skip
