"""The bus: what is published arrives, in order, and whoever may have missed something is told so."""

import asyncio

import asyncpg
import pytest

from palabre.kit.bus import Bus, Listening, Message, PostgresBus, Resync
from palabre.kit.database_address import Address


async def next_of(news: Listening) -> Message | Resync:
    async with asyncio.timeout(5):
        return await anext(news)


async def test_messages_reach_every_process_that_listens(address: Address, bus: PostgresBus) -> None:
    async with PostgresBus(address) as other:
        with bus.listen("a") as here, other.listen("a", "b") as there:
            assert await next_of(here) == Resync()
            assert await next_of(there) == Resync()
            await other.publish("b", {"only": "there"})
            assert await next_of(there) == Message("b", {"only": "there"})
            await bus.publish("a", {"n": 1})
            for news in (here, there):
                assert await next_of(news) == Message("a", {"n": 1})


async def test_a_listener_of_a_channel_that_is_heard_already_is_told_to_read_the_state(
    bus: PostgresBus,
) -> None:
    with bus.listen("a") as first:
        assert await next_of(first) == Resync()
        with bus.listen("a") as second:
            assert await next_of(second) == Resync()


async def test_a_burst_travels_in_few_notifications_and_in_order(bus: PostgresBus) -> None:
    with bus.listen("a") as news:
        await next_of(news)
        sent = [{"n": count, "filling": "x" * 500} for count in range(100)]
        for body in sent:
            await bus.publish("a", body)
        assert [(await next_of(news)) for _ in sent] == [Message("a", body) for body in sent]


async def test_new_channels_join_while_others_are_sent(bus: PostgresBus) -> None:
    channels = [f"c{count}" for count in range(200)]
    with bus.listen(*channels) as news:
        await next_of(news)
        for channel in channels:
            await bus.publish(channel, {})
            await asyncio.sleep(0.0005)
        heard = [await next_of(news) for _ in channels]
    assert Message(channels[-1], {}) in heard


async def test_a_message_that_is_too_long_is_refused(bus: PostgresBus) -> None:
    await bus.publish("a", {"text": "x" * 7900})
    with pytest.raises(ValueError, match="too many"):
        await bus.publish("a", {"text": "x" * 8000})


async def test_a_slow_listener_is_told_to_read_afresh() -> None:
    bus = Bus()
    with bus.listen("a") as news:
        for count in range(1500):
            await bus.publish("a", {"n": count})
        assert await next_of(news) == Resync()
        assert isinstance(await next_of(news), Message)


async def test_after_a_lost_connection_listeners_resync_and_hear_again(
    address: Address, bus: PostgresBus
) -> None:
    with bus.listen("a") as news:
        await next_of(news)
        owner = await asyncpg.connect(**address.owner())
        await owner.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where datname = current_database() and pid <> pg_backend_pid()"
        )
        await owner.close()
        assert await next_of(news) == Resync()
        await bus.publish("a", {"n": 1})
        assert await next_of(news) == Message("a", {"n": 1})
