"""The installation's secret key: from the environment, or made once and kept beside the data."""

import os
import secrets
from pathlib import Path


def secret_key(directory: Path) -> str:
    """JINGKAI_SECRET_KEY, else the key in `directory`/secret-key, which is made at the first start (mode
    0600).
    """
    given = os.environ.get("JINGKAI_SECRET_KEY")
    if given:
        return given
    path = directory / "secret-key"
    directory.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        # Written whole under another name first: two processes that start together agree on one key.
        draft = directory / f".secret-key.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48), encoding="ascii")
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii")
