"""What may be written here; each takes the actor first and `call` to be part of another service."""

from .accounts import add_account, enter_account, lock_account, noting, set_password, unlock_account
from .grants import delegate, end, grant
from .joining import joining
from .organisations import (
    add_alias,
    add_organisation,
    close_organisation,
    found_zone,
    put_plate,
    refresh_names,
    register_code,
)
from .people import add_person, give_post, link_login
from .places import add_compartment, add_place, ask_compartment
from .saved_views import keep_view, take_view_away

__all__ = [
    "add_account",
    "add_alias",
    "add_compartment",
    "add_organisation",
    "add_person",
    "add_place",
    "ask_compartment",
    "close_organisation",
    "delegate",
    "end",
    "enter_account",
    "found_zone",
    "give_post",
    "grant",
    "joining",
    "keep_view",
    "link_login",
    "lock_account",
    "noting",
    "put_plate",
    "refresh_names",
    "register_code",
    "set_password",
    "take_view_away",
    "unlock_account",
]
