"""Codes to test with: drawn at random, their check digits computed in another way than the engine does."""

from datetime import date

from hypothesis import strategies as st

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
BODY_VALUES = {char: value for value, char in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
# The weights as the two standards print them.
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
CITIZEN_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def sealed_credit(first: str) -> str:
    """A credit code from its first 16 characters, by search: the check is what makes the sum come out."""
    body = first[8:16]
    total = sum(BODY_VALUES[char] * weight for char, weight in zip(body, BODY_WEIGHTS, strict=True))
    inner = next(char for value, char in enumerate("0123456789X") if (total + value) % 11 == 0)
    known = first + inner
    total = sum(ALPHABET.index(char) * weight for char, weight in zip(known, CREDIT_WEIGHTS, strict=True))
    outer = next(char for value, char in enumerate(ALPHABET) if (total + value) % 31 == 0)
    return known + outer


def sealed_citizen(first: str) -> str:
    """A citizen's number from its first 17 digits, by the table printed with the standard."""
    total = sum(int(digit) * weight for digit, weight in zip(first, CITIZEN_WEIGHTS, strict=True))
    return first + "10X98765432"[total % 11]


places = st.sampled_from(["110105", "320505", "350304", "411625", "620502"])
credit_codes = st.builds(
    lambda prefix, place, body: sealed_credit(prefix + place + body),
    st.sampled_from(["11", "12", "51", "52", "91", "92", "93", "N2", "81"]),
    places,
    st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=8, max_size=8),
)
citizen_ids = st.builds(
    lambda place, born, number: sealed_citizen(f"{place}{born:%Y%m%d}{number:03}"),
    places,
    st.dates(min_value=date(1900, 1, 1), max_value=date(2024, 12, 31)),
    st.integers(1, 999),
)
