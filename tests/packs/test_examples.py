"""Every worked example of every pack, and the runner itself: files from anywhere, and plain words for whatever is wrong."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest

from fadu.config.cli import main as fadu
from fadu.packs import example_runner as runner
from fadu.packs import pack_names
from fadu.packs.example_file import BadExample, read

EXAMPLES = runner.find([])
HEAD = 'title = "甲"\nprocedure = "disputes.dispute"\n'
STEP = '[[step]]\non = 2025-03-03\ndo = "apply"\n'


def pack_of(path: Path) -> str:
    return path.parent.parent.name


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: f"{pack_of(p)}/{p.stem}")
def test_example(path: Path) -> None:
    assert runner.run_file(path).problems == []


def test_every_pack_has_examples_of_its_own() -> None:
    assert {pack_of(p) for p in EXAMPLES} >= set(pack_names())


def test_titles_are_said_once_in_a_pack() -> None:
    titles = [(pack_of(p), read(p).title) for p in EXAMPLES]
    assert len(titles) == len(set(titles))


@pytest.fixture
def broken(tmp_path: Path):  # type: ignore[no-untyped-def]
    """The one problem of a file with this text."""

    def problem(text: str | bytes, name: str = "例.toml") -> str:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        (only,) = runner.run_file(path).problems
        return only.removeprefix(f"{path}:").removeprefix(str(path))

    return problem


def an_example() -> str:
    return next(p for p in EXAMPLES if pack_of(p) == "disputes").read_text(encoding="utf-8")


def test_files_from_a_folder_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "own.toml").write_text(an_example(), encoding="utf-8")
    assert runner.main([str(tmp_path)]) == 0
    assert capsys.readouterr().out == "例子1个：通过1个，未通过0个\n"


def test_a_failing_example_says_what_came_and_what_should_have(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "own.toml").write_text(an_example().replace("[[step]]", '[[step]]\nrefused = ["no_such_gate"]', 1), encoding="utf-8")
    assert runner.main([str(tmp_path / "own.toml")]) == 1
    said = capsys.readouterr().out
    assert "应当拒绝：['no_such_gate']，实际：不拒绝" in said and "未通过1个" in said
    assert "；这一步没有名为no_such_gate的关口，有的是：" in said


def test_json_names_files_and_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "good.toml").write_text(an_example(), encoding="utf-8")
    (tmp_path / "bad.toml").write_text("title = ", encoding="utf-8")
    assert runner.main([str(tmp_path)], as_json=True) == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["passed"], said["failed"]) == (1, 1)
    assert [row["passed"] for row in said["examples"]] == [False, True]
    assert said["examples"][0]["file"].endswith("bad.toml") and said["examples"][0]["problems"]


def test_an_empty_folder_is_not_a_success(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert runner.main([str(tmp_path)]) == 1
    assert "没有找到例子" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + STEP + 'colour = "红"\n', "6: 步骤里没有“colour”这个写法；可用："),
        (HEAD + 'author = "李某"\n' + STEP, "3: 文件里没有“author”这个写法"),
        (HEAD + STEP + "[then]\nmood = 1\n", "7: then里没有“mood”这个写法"),
        (HEAD + '[given]\npeople = [{name = "李某", role = "clerk", colour = "红"}]\n' + STEP, "4: given 的 people 里没有“colour”这个写法"),
        (HEAD + '[given]\npeople = [{name = "李某"}]\n' + STEP, "4: given 的 people 有一行缺少 role"),
        (HEAD + '[given]\ndragons = [{name = "李某"}]\n' + STEP, "4: given 里没有“dragons”这个登记表"),
        (HEAD + '[given]\nofficers = [{name = "李某", colour = "红"}]\n' + STEP, "4: 登记表“执法人员"),
        (HEAD + '[given]\npeople = "李某"\n' + STEP, "4: given 的“people”须写成多行"),
        (HEAD + '[given]\nmatters = [{procedure = "x.y", state = "z"}]\n' + STEP, "没有“x.y”这个程序"),
        (HEAD + '[given]\nmatters = [{procedure = "disputes.dispute", state = "z", facts = {colour = 1}}]\n' + STEP, "没有“colour”这一项"),
        (HEAD + '[given]\nmatters = [{procedure = "disputes.dispute", state = "moon"}]\n' + STEP, "4: “矛盾纠纷”没有“moon”这个状态；可用：found"),
        (HEAD + '[given]\nmatters = [{procedure = "disputes.dispute", state = "found", parent = "乙案"}]\n' + STEP, "还没有名为“乙案”的事项"),
        (HEAD + '[given]\nmatters = [{name = "甲", procedure = "disputes.dispute", state = "found"}, {name = "甲", procedure = "disputes.dispute", state = "found"}]\n' + STEP, "4: given 的 matters 里“甲”写了两次"),
        (HEAD + '[given]\npeople = [{name = "李某", role = "mediater"}]\n' + STEP, "4: 没有“mediater”这个岗位；相近的有：mediator"),
        (HEAD + '[given]\npeople = [{name = "李某", role = "mediator"}, {name = "李某", role = "leader"}]\n' + STEP, "4: given 的 people 里“李某”写了两次"),
        (HEAD + '[given]\npeople = [{name = "李某", role = "mediator", until = 2024-01-01, since = 2025-01-01}]\n' + STEP, "4: “李某”的任职在开始之前就结束了"),
        (HEAD + "[[step]]\ndo = \"apply\"\n", "3: 这一步缺少 on"),
        (HEAD + "[[step]]\non = 2025-03-03\n", "3: 这一步缺少 do"),
        (HEAD + '[[step]]\non = "昨天"\ndo = "apply"\n', "4: on 须写成日期，如 2025-03-06"),
        (HEAD + '[[step]]\non = 2025-03-03T08:00:00\ndo = "apply"\n', "4: on 须写成日期"),
        (HEAD + '[[step]]\non = 2025-02-30\ndo = "apply"\n', "4: 这里的写法不是有效的 TOML"),
        (HEAD + STEP + 'by = "李某"\n', '6: by 须写成一组文字，如 ["李某", "王某"]'),
        (HEAD + STEP + 'refused = "x"\n', "6: refused 须写成一组文字"),
        (HEAD + STEP + 'due = {decide = "六月"}\n', "6: due 须写成一表日期"),
        (HEAD + STEP + 'reasons = {moon = "x"}\n', "没有可以说明理由的关口“moon”；可用：无"),
        (HEAD + STEP + 'due = {retrun = 2025-06-03}\n', "期限 retrun 没有开始；本事项开始过的：无"),
        (HEAD + STEP + "form = true\n", "6: form 须写成整数"),
        (HEAD + STEP + 'of = "没有的"\nchild = "x"\n', "3: 还没有名为“没有的”的事项；已有：无"),
        (HEAD, "没有任何 [[step]]"),
        (HEAD + "step = []\n", "没有任何 [[step]]"),
        (HEAD + "step = 5\n", "3: step 须写成多个表"),
        ("", "没有任何 [[step]]"),
        (STEP, "没有写明 procedure"),
        ('procedure = "disputes.disputte"\n' + STEP, "1: 没有“disputes.disputte”这个程序；相近的有：disputes.dispute"),
        (HEAD + '[[step]]\non = 2025-03-03\ndo = "dance"\n', "“矛盾纠纷”没有“dance”这一步"),
        (HEAD + STEP + '[then.figures]\n"no.such" = 1\n', "没有“no.such”这个指标"),
        (HEAD + STEP + '[then.figures]\n"disputes.settled:no.part" = 1\n', "没有“no.part”这一部分"),
        (HEAD + STEP + '[then.figures]\n"disputes.setled" = 1\n', "没有“disputes.setled”这个指标；相近的有：disputes.settled"),
        (HEAD + STEP + '[then.rows]\nmediater = 1\n', "没有“mediater”这个登记表；相近的有：mediators"),
        (HEAD + STEP + '[then.states]\n"乙案" = "open"\n', "还没有名为“乙案”的事项"),
        (b"\xff\xfe\x00", "文件不是 UTF-8 编码的文本"),
        ("title = [", "这里的写法不是有效的 TOML"),
        ("title = " + "[" * 3000, "括号嵌套太深"),
    ],
)  # fmt: skip
def test_a_broken_file_is_told_in_chinese_with_its_line(broken, text: str | bytes, said: str) -> None:  # type: ignore[no-untyped-def]
    assert said in broken(text)


def test_a_step_that_is_refused_unexpectedly_says_why_and_the_way_out(broken) -> None:  # type: ignore[no-untyped-def]
    said = broken(HEAD + STEP + 'with = {colour = "红"}\n')
    assert "第3行 apply：应当拒绝：不拒绝，实际：['fields'" in said and "不填写“colour”" in said


def test_a_missing_file_and_a_folder_in_its_place(tmp_path: Path) -> None:
    with pytest.raises(BadExample, match="没有这个文件"):
        read(tmp_path / "none.toml")
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(BadExample, match="文件读不出来"):
        read(tmp_path / "folder.toml")


def test_the_command_answers_1_and_shows_no_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own.toml").write_text("title = ", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["fadu", "examples", str(tmp_path), str(tmp_path / "none.toml")])
    with pytest.raises(SystemExit) as left:
        fadu()
    out = capsys.readouterr()
    assert left.value.code == 1
    assert "Traceback" not in out.out + out.err and "未通过2个" in out.out


def mutated(text: str, dice: random.Random) -> str:
    """The text with one line lost, doubled or moved, or one word replaced by another."""
    lines = text.splitlines()
    where, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    kind = dice.randrange(5)
    if kind == 0:
        del lines[where]
    elif kind == 1:
        lines.insert(other, lines[where])
    elif kind == 2:
        words = ["true", "-1", '""', "2099-01-01", "[]", "{}", "1.5", '"李某"', "00:00:00"]
        lines[where] = f"{lines[where].split('=')[0]}= {dice.choice(words)}"
    elif kind == 3:
        at = dice.randrange(len(lines[where]) + 1)
        lines[where] = lines[where][:at] + dice.choice("\"'[]{}=.,\x00十") + lines[where][at:]
    else:
        lines[where], lines[other] = lines[other], lines[where]
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(8))
def test_however_a_file_is_damaged_the_answer_is_an_outcome(tmp_path: Path, seed: int) -> None:
    dice, path = random.Random(seed), tmp_path / "damaged.toml"
    for _ in range(25):
        path.write_text(mutated(dice.choice(EXAMPLES).read_text(encoding="utf-8"), dice), encoding="utf-8")
        outcome = runner.run_file(path)
        assert outcome.passed or all(problem.strip() for problem in outcome.problems)
    assert os.listdir(tmp_path) == ["damaged.toml"]
