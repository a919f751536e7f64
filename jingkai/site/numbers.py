"""Settings that are whole numbers."""


class NumberError(ValueError):
    """A setting that must be a whole number is none; `zh` and `en` say so."""

    def __init__(self, name: str, text: str) -> None:
        self.zh = f"{name}={text!r} 不是整数。请写成数字，如 {name}=30。"
        self.en = f"{name}={text!r} is no whole number: write {name}=30"
        self.code = "site.number-setting"
        super().__init__(self.en)


def whole(name: str, text: str | None, default: int) -> int:
    """The setting `name`, which stands in the environment as `text`; the default where nothing stands there.

    Raises NumberError for what is no whole number of at least 0.
    """
    if not text:
        return default
    if not text.isdecimal():
        raise NumberError(name, text)
    return int(text)
