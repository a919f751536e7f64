"""What the API refuses by itself."""

from jingkai.kernel.problems import Catalogue

_API = Catalogue("api")

TOKEN_MISSING = _API.add(
    "token-missing",
    zh="请求没有令牌。请在请求头写 Authorization: Bearer 令牌；令牌在“密码和二次验证”页建立。",
    en="The request shows no token. Send Authorization: Bearer TOKEN; a token is made on the page of one's account.",
    clause="W1.4.3",
)
TOKEN_REFUSED = _API.add(
    "token-refused",
    zh="令牌不对，或已到期、已撤销、账号已锁定。请换用有效的令牌。",
    en="The token is wrong, has ended or was revoked, or its account is locked. Use one that holds.",
    clause="W1.4.3",
)
TOO_MANY_WRONG = _API.add(
    "too-many-wrong",
    zh="从此地址出示的错误令牌过多，请 {minutes} 分钟后再试。有效的令牌不受影响。",
    en="Too many wrong tokens came from this address: try again in {minutes} minutes. A token that holds works on.",
    clause="W1.4.3",
)
PARAMETER = _API.add(
    "parameter",
    zh="参数有误：{where}。请对照 /api/v1/openapi.json 更正。",
    en="Parameters are wrong: {where}. Compare them with /api/v1/openapi.json.",
    clause="W1.4.3",
)
CURSOR_UNREADABLE = _API.add(
    "cursor-unreadable",
    zh="游标无法识别，或属于另一次查询。请原样使用上一页的 next，查询条件不变；或去掉 cursor 从头查询。",
    en="The cursor can't be read or is of another query. Send the last page's next as it is with the same conditions, "
    "or leave cursor out to begin anew.",
    clause="W1.4.3",
)
KEY_MISSING = _API.add(
    "key-missing",
    zh="写入请求必须带请求号（Idempotency-Key，1 到 100 个可见 ASCII 字符）。请为每次办理生成一个新的，重发时沿用。",
    en="A writing request carries an Idempotency-Key (1 to 100 visible ASCII characters). Make a new one for each act "
    "and send the same again when you repeat it.",
    clause="INV.6",
)
NOT_HERE = _API.add(
    "not-here",
    zh="“{move}”还不能通过接口办理，请在页面上办理。",
    en="{move} can't be done through the API yet: do it on the page.",
    clause="W1.4.3",
)
NOT_FOUND = _API.add(
    "no-such-thing",
    zh="没有这个地址，或没有这条记录。",
    en="There is no such address or record.",
    clause="INV.7",
)
LOOK_CHANGED = _API.add(
    "look-changed",
    zh="从预览到入账之间，已有数据发生了变化，没有写入。请重新预览，核对后再入账。",
    en="What is known has changed since the look: nothing was written. Look again, compare, then bring it in.",
    clause="INV.8",
)
