"""The sample zone in a database."""

from .accounts import Accounts, write_accounts
from .matters import write_recent
from .whole import Written, write_sample

__all__ = ["Accounts", "Written", "write_accounts", "write_recent", "write_sample"]
