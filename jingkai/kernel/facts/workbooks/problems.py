"""What taking facts out into a workbook and back in refuses. Those of a cell leave out where it is: whoever tells
them names the cell.
"""

from jingkai.kernel.problems import Catalogue

_EXPORT = Catalogue("export")

NOTHING = _EXPORT.add(
    "nothing",
    zh="没有可导出的数据。请核对单位、时期和 --as-of。",
    en="There are no facts to export. Check unit, period and --as-of.",
    clause="INV.6",
)
TITLE = _EXPORT.add(
    "title",
    zh="“{sheet}”像是本平台导出的数据，但 A1 的标题缺失或被改动，认不出区和格式。请重新导出后再改。",
    en="Sheet {sheet} looks like an export of this platform, but its title in A1 is gone or changed, and with it "
    "zone and format. Export again and edit that.",
    clause="INV.6",
)
VERSION = _EXPORT.add(
    "version",
    zh="“{sheet}”是格式 {version} 的导出，本平台只认格式 {known}。请先升级平台，或用本平台重新导出。",
    en="Sheet {sheet} is an export of format {version}; this platform reads format {known}. Upgrade it first, or "
    "export again with it.",
    clause="INV.6",
)
OTHER_ZONE = _EXPORT.add(
    "other-zone",
    zh="“{sheet}”是“{zone}”的导出，不是“{here}”的。请用 --zone 写明是哪个区，或换成本区的导出。",
    en="Sheet {sheet} is an export of {zone}, not of {here}. Name the zone with --zone, or take this zone's export.",
    clause="INV.6",
)
COLUMNS = _EXPORT.add(
    "columns",
    zh="“{sheet}”的 {cell} 应为“{wanted}”，现为“{found}”。导出表的各栏不能增删、换位，请重新导出后再改。",
    en="{cell} of sheet {sheet} should say {wanted} and says {found}. Columns of an export are not removed or moved: "
    "export again and edit that.",
    clause="INV.6",
)
MERGED = _EXPORT.add(
    "merged",
    zh="“{sheet}”的 {cells} 是合并单元格，分不清是哪一行的数。请取消合并并补齐各格，或重新导出后再改。",
    en="{cells} of sheet {sheet} are merged, and whose figure it is can't be told. Unmerge and fill the cells, or "
    "export again and edit that.",
    clause="INV.6",
)
CUT_SHORT = _EXPORT.add(
    "cut-short",
    zh="“{sheet}”超过 {rows} 行，读不完整。请把行分到几张工作表，或按时期重新导出。",
    en="Sheet {sheet} has more than {rows} rows and can't be read whole. Spread the rows over sheets, or export "
    "period by period.",
    clause="INV.6",
)
NUMBER = _EXPORT.add(
    "number",
    zh="编号“{number}”不是本区已有的数据（或已撤回）。导出表只用于核对和更正，新的数据请用部门报表导入。",
    en="{number} is no fact of this zone (or was withdrawn). An export is for checking and correcting; bring new "
    "figures in by a department's own table.",
    clause="INV.6",
)
NUMBER_TWICE = _EXPORT.add(
    "number-twice",
    zh="同一编号有几行，数值各不相同。请只留正确的一行。",
    en="Several rows of one number give different figures. Keep the right one only.",
    clause="INV.6",
)
FIXED = _EXPORT.add(
    "fixed",
    zh="“{column}”与编号所指的数据不符。这一栏只供查阅，请改回原样；更正只改“限定符”“数值”“计量单位”三栏。",
    en="'{column}' is not that of the fact the number names. It is there to be read: put it back, and correct "
    "'Mark', 'Value' and 'Unit of measure' only.",
    clause="INV.6",
)
NOT_A_VALUE = _EXPORT.add(
    "not-a-value",
    zh="“数值”栏是空的，或不是直接键入的数（公式、日期、百分比格式）。请键入数字，单位和约、超等限定另填各栏。",
    en="'Value' is empty or no typed number (a formula, a date, a percentage format). Type the number; its unit and "
    "mark have columns of their own.",
    clause="INV.6",
)
