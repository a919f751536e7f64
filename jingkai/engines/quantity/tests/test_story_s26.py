"""st-S26, numbers with "about": the matchmaking evening and the campaign against fraud."""

from jingkai.engines.quantity import (
    Quantity,
    from_row,
    per,
    ranked,
    read_number,
    round_half_up,
    share,
    to_row,
    write,
)
from tests.proof import proves

PEOPLE_OF_A_PAIR = Quantity.exactly(2, "人/对")


def entered(text: str) -> Quantity:
    read = read_number(text)
    assert read is not None
    return read


@proves("K3.1.7")
def test_200_odd_people_are_stored_as_at_least_200() -> None:
    participants = entered("200多名")
    assert participants == Quantity.at_least(200, "人")
    assert participants.text == "200多名"


@proves("K3.1.7")
def test_eight_pairs_are_16_people_and_at_most_eight_per_cent_of_them() -> None:
    in_pairs = entered("8对") * PEOPLE_OF_A_PAIR
    assert in_pairs == Quantity.exactly(16, "人")
    pair_share = round_half_up(share(in_pairs, entered("200多名")), 1)
    assert write(pair_share) == "≤8.0%"
    assert write(pair_share) != "8.0%"


@proves("K3.1.7")
def test_200_sessions_for_60_000_odd_people_are_at_least_300_each() -> None:
    sessions, audience = entered("200场"), entered("6万余人")
    mean = per(audience, sessions).to("人/场")
    assert write(mean) == "≥300人/场"


@proves("K3.1.7")
def test_the_lecture_of_300_odd_is_one_of_the_200_sessions_and_not_extra() -> None:
    sessions, audience, lecture = entered("200场"), entered("6万余人"), entered("300余人")
    others = sessions - entered("1场")
    assert others + entered("1场") == Quantity.exactly(200, "场")
    # Both are bounds, so what the other 199 drew cannot be said: it is unknown and not 59 700.
    assert write(audience - lecture) == "未填报"


@proves("K3.1.7")
def test_at_least_200_and_exactly_30_are_at_least_230() -> None:
    assert write(entered("200多名") + entered("30人")) == "≥230人"


@proves("K3.1.7", "K3.1.8")
def test_sorting_puts_unknown_last() -> None:
    unknown, few, many = Quantity.unknown("人"), entered("30人"), entered("200多名")
    assert ranked([unknown, many, few], lambda q: q) == [few, many, unknown]
    assert ranked([unknown, few, many], lambda q: q, descending=True) == [many, few, unknown]


@proves("K3.1.7", "K3.1.9")
def test_the_export_keeps_the_qualifier_in_its_own_column_and_reimport_restores_it() -> None:
    for text in ("200多名", "6万余人", "8对", "近百", "不足100", "300余人"):
        quantity = entered(text)
        row = to_row(quantity)
        assert row["qualifier"] in {"≥", "", "≈", "<"}
        assert row["text"] == text
        assert from_row(row) == quantity
        assert from_row(row).text == text
