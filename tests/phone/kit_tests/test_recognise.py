"""A prompt is recognised over any line, cut or late; other sentences of its voice are not taken for it."""

from collections.abc import Callable

import numpy as np
import pytest

from tests.phone.kit.recognise import NO_MATCH, Fingerprint, Match, find
from tests.phone.kit.sound import RATE, Samples, silence, tone
from tests.phone.kit_tests.conftest import Speak
from tests.phone.kit_tests.degrade import LINES, a_law

SENTENCES = {
    "fr-FR": [
        "Bienvenue chez Boulangerie Moreau. Pour le service commercial, tapez un.",
        "Nous sommes actuellement fermés. Nos bureaux ouvrent lundi, à neuf heures.",
        "Votre correspondant n'est pas disponible. Laissez un message après le signal sonore.",
        "Ce numéro n'est pas attribué. Veuillez vérifier votre saisie.",
        "Touche non valide. Veuillez recommencer.",
        "Au revoir, et à bientôt.",
    ],
    "en-GB": [
        "Welcome to the Moreau bakery. To order bread, press one.",
        "We are now closed. Our office opens on Monday, at nine o'clock.",
        "The person you are calling is not available. Please leave a message after the tone.",
        "This number is not in use. Check it before you dial again.",
        "Wrong key. Please try again.",
        "Goodbye, and see you soon.",
    ],
}
MOST_OF_ANOTHER = 1.0  # seconds that two sentences may share: "Veuillez …", "Please …"


@pytest.fixture(scope="module", params=SENTENCES)
def prompts(request: pytest.FixtureRequest, speak: Speak) -> list[Samples]:
    """Sentences of one voice."""
    return [speak(text, request.param) for text in SENTENCES[request.param]]


def sought(prompt: Samples, heard: Samples) -> Match:
    """What is found of a prompt in what was heard."""
    return find(Fingerprint.of(prompt), heard)


def seconds(samples: Samples) -> float:
    """How long a sound lasts."""
    return len(samples) / RATE


@pytest.mark.parametrize("line", LINES)
def test_a_prompt_is_recognised_over_any_line(
    prompts: list[Samples], line: Callable[[Samples], Samples]
) -> None:
    for prompt in prompts:
        heard = np.concatenate([silence(0.7), line(prompt), silence(0.5)])
        match = sought(prompt, heard)
        assert match.seconds > 0.85 * seconds(prompt)
        assert match.likeness > 0.75
        delay = 0.305 if line.__name__ == "late" else 0.0
        assert match.start - match.offset == pytest.approx(0.7 + delay, abs=0.03)


def test_no_prompt_is_taken_for_another(prompts: list[Samples]) -> None:
    for prompt in prompts:
        for other in prompts:
            if other is not prompt:
                assert sought(prompt, a_law(other)).seconds <= MOST_OF_ANOTHER


def test_a_prompt_cut_by_a_key_is_measured(prompts: list[Samples]) -> None:
    menu, answer = prompts[0], prompts[1]
    heard = a_law(np.concatenate([silence(0.2), menu[: 2 * RATE], answer]))
    cut = sought(menu, heard)
    assert (cut.start, cut.offset, cut.seconds) == pytest.approx((0.2, 0.0, 2.0), abs=0.1)
    after = sought(answer, heard)
    assert (after.start, after.offset) == pytest.approx((2.2, 0.0), abs=0.1)
    assert after.seconds > 0.95 * seconds(answer)


def test_a_prompt_joined_late_tells_where(prompts: list[Samples]) -> None:
    match = sought(prompts[2], prompts[2][int(1.5 * RATE) :])
    assert (match.start, match.offset) == pytest.approx((0.0, 1.5), abs=0.05)


@pytest.mark.parametrize(
    "heard", [silence(5), silence(0), tone(600, 5), np.concatenate([tone(600, 1), silence(3)])]
)
def test_silence_and_tones_are_no_prompt(prompts: list[Samples], heard: Samples) -> None:
    for prompt in prompts:
        assert sought(prompt, heard).seconds < 0.5


def test_nothing_is_found_of_nothing() -> None:
    assert sought(silence(0), tone(600)) == sought(silence(1), tone(600)) == NO_MATCH
