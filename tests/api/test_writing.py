"""Moves with evidence, receipts, tables brought in and taken back: once, by a key, under the person's name."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile

from jingkai.kernel.facts.models import Fact
from jingkai.kernel.flows.models import Move
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.messages.models import Receipt
from jingkai.kernel.messages.services import send
from jingkai.kernel.parties.tests.people import AT, Zone
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.models import Entry, File
from tests.proof import proves

from .calling import program, read, refusal

TABLE = """示例经开区2024年1-3月用电量
单位：亿元
单位名称,用电量
东城街道,2.5
"""


def picture(content: bytes = b"picture") -> SimpleUploadedFile:
    return SimpleUploadedFile("现场.jpg", content, "image/jpeg")


@proves("W1.4.3")
def test_a_move_with_evidence_is_made_once_under_its_key(zone: Zone) -> None:
    matter, one = Matter.objects.get(), program("east")
    address, before = f"/matters/{matter.pk}/moves", matter.case.moves.count()
    assert refusal(one.post(address, {"form": {"move": "accept"}})) == (400, "api.key-missing")
    said = [
        read(
            one.post(address, {"form": {"move": "accept", "note": "已收到", "files": [picture()]}}, key="k1"),
            201,
        )
        for _ in range(2)
    ]
    assert said[0] == said[1]
    assert said[0]["n"] == before + 1 == matter.case.moves.count()
    entry = Entry.objects.get(batch=Move.objects.get(case=matter.case, n=before + 1).batch)
    assert (entry.person, entry.token) == (zone.easterner.pk, one.token.pk)
    # The same key for something else is refused, and another's key is another.
    other = {"form": {"move": "accept", "note": "另一件", "files": [picture()]}}
    assert refusal(one.post(address, other, key="k1")) == (409, "records.request-changed")
    assert matter.case.moves.count() == before + 1


@proves("W1.4.3")
def test_evidence_comes_back_with_its_fingerprint(zone: Zone) -> None:
    matter, one = Matter.objects.get(), program("east")
    one.post(f"/matters/{matter.pk}/moves", {"form": {"move": "accept", "files": [picture()]}}, key="k")
    (file,) = read(one.get(f"/matters/{matter.pk}"))["files"]
    assert (file["name"], file["size"]) == ("现场.jpg", 7)
    content = one.get(f"/matters/{matter.pk}/files/{file['id']}")
    assert (content.content, content["Content-Disposition"][:10]) == (b"picture", "attachment")
    assert refusal(program("west").get(f"/matters/{matter.pk}/files/{file['id']}")) == (
        404,
        "api.no-such-thing",
    )


@proves("W1.4.3")
def test_what_the_person_may_not_do_the_program_may_not(zone: Zone) -> None:
    matter, one = Matter.objects.get(), program("clerk", "items:write")
    said = read(program("east").get(f"/matters/{matter.pk}"))["next"]
    assert {row["move"]: not row["obstacles"] for row in said}["accept"]
    status, code = refusal(
        program("head").post(f"/matters/{matter.pk}/moves", {"form": {"move": "accept"}}, key="k")
    )
    assert (status, code) == (403, "flows.not-the-doer")
    assert refusal(one.post(f"/matters/{matter.pk}/moves", {"form": {"move": "transfer"}}, key="k"))[1] in (
        "api.not-here",
        "api.no-such-thing",
    )
    assert refusal(
        program("west").post(f"/matters/{matter.pk}/moves", {"form": {"move": "accept"}}, key="k")
    ) == (
        404,
        "api.no-such-thing",
    )


@proves("W1.4.3")
def test_a_receipt_twice_is_one_and_another_s_notice_is_none(zone: Zone) -> None:
    notice = send(SYSTEM, "开会", people=[zone.easterner], at=AT, must_acknowledge=True)
    one = program("east")
    (row,) = read(one.get("/notices"))["items"]
    assert (row["id"], row["receipts"]) == (notice.pk, [])
    for _ in range(2):
        read(one.post(f"/notices/{notice.pk}/receipts", {"step": "acknowledged"}), 201)
    assert Receipt.objects.filter(addressee__notice=notice).count() == 1
    assert refusal(program("west").post(f"/notices/{notice.pk}/receipts", {"step": "read"})) == refusal(
        program("west").post("/notices/99999/receipts", {"step": "read"})
    )


@proves("W1.4.3")
def test_a_table_is_looked_at_brought_in_once_and_taken_back(zone: Zone) -> None:
    one, figures = program("east"), Fact.objects.known_at().count()
    table = SimpleUploadedFile("用电_2024年1-3月.csv", TABLE.encode("utf-8-sig"), "text/csv")
    look = read(one.post("/tables", {"form": {"sender": zone.east.pk, "caliber": "统计", "table": table}}))
    assert [row["value"]["lo"] for row in look["new"]] == ["2.5"]
    assert Fact.objects.known_at().count() == figures
    sent = {"sender": zone.east.pk, "caliber": "统计", "sha256": look["sha256"], "name": look["name"]}
    assert read(one.post("/tables/look", sent))["seen"] == look["seen"]
    assert refusal(one.post("/batches", {**sent, "seen": "0" * 16})) == (409, "api.look-changed")
    done = [read(one.post("/batches", {**sent, "seen": look["seen"]}), 201) for _ in range(2)]
    assert done[0]["batch"]["id"] == done[1]["batch"]["id"]
    assert Fact.objects.known_at().count() == figures + 1
    batch = done[0]["batch"]["id"]
    assert read(one.get(f"/batches/{batch}"))["facts"] == 1
    assert refusal(program("west").get(f"/batches/{batch}")) == refusal(program("west").get("/batches/99999"))
    for _ in range(2):
        back = read(one.post(f"/batches/{batch}/withdrawal", {"reason": "报错了"}, key="w"), 201)
        assert back["reason"] == "报错了"
    assert Fact.objects.known_at().count() == figures
    again = one.post(f"/batches/{batch}/withdrawal", {"reason": "再来"}, key="w2")
    assert refusal(again) == (409, "records.batch-withdrawn")


@proves("W1.4.3")
def test_no_table_is_brought_in_for_a_unit_that_is_not_one_s_own(zone: Zone) -> None:
    table = SimpleUploadedFile("用电_2024年1-3月.csv", TABLE.encode("utf-8-sig"), "text/csv")
    answers = [
        refusal(program("east").post("/tables", {"form": {"sender": number, "table": table}}))
        for number in (zone.west.pk, 99999)
    ]
    assert {code for _, code in answers} == {"web.no-such-unit"}
    assert not File.objects.exists()


def test_a_file_that_is_no_table_is_refused_with_its_code(zone: Zone) -> None:
    broken = SimpleUploadedFile("坏.xlsx", BytesIO(b"PK nothing").getvalue(), "")
    status, code = refusal(
        program("east").post("/tables", {"form": {"sender": zone.east.pk, "table": broken}})
    )
    assert (status, code.partition(".")[0]) == (400, "sheets")
