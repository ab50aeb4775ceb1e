"""What the system said about a file or a disk, in Chinese. It opens nothing."""

from __future__ import annotations

import errno

_WHY = {
    errno.ENOENT: "没有这个文件或目录", errno.EACCES: "没有权限", errno.EPERM: "没有权限", errno.EROFS: "只能读，不能写", errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完", errno.EEXIST: "同名的文件已经存在", errno.ENOTDIR: "路径中有一段不是目录", errno.EISDIR: "这是目录，不是文件",
    errno.EIO: "磁盘读写出错", errno.ENAMETOOLONG: "名称太长", errno.EFBIG: "文件太大",
}  # fmt: skip


def why(error: OSError) -> str:
    """Why the system refused: ``磁盘已满``; the number of the error where it has no word here."""
    return _WHY.get(error.errno or 0, f"系统错误{error.errno}")


def about(error: OSError) -> str:
    """The same with the file it is about: ``读写文件 x 不成：磁盘已满``."""
    named = f" {error.filename} " if error.filename else ""
    return f"读写文件{named}不成：{why(error)}"
