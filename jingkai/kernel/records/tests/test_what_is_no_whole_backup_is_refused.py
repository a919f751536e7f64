"""An archive is read to its end before anything is touched; what does not meet its sums is refused."""

import io
import random
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from jingkai.kernel.problems import Problem
from jingkai.kernel.records.backup import Backup, restore_backup, take_backup
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.records.verify import verify
from tests.proof import proves

from .machines import NewMachine, at, with_content
from .samples import AT

FLIPS = 120
CUTS = 25

Member = tuple[tarfile.TarInfo, bytes]


@pytest.fixture
def backup(new_machine: NewMachine, tmp_path: Path) -> Backup:
    for name in ("一月", "二月", "三月"):
        with_content(name)
    seal()
    return take_backup(tmp_path, at=AT)


def refused(archive: Path) -> Problem:
    """The refusal, which left nothing in an empty machine."""
    with pytest.raises(Problem) as refusal:
        restore_backup(archive)
    if connection.vendor == "sqlite":
        assert not Path(connection.settings_dict["NAME"]).parent.exists()
    else:
        assert connection.introspection.table_names() == []
    return refusal.value


@proves("K2.5.2")
def test_an_archive_cut_off_anywhere_is_refused(
    backup: Backup, new_machine: NewMachine, tmp_path: Path
) -> None:
    whole = backup.path.read_bytes()
    end = whole.index(b"manifest.json\n") + len("manifest.json\n")
    chance = random.Random(7)
    cuts = [0, 1, 511, 512, end - 1, *(chance.randrange(end) for _ in range(CUTS))]
    archive = tmp_path / "cut.tar"
    with at(new_machine()):
        for cut in cuts:
            archive.write_bytes(whole[:cut])
            assert refused(archive).code == "records.archive-damaged", cut


@proves("K2.5.2")
def test_a_changed_byte_anywhere_is_refused_unless_it_is_in_the_filling_between_members(
    backup: Backup, new_machine: NewMachine, tmp_path: Path
) -> None:
    whole = backup.path.read_bytes()
    held = set()
    with tarfile.open(backup.path) as tar:
        for member in tar:
            held.update(range(member.offset, member.offset_data + member.size))
    # As many in the small members, which say what the large one is, as in the large one.
    chance = random.Random(11)
    small = len(whole) - 20 * tarfile.BLOCKSIZE
    places = {chance.randrange(len(whole)) for _ in range(FLIPS)}
    places |= {chance.randrange(small, len(whole)) for _ in range(FLIPS)}
    archive = tmp_path / "changed.tar"
    struck = 0
    with at(new_machine()):
        for place in sorted(places & held):
            archive.write_bytes(
                whole[:place] + bytes([whole[place] ^ (1 << chance.randrange(8))]) + whole[place + 1 :]
            )
            assert refused(archive).code == "records.archive-damaged", place
            struck += 1
    assert struck > FLIPS // 2
    # The filling is nobody's: such an archive still gives back everything.
    between = next(place for place in range(len(whole)) if place not in held)
    archive.write_bytes(whole[:between] + b"x" + whole[between + 1 :])
    with at(new_machine()):
        restore_backup(archive)
        assert verify().head == backup.manifest.head
        assert verify().breaks == []


def rewritten(source: Path, target: Path, change: Callable[[list[Member]], list[Member]]) -> Path:
    """The archive with other members, as a well-formed tar."""
    with tarfile.open(source) as tar:
        members = [(member, (tar.extractfile(member) or io.BytesIO()).read()) for member in tar]
    with tarfile.open(target, "w") as tar:
        for member, content in change(members):
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return target


def renamed(member: tarfile.TarInfo, name: str) -> tarfile.TarInfo:
    return member.replace(name=name, deep=False)


@pytest.mark.parametrize(
    ("change", "part"),
    [
        pytest.param(lambda all: all[:1] + all[2:], "files/", id="a-file-is-missing"),
        pytest.param(lambda all: all[1:], "database.", id="the-database-is-missing"),
        pytest.param(lambda all: all[:-1], "SHA256SUMS", id="the-sums-are-missing"),
        pytest.param(lambda all: all[:-2] + all[-1:], "manifest.json", id="the-manifest-is-missing"),
        pytest.param(lambda all: [*all[:2], all[1], *all[2:]], "files/", id="a-member-twice"),
        pytest.param(
            lambda all: [(renamed(all[1][0], "../../outside"), all[1][1]), *all],
            "../../outside",
            id="a-member-that-leads-outside",
        ),
        pytest.param(lambda all: [all[0], (all[1][0], b"other"), *all[2:]], "files/", id="another-content"),
        pytest.param(lambda all: [], "SHA256SUMS", id="nothing-in-it"),
    ],
)
@proves("K2.5.2")
def test_an_archive_put_together_by_somebody_is_refused_and_its_part_named(
    change: Callable[[list[Member]], list[Member]],
    part: str,
    backup: Backup,
    new_machine: NewMachine,
    tmp_path: Path,
) -> None:
    archive = rewritten(backup.path, tmp_path / "other.tar", change)
    with at(new_machine()):
        refusal = refused(archive)
    assert refusal.code == "records.archive-damaged"
    assert refusal.values["part"].startswith(part)


def test_what_is_no_archive_at_all_is_refused(
    backup: Backup, new_machine: NewMachine, tmp_path: Path
) -> None:
    text = tmp_path / "letter.tar"
    text.write_text("关于" * 2000, encoding="utf-8")
    packed = tmp_path / "packed.tar.gz"
    with tarfile.open(packed, "w:gz") as tar:
        tar.add(backup.path, "inner.tar")
    with at(new_machine()):
        for path in (text, packed, tmp_path, tmp_path / "not-there.tar"):
            assert refused(path).code == "records.archive-damaged"


def test_the_sums_are_those_that_every_machine_can_check(backup: Backup, tmp_path: Path) -> None:
    """In twenty years, without this program: tar and sha256sum are enough to have the content back."""
    program = shutil.which("sha256sum")
    if program is None:
        pytest.skip("sha256sum is not on this machine")
    by_hand = tmp_path / "by-hand"
    by_hand.mkdir()
    with tarfile.open(backup.path) as tar:
        names = tar.getnames()
        tar.extractall(by_hand, filter="data")
    done = subprocess.run(
        [program, "--check", "--strict", "SHA256SUMS"], cwd=by_hand, capture_output=True, text=True
    )
    assert done.returncode == 0
    assert done.stdout.count(": OK") == len(names) - 1 == 5
