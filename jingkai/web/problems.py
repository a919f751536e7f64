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
    zh="{zone}还没有任何数据：先用 jingkai import 导入一张表",
    en="{zone} has no figures yet: bring a workbook in with jingkai import",
    clause="W1.1",
)
NOT_LOOPBACK = _CATALOGUE.add(
    "not-loopback",
    zh="还没有登录功能，页面只能开在本机（127.0.0.1），不能开在 {host}",
    en="there is no sign-in yet: pages are served on this machine only (127.0.0.1), not on {host}",
    clause="W1.1",
)
PORT_TAKEN = _CATALOGUE.add(
    "port-taken",
    zh="端口 {port} 已被占用：换一个，例如 --port {other}",
    en="port {port} is taken: name another, for example --port {other}",
    clause="W1.1",
)
