"""备份与恢复: one archive of the database and its files, taken while others write."""

from .manifest import Manifest
from .restoring import Restored, restore_backup
from .taking import Backup, take_backup

__all__ = ["Backup", "Manifest", "Restored", "restore_backup", "take_backup"]
