"""Every sentence of Palabre exists in both languages and can really be spoken."""

from pathlib import Path

import pytest

from palabre.calls.spoken import Sentence, all_sentences
from palabre.kit.errors import LANGUAGES
from palabre.kit.speak import speak


def test_the_catalogue_has_one_name_for_each_sentence() -> None:
    assert len(all_sentences()) >= 20
    assert len({sentence.name for sentence in all_sentences()}) == len(all_sentences())


@pytest.mark.parametrize("sentence", all_sentences(), ids=lambda sentence: sentence.name)
async def test_a_sentence_is_spoken_in_both_languages(sentence: Sentence, tmp_path: Path) -> None:
    assert sentence.fr != sentence.en
    for language in LANGUAGES:
        assert (await speak(sentence.text(language), language, tmp_path)).stat().st_size > 8000
