"""The sample zone in a database."""

from .accounts import Accounts, write_accounts
from .forms import write_forms
from .matters import write_recent
from .whole import Written, write_sample

__all__ = ["Accounts", "Written", "write_accounts", "write_forms", "write_recent", "write_sample"]
