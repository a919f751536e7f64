"""Writers of the exam's workbooks, one a file format."""

from tests.exam.writers.delimited import write_csv
from tests.exam.writers.oldexcel import write_xls
from tests.exam.writers.opendocument import write_ods
from tests.exam.writers.openxml import write_bare_xlsx, write_xlsx

__all__ = ["write_bare_xlsx", "write_csv", "write_ods", "write_xls", "write_xlsx"]
