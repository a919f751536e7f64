"""The examination of a list: cells are typed, then rows are held against themselves and each other."""

from collections.abc import Sequence
from dataclasses import replace

from jingkai.engines.sheets.asking import Asker
from jingkai.engines.sheets.rows.codes import check_bearers, read_codes
from jingkai.engines.sheets.rows.dates import read_dates
from jingkai.engines.sheets.rows.doubt import ask_all
from jingkai.engines.sheets.rows.headings import check_counts
from jingkai.engines.sheets.rows.listing import Listing
from jingkai.engines.sheets.rows.money import check_sums, mention_converted
from jingkai.engines.sheets.rows.order import check_order, check_states
from jingkai.engines.sheets.rows.organisations import check_leads, read_units
from jingkai.engines.sheets.rows.parents import check_parents
from jingkai.engines.sheets.rows.record import Record
from jingkai.engines.sheets.rows.stray import check_commands, check_hidden, check_subjects
from jingkai.engines.sheets.rows.twins import check_numbers, check_twins
from jingkai.engines.sheets.table import Table


def examine_list(table: Table, records: Sequence[Record], asker: Asker) -> list[Record]:
    """The records of a list with typed entries; asks about what cannot be right, and holds it until answered.

    A record is only left out when an answer says so: that it stands twice, or that its hidden row does not count.
    """
    listing = Listing(table, records, asker)
    _mark_private(listing)
    check_counts(listing)
    # What a cell says by itself comes first: later checks pass over cells that wait.
    ask_all(check_commands(listing), asker)
    ask_all(check_subjects(listing), asker)
    ask_all(check_hidden(listing), asker)
    ask_all(read_dates(listing), asker)
    ask_all(read_codes(listing), asker)
    read_units(listing)
    mention_converted(listing)
    ask_all(check_twins(listing), asker)
    for check in (
        check_numbers,
        check_leads,
        check_order,
        check_states,
        check_sums,
        check_parents,
        check_bearers,
    ):
        ask_all(check(listing), asker)
    return listing.records()


def _mark_private(listing: Listing) -> None:
    """Numbers of persons and their telephones go to the vault: the entry says so (DESIGN 2, privacy classes)."""
    for column, kind in listing.columns:
        if kind.privacy is None:
            continue
        for line in listing.lines:
            if column.col in line.entries:
                line.entries[column.col] = replace(line.entries[column.col], privacy=kind.privacy)
