"""Tones, levels and silence are told apart as a careful listener would."""

from collections.abc import Callable

import numpy as np
import pytest

from tests.phone.kit.hearing import NOTHING, level, quiet_spans, tone_spans, tones
from tests.phone.kit.sound import Samples, key_tones, resample, silence, tone
from tests.phone.kit_tests.conftest import Speak
from tests.phone.kit_tests.degrade import LINES, a_law, mu_law

TEST_TONES = (600.0, 1000.0, 1730.0)
EDGE = 0.04


@pytest.mark.parametrize(("wanted", "of"), [(-12.0, tone(1000, 1, -12)), (-30.0, tone(440, 1, -30))])
def test_a_tone_has_its_level(wanted: float, of: Samples) -> None:
    assert level(of) == pytest.approx(wanted, abs=0.1)
    assert tones(of)[0].level == pytest.approx(wanted, abs=0.5)


def test_nothing_has_no_level() -> None:
    assert level(silence(0)) == level(silence(1)) == NOTHING


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("frequency", TEST_TONES)
def test_a_tone_is_heard_over_any_line(frequency: float, line: Callable[[Samples], Samples]) -> None:
    heard = line(tone(frequency, 2))
    assert sum(span.seconds for span in tone_spans(heard, frequency)) > 1.7
    others = [other for other in TEST_TONES if other != frequency]
    assert [tone_spans(heard, other) for other in others] == [[], []]


@pytest.mark.parametrize("coded", [a_law, mu_law])
@pytest.mark.parametrize("frequency", TEST_TONES)
def test_coding_adds_no_tone(frequency: float, coded: Callable[[Samples], Samples]) -> None:
    heard = tones(coded(tone(frequency, 0.5)))
    assert [round(one.frequency) for one in heard] == [frequency]


def test_mixed_tones_are_all_heard_and_no_other() -> None:
    mixed = a_law(tone(600, 1) + tone(1730, 1))
    assert sorted(round(one.frequency) for one in tones(mixed)) == [600, 1730]
    assert tone_spans(mixed, 600) and tone_spans(mixed, 1730) and not tone_spans(mixed, 1000)


def test_a_tone_begins_and_ends_where_it_does() -> None:
    heard = np.concatenate([silence(0.5), tone(1000, 1), silence(0.7), tone(1000, 0.4), silence(0.2)])
    edges = [(span.start, span.end) for span in tone_spans(heard, 1000)]
    assert edges == [pytest.approx((0.5, 1.5), abs=EDGE), pytest.approx((2.2, 2.6), abs=EDGE)]


def test_a_lost_packet_does_not_break_a_tone_but_a_gap_does() -> None:
    first, second = tone(600, 1), tone(600, 1)
    assert len(tone_spans(np.concatenate([first, silence(0.02), second]), 600)) == 1
    assert len(tone_spans(np.concatenate([first, silence(0.2), second]), 600)) == 2


@pytest.mark.parametrize("language", ["fr-FR", "en-GB"])
def test_a_voice_is_not_a_tone(speak: Speak, language: str) -> None:
    voice = speak("Bonjour, hello. Un, deux, trois, four, five, six, sept, huit, nine.", language)
    for frequency in TEST_TONES:
        assert [span for span in tone_spans(voice, frequency) if span.seconds >= 0.3] == []


def test_silence_is_found_between_sounds() -> None:
    heard = np.concatenate([tone(600, 0.5), silence(1), tone(600, 0.5)])
    (span,) = quiet_spans(heard)
    assert (span.start, span.end) == pytest.approx((0.5, 1.5), abs=EDGE)


def test_the_noise_of_coded_silence_is_silence() -> None:
    hiss = np.tile(np.array([8, -8], np.int16), 8000)
    assert quiet_spans(hiss)[0].seconds == pytest.approx(2.0)


def test_keys_are_pairs_of_tones() -> None:
    assert sorted(round(one.frequency, -1) for one in tones(key_tones("5", 0.2, 0))) == [770, 1340]


def test_resampling_keeps_what_the_telephone_carries() -> None:
    time = np.arange(16000) / 16000
    both = 8000 * (np.sin(2 * np.pi * 1000 * time) + np.sin(2 * np.pi * 6000 * time))
    assert [round(one.frequency) for one in tones(resample(both, 16000))] == [1000]
