"""The tables of the room."""

from .account import Account
from .alias import Alias, AliasKind, NameKey
from .compartment import Compartment
from .dated import Dated, DatedQuerySet
from .delegation import Delegation
from .ending import Ending
from .grant import Grant, Scope
from .organisation import UPPER, ZONE, Organisation
from .person import Login, Person
from .place import Place
from .plate import Plate
from .post import Post
from .registration import Registration
from .saved_view import SavedView
from .scoped import Scoped
from .token import Token
from .tree import Tree, path_under, tree_guards

__all__ = [
    "UPPER",
    "ZONE",
    "Account",
    "Alias",
    "AliasKind",
    "Compartment",
    "Dated",
    "DatedQuerySet",
    "Delegation",
    "Ending",
    "Grant",
    "Login",
    "NameKey",
    "Organisation",
    "Person",
    "Place",
    "Plate",
    "Post",
    "Registration",
    "SavedView",
    "Scope",
    "Scoped",
    "Token",
    "Tree",
    "path_under",
    "tree_guards",
]
