"""The shell's refusals."""

from jingkai.kernel.problems import Catalogue

_CATALOGUE = Catalogue("web")

NO_SUCH_UNIT = _CATALOGUE.add(
    "no-such-unit",
    zh="{zone}没有编号为 {unit} 的单位",
    en="{zone} has no unit with the number {unit}",
    clause="W1.1",
)
NO_SUCH_AS_OF = _CATALOGUE.add(
    "no-such-as-of",
    zh="没有编号 {as_of} 的时点；最近的是 {last}",
    en="there is no number {as_of} in the journal; the last is {last}",
    clause="W1.1",
)
NOTHING_REPORTED = _CATALOGUE.add(
    "nothing-reported",
    zh="{zone}还没有任何数据。请先在“导入表格”页导入一张表。",
    en="{zone} has no figures yet. Bring a table in first, on the page of that name.",
    clause="W1.1",
)
BLOCK_TOO_LARGE = _CATALOGUE.add(
    "block-too-large",
    zh="粘贴的区块有 {rows} 行 {columns} 列，一次最多 {most} 格。请分几次粘贴，或在“导入表格”页把整个文件导入。",
    en="the block has {rows} rows and {columns} columns, and {most} cells are the most at a time; paste it in parts, "
    "or bring the whole file in on the page of that name",
    clause="W1.3.5",
)
NO_SUCH_PAGE = _CATALOGUE.add(
    "no-such-page",
    zh="没有名为“{page}”的页面，不能保存它的视图。请在要保存的页面上按“保存为视图”。",
    en="there is no page called {page} of which a view could be saved; save it on the page itself",
    clause="W1.3.4",
)
NOT_LOOPBACK = _CATALOGUE.add(
    "not-loopback",
    zh="不经登录（--as 或 JINGKAI_ACTS_AS）的页面只能开在本机（127.0.0.1），不能开在 {host}。"
    "要开给别人，请去掉 --as，让大家登录",
    en="pages without sign-in (--as or JINGKAI_ACTS_AS) are served on this machine only (127.0.0.1), not on {host}; "
    "leave --as out to let others sign in",
    clause="W1.2",
)
NOT_ENCRYPTED = _CATALOGUE.add(
    "not-encrypted",
    zh="密码不能明文传输：要开在 {host}，请在前面架设提供 https 的反向代理并设置 JINGKAI_HTTPS=1"
    "（见 SECURITY.md），或只开在本机",
    en="passwords do not go over the network in clear: to serve on {host}, put a proxy that speaks https in front and "
    "set JINGKAI_HTTPS=1 (SECURITY.md), or serve on this machine only",
    clause="W1.2",
)
PORT_TAKEN = _CATALOGUE.add(
    "port-taken",
    zh="端口 {port} 已被占用：换一个，例如 --port {other}",
    en="port {port} is taken: name another, for example --port {other}",
    clause="W1.1",
)
