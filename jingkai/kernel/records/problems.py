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
    zh="批次 {batch} 尚未生效，不能撤回，也不能作为依据。未生效的批次本来就不可见。",
    en="Batch {batch} is not live: it can't be withdrawn or stood upon. A batch that is not live is "
    "invisible anyway.",
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
    zh="数据库的保护触发器与声明不一致（{names}）。请由数据库属主运行 migrate 重新安装。",
    en="The database's guarding triggers differ from the declaration ({names}). Run migrate as the owner.",
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
