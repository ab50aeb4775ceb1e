"""Evidence files: kept by content, typed by their bytes, refused in plain words, whole or not at all."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from fadu.kernel.finding import Refusal
from fadu.kernel.merkle import leaf_hash, root_of
from fadu.store.evidence import CHUNK, EvidenceFolder, Stored, digests

PDF = b"%PDF-1.7\n" + b"x" * 100


@pytest.fixture
def folder(tmp_path: Path) -> EvidenceFolder:
    return EvidenceFolder(tmp_path / "evidence")


def office(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return file.getvalue()


def kept(folder: EvidenceFolder, data: bytes) -> Stored:
    stored = folder.put(io.BytesIO(data))
    assert isinstance(stored, Stored)
    return stored


def left_behind(folder: EvidenceFolder) -> list[Path]:
    return [p for p in folder.path.rglob("*") if p.is_file()]


def test_it_works(folder: EvidenceFolder) -> None:
    stored = kept(folder, PDF)
    assert (stored.sha256, stored.size, stored.media.name, stored.new) == (
        sha256(PDF).hexdigest(), len(PDF), "application/pdf", True,
    )  # fmt: skip
    with folder.open(stored.root) as file:
        assert file.read() == PDF
    assert folder.fault(stored.root, stored.sha256, stored.size) == ""
    assert left_behind(folder) == [folder.file(stored.root)]


def test_a_stored_file_can_be_neither_written_nor_run(folder: EvidenceFolder) -> None:
    assert folder.file(kept(folder, PDF).root).stat().st_mode & 0o777 == 0o400


@pytest.mark.parametrize("size", [1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 7])
def test_the_root_is_the_merkle_root_over_chunks(folder: EvidenceFolder, size: int) -> None:
    data = (b"%PDF-" + Random(size).randbytes(size))[:size] if size > 5 else b"a"
    stored = kept(folder, data)
    chunks = [leaf_hash(data[i : i + CHUNK]) for i in range(0, len(data), CHUNK)]
    assert stored.root == root_of(chunks).hex()
    with folder.open(stored.root) as file:
        assert digests(file) == type(digests(io.BytesIO(b"")))(stored.root, stored.sha256, size)


def test_how_the_bytes_arrive_makes_no_difference(folder: EvidenceFolder) -> None:
    data = b"%PDF-" + Random(1).randbytes(2 * CHUNK + 99)
    pieces = [data[i : i + 70_001] for i in range(0, len(data), 70_001)]
    one, other = folder.put(iter(pieces)), folder.put(io.BytesIO(data))
    assert isinstance(one, Stored)
    assert isinstance(other, Stored)
    assert (one.root, one.new, other.root, other.new) == (other.root, True, one.root, False)


def test_a_rotten_copy_is_mended_by_handing_it_in_again(folder: EvidenceFolder) -> None:
    root = kept(folder, PDF).root
    os.chmod(folder.file(root), 0o600)
    folder.file(root).write_bytes(b"rotten")
    assert folder.fault(root) == "附件内容与存入时不同"
    assert kept(folder, PDF).new
    assert folder.fault(root) == ""


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (b"\xff\xd8\xff\xe0" + b"\x00" * 20, "image/jpeg"), (b"\x89PNG\r\n\x1a\n\x00", "image/png"),
        (b"RIFF\x00\x00\x00\x00WEBP", "image/webp"), (b"RIFF\x00\x00\x00\x00WAVE", "audio/wav"),
        (b"RIFF\x00\x00\x00\x00AVI ", "video/x-msvideo"), (b"\x00\x00\x00\x20ftypisom\x00", "video/mp4"),
        (b"\x00\x00\x00\x20ftypheic\x00", "image/heic"), (b"\x00\x00\x00\x20ftypM4A \x00", "audio/mp4"),
        (b"ID3\x03\x00\x00", "audio/mpeg"), (b"#!AMR\n\x00", "audio/amr"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "application/x-ole-storage"),
        (office("OFD.xml", "Doc_0/Document.xml"), "application/ofd"),
        (office("[Content_Types].xml", "word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (office("[Content_Types].xml", "xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("现场笔录\n一、时间".encode(), "text/plain"), ("现场笔录".encode("gb18030"), "text/plain"),
    ],
)  # fmt: skip
def test_the_type_is_told_from_the_bytes(folder: EvidenceFolder, data: bytes, media: str) -> None:
    assert kept(folder, data).media.name == media


@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90\x00\x03", b"\x7fELF\x02", b"#!/bin/sh\necho", b"<html><script>", b"\xef\xbb\xbf<!DOCTYPE html>",
        b"<svg onload='x'>", b"<?php echo 1;", office("a.txt"), office("word/document.xml", "word/vbaProject.bin"),
        b"PK\x03\x04broken", b"\x00\x01\x02\x03", b"text\x00with a nought", b"\x00\x00\x00\x20ftypEVIL\x00",
        Random(5).randbytes(300),
    ],
)  # fmt: skip
def test_programs_pages_archives_and_macros_are_refused(folder: EvidenceFolder, data: bytes) -> None:
    refusal = folder.put(io.BytesIO(data), name="现场照片.jpg")
    assert isinstance(refusal, Refusal)
    assert refusal.gate == "file_type"
    assert refusal.message == "文件“现场照片.jpg”不是可以存档的类型"
    assert "可以上传：图片" in refusal.remedy
    assert left_behind(folder) == []


def test_an_empty_file_is_refused(folder: EvidenceFolder) -> None:
    refusal = folder.put(io.BytesIO(b""), name="a.pdf")
    assert isinstance(refusal, Refusal)
    assert str(refusal) == "文件“a.pdf”是空的 → 重新选择文件；拍照的请重拍"
    assert left_behind(folder) == []


def test_a_file_too_large_is_refused_before_it_is_read_to_the_end(folder: EvidenceFolder) -> None:
    read = []

    def endless() -> Iterator[bytes]:
        while True:
            read.append(1)
            yield PDF.ljust(CHUNK)

    refusal = folder.put(endless(), max_bytes=3 * CHUNK)
    assert isinstance(refusal, Refusal)
    assert refusal.message == "文件超过3MB，没有存入"
    assert len(read) == 4
    assert left_behind(folder) == []


def test_a_file_of_exactly_the_bound_is_kept(folder: EvidenceFolder) -> None:
    assert isinstance(folder.put(io.BytesIO(PDF), max_bytes=len(PDF)), Stored)


def test_a_broken_upload_leaves_nothing(folder: EvidenceFolder) -> None:
    def broken() -> Iterator[bytes]:
        yield PDF
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        folder.put(broken())
    assert left_behind(folder) == []


@pytest.mark.parametrize("root", ["", "../../etc/passwd", "A" * 64, "g" * 64, "0" * 63, "0" * 64 + "/x"])
def test_an_address_is_never_a_path(folder: EvidenceFolder, root: str) -> None:
    with pytest.raises(ValueError, match="64 hexadecimal"):
        folder.file(root)
