"""What this room refuses."""

from jingkai.kernel.problems import Catalogue

_ROOM = Catalogue("records")

APPEND_ONLY = _ROOM.add(
    "append-only",
    zh="“{table}”只增不改：已有记录不能修改或删除。请新增一条更正记录并写明原因。",
    en="{table} is append-only: a row is never changed or deleted. Add a correcting row that says why.",
    clause="INV.1",
)
ROW_EXISTS = _ROOM.add(
    "row-exists",
    zh="“{table}”中已有同一键的记录，不能覆盖。请先查看已有记录，如需更正请新增。",
    en="{table} has a row with this key already; it is not replaced. Look at it, and add a correction if "
    "needed.",
    clause="INV.1",
)
BATCH_CLOSED = _ROOM.add(
    "batch-closed",
    zh="该批次已生效，不能再往里添加记录（{table}）。请另开一个批次。",
    en="This batch is live: nothing can be added to it ({table}). Open another batch.",
    clause="INV.8",
)
BATCH_NOT_LIVE = _ROOM.add(
    "batch-not-live",
    zh="没有已生效的批次 {batch}，不能撤回，也不能作为依据。请核对批次编号。",
    en="There is no live batch {batch} to be withdrawn or stood upon. Check its number.",
    clause="INV.8",
)
BATCH_PUBLISHED = _ROOM.add(
    "batch-published",
    zh="批次 {batch} 已有公布的结果以其为依据（{basis}），不能整批撤回。请以新的数据更正。",
    en="Batch {batch} carries published results ({basis}) and can't be withdrawn. Supersede its facts "
    "instead.",
    clause="INV.8",
)
BATCH_WITHDRAWN = _ROOM.add(
    "batch-withdrawn",
    zh="批次 {batch} 已撤回，不能再次撤回，也不能作为依据。请改用现行数据。",
    en="Batch {batch} has been withdrawn: it can't be withdrawn again or stood upon. Use what is live now.",
    clause="INV.8",
)
BATCH_LASTING = _ROOM.add(
    "batch-lasting",
    zh="批次 {batch} 含有不能撤回的记录（{table}），如流程动作或记账。请用相应的反向动作更正。",
    en="Batch {batch} holds rows that can't be taken back ({table}), such as moves or postings. Make the "
    "opposite move.",
    clause="DESIGN 2 Batch",
)
NOT_STAGED = _ROOM.add(
    "not-stageable",
    zh="“{table}”的记录不能进入待生效批次。请在一次直接写入中完成。",
    en="Rows of {table} are never in a staged batch. Write them in one direct call.",
    clause="DESIGN 2 Batch",
)
BATCH_LIVE_ALREADY = _ROOM.add(
    "batch-live",
    zh="批次 {batch} 已经生效，无需再次生效。",
    en="Batch {batch} is live already; nothing is left to do.",
    clause="INV.8",
)
REASON_MISSING = _ROOM.add(
    "reason-missing",
    zh="撤回批次必须写明原因。请填写原因后重试。",
    en="Withdrawing a batch needs a reason. Give one and try again.",
    clause="INV.1",
)
REQUEST_CHANGED = _ROOM.add(
    "request-changed",
    zh="请求号“{key}”已用于另一内容（批次 {batch}）。内容有变时请换用新的请求号。",
    en="Request key {key} was used for other content (batch {batch}). Use a new key for new content.",
    clause="INV.6",
)
REQUEST_REPEATED = _ROOM.add(
    "request-repeated",
    zh="请求号“{key}”已执行过（批次 {batch}），本次未重复写入。",
    en="Request {key} was carried out before (batch {batch}); nothing was written again.",
    clause="INV.6",
)
SEQUENCE_GAP = _ROOM.add(
    "sequence-gap",
    zh="留痕序号必须连续，不能跳号或自定。请通过写入服务登记。",
    en="Sequence numbers run without a gap and are not chosen. Write through the writing service.",
    clause="DESIGN 2 Batch and sequence",
)
SEAL_GAP = _ROOM.add(
    "seal-gap",
    zh="封存必须逐条连续。请运行封存服务。",
    en="Seals run without a gap, one an entry. Let the sealer do it.",
    clause="DESIGN 5.3",
)
CACHE_REWRITTEN = _ROOM.add(
    "cache-rewritten",
    zh="批次的生效序号与撤回序号一经写入不能更改（{table}）。",
    en="The numbers at which a batch went live and was withdrawn don't change once written ({table}).",
    clause="INV.8",
)
ROOM_VERSION = _ROOM.add(
    "room-version",
    zh="“{table}”只随每次写入向前推进，不能直接改写或删除。请通过写入服务登记，并用 jingkai doctor 核对。",
    en="{table} only moves forward with each write and is not rewritten or deleted by hand. Write through the writing "
    "service, and let jingkai doctor compare.",
    clause="INV.8",
)
UNSTORABLE_TEXT = _ROOM.add(
    "unstorable-text",
    zh="“{field}”含有无法保存的字符（空字符或残缺编码）。请清理后重新提交。",
    en="{field} holds characters that can't be stored (NUL or broken encoding). Clean the text and send it "
    "again.",
    clause="DESIGN 5.12",
)
UNHASHABLE_VALUE = _ROOM.add(
    "unhashable-value",
    zh="“{field}”的值不能精确留痕（{value}）。请使用整数、文字、日期或是否。",
    en="{field} holds a value that has no exact record ({value}). Use integers, text, dates or yes/no.",
    clause="DESIGN 5.4",
)
FILE_DAMAGED = _ROOM.add(
    "file-damaged",
    zh="文件 {sha256} 缺失或内容已变。请从备份恢复数据目录。",
    en="File {sha256} is missing or its content has changed. Restore the data directory from a backup.",
    clause="K2.2",
)
TRIGGERS_DIFFER = _ROOM.add(
    "triggers-differ",
    zh="数据库的保护触发器与声明不一致（{names}）。请运行 jingkai init 重新安装。",
    en="The database's guarding triggers differ from the declaration ({names}). Run jingkai init to put them "
    "back.",
    clause="DESIGN 5.1",
)
ROLE_MISSING = _ROOM.add(
    "role-missing",
    zh="数据库中没有角色 {role}，当前用户也无权创建。"
    "请由管理员执行 CREATE ROLE {role} NOLOGIN 并授予当前用户。",
    en="The database has no role {role} and this user may not create it. "
    "Have an administrator run CREATE ROLE {role} NOLOGIN and grant it to this user.",
    clause="DESIGN 5.1",
)
FLUSH_REFUSED = _ROOM.add(
    "flush-refused",
    zh="不能清空数据库：留痕只增不删。测试请用全新数据库（committed_db）。",
    en="The database is not flushed: records are append-only. Tests take a fresh database (committed_db).",
    clause="INV.1",
)
DATABASE_NOT_READY = _ROOM.add(
    "database-not-ready",
    zh="数据库尚未建立，或早于本程序版本（缺少 {lacking}）。请运行 jingkai init。",
    en="The database is not made yet, or is older than this program (it lacks {lacking}). Run jingkai init.",
    clause="DESIGN 5.1",
)
DATABASE_NEWER = _ROOM.add(
    "database-newer",
    zh="数据库已由更新的程序升级（{migration}），本程序不认识。请升级程序后再用。",
    en="A newer program has upgraded the database ({migration}), which this one does not know. Upgrade it first.",
    clause="DESIGN 5.1",
)
BACKUP_EXISTS = _ROOM.add(
    "backup-exists",
    zh="{place} 已存在，备份不覆盖任何文件。请换一个文件名，或给出文件夹由程序命名。",
    en="{place} exists already, and a backup overwrites nothing. Give another name, or a folder to name it in.",
    clause="K2.5",
)
NOT_WRITTEN = _ROOM.add(
    "not-written",
    zh="无法写入 {place}：{why}。请检查文件夹是否存在、可写、空间足够，然后重试。",
    en="{place} can't be written: {why}. See that the folder exists, may be written and has room; try again.",
    clause="K2.5",
)
ARCHIVE_DAMAGED = _ROOM.add(
    "archive-damaged",
    zh="{place} 不是完整的备份（{part}）。没有改动任何数据；请换用另一份备份。",
    en="{place} is not a whole backup ({part}). Nothing was touched; take another one.",
    clause="K2.5",
)
ARCHIVE_FOREIGN = _ROOM.add(
    "archive-foreign",
    zh="备份来自 {theirs}，此处的数据库是 {ours}，不能互相恢复。请把 JINGKAI_DATABASE_URL 设为 {theirs} 数据库。",
    en="The backup is of {theirs} and the database here is {ours}: it is restored to its own kind only. Set "
    "JINGKAI_DATABASE_URL to a {theirs} database.",
    clause="K2.5",
)
ARCHIVE_NEWER = _ROOM.add(
    "archive-newer",
    zh="备份由更新的程序（{version}）生成，本程序不认识 {migrations}。请先升级程序，再恢复。",
    en="The backup is of a newer program ({version}): {migrations} is unknown here. Upgrade first, then restore.",
    clause="K2.5",
)
DATABASE_NOT_EMPTY = _ROOM.add(
    "database-not-empty",
    zh="{place} 已有数据或正被使用，恢复只写入空库。请停下程序，把 JINGKAI_DATABASE_URL 指向一个空库。",
    en="{place} holds something or is in use; a backup is restored into an empty database only. Stop the program "
    "and point JINGKAI_DATABASE_URL at an empty one.",
    clause="K2.5",
)
TOOL_MISSING = _ROOM.add(
    "tool-missing",
    zh="本机没有 {tool}。请安装 PostgreSQL 客户端（Debian：apt-get install postgresql-client），版本不低于服务器。",
    en="{tool} is not on this machine. Install PostgreSQL's client, no older than the server (on Debian: apt-get "
    "install postgresql-client).",
    clause="K2.5",
)
TOOL_FAILED = _ROOM.add(
    "tool-failed",
    zh="{tool} 未能完成：{why}。数据没有变化；请按提示处理后重试。",
    en="{tool} did not finish: {why}. No data was changed; mend what it says and try again.",
    clause="K2.5",
)
RETIRED = _ROOM.add(
    "retired",
    zh="旧表的记录只在升级时留存，不能另行写入。请在现行的页面办理。",
    en="Rows of a table that was given up are kept by upgrades alone. Write on the page of today.",
    clause="K2.5",
)
