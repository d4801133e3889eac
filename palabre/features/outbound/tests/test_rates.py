"""What conversations cost, in whole millionths and never too little."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palabre.features.outbound.decide import money
from palabre.features.outbound.rates import FOR_EVER, Prices, Rate

amounts = st.integers(0, 10**9)
rates = st.builds(Rate, amounts, amounts, st.integers(1, 300), st.integers(1, 300))


@pytest.mark.parametrize(
    ("rate", "seconds", "cost"),
    [
        (Rate(60), 1, 1),
        (Rate(60), 61, 61),
        (Rate(60, first=60, step=60), 1, 60),
        (Rate(60, first=60, step=60), 61, 120),
        (Rate(60, first=30, step=6), 31, 36),
        (Rate(60, set_up=5), 10, 15),
        (Rate(100), 1, 2),
        (Rate(0, set_up=5), 3600, 5),
    ],
)
def test_conversations_are_counted_by_steps(rate: Rate, seconds: int, cost: int) -> None:
    assert rate.cost(seconds) == cost


@given(rates, amounts)
def test_an_amount_pays_for_as_long_as_it_lasts_and_no_longer(rate: Rate, amount: int) -> None:
    lasts = rate.seconds_for(amount)
    if lasts == FOR_EVER:
        assert rate.cost(86_400) <= amount
    elif lasts:
        assert rate.cost(lasts) <= amount < rate.cost(lasts + 1)
    else:
        assert amount < rate.cost(1)


def test_the_longest_prefix_counts() -> None:
    prices = Prices({"33": Rate(1), "336": Rate(2), "3367": Rate(3)})
    found = [prices.of(each) for each in ("+33142000000", "+33612345678", "+33672345678", "+2250707070707")]
    assert [each and each.per_minute for each in found] == [1, 2, 3, None]


@pytest.mark.parametrize(
    ("amount", "written"), [(0, "0"), (25_000_000, "25"), (350_000, "0.35"), (-1_500_000, "-1.5")]
)
def test_money_reads_well(amount: int, written: str) -> None:
    assert money(amount) == written
