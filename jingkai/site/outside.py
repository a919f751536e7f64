"""What goes wrong outside the program, with files and their text, said in the language asked for."""

import errno
import json

_FILES = {
    errno.ENOENT: ("没有这个文件或文件夹", "there is no such file or folder"),
    errno.EACCES: ("没有权限", "permission is denied"),
    errno.EPERM: ("没有权限", "permission is denied"),
    errno.EEXIST: ("已经存在", "it exists already"),
    errno.EISDIR: ("这是文件夹，不是文件", "it is a folder, not a file"),
    errno.ENOTDIR: ("这不是文件夹", "it is not a folder"),
    errno.ENOSPC: ("磁盘已满", "the disk is full"),
    errno.EROFS: ("磁盘只读", "the disk is read-only"),
    errno.ENAMETOOLONG: ("名称太长", "the name is too long"),
}


def why(error: OSError | ValueError, lang: str) -> str:
    """Why a file could not be read or written, or its text not understood: half a sentence, without a full stop.

    What this house has no words for is said in the system's own.
    """
    zh, en = _said(error)
    return en if lang == "en" else zh


def _said(error: OSError | ValueError) -> tuple[str, str]:
    if isinstance(error, json.JSONDecodeError):
        place = error.lineno, error.colno
        return "第 {} 行第 {} 个字符处不合 JSON 格式".format(
            *place
        ), "not JSON at line {}, character {}".format(*place)
    if isinstance(error, UnicodeDecodeError):
        return "不是 UTF-8 编码的文本", "it is not text in UTF-8"
    if isinstance(error, OSError):
        system = str(error.strerror or error)
        return _FILES.get(error.errno or 0, (system, system))
    return str(error), str(error)
