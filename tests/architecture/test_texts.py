"""Every refusal is told in every language, with the same values in it."""

import importlib
import pkgutil
from collections import defaultdict

import pytest

import palabre
from palabre.kit.errors import PalabreError, all_errors, placeholders

for module in pkgutil.walk_packages(palabre.__path__, "palabre."):
    if ".tests" not in module.name and not module.name.endswith("__main__"):
        importlib.import_module(module.name)
ERRORS = [each for each in dict.fromkeys(all_errors()) if each is not PalabreError]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_a_refusal_says_the_same_in_both_languages(error: type[PalabreError]) -> None:
    assert error.fr != error.en
    assert error.fr.strip() and error.en.strip()
    assert placeholders(error.fr) == placeholders(error.en)
    assert 400 <= error.status < 600


def test_a_code_means_one_thing() -> None:
    """Kinds of one code stand in one family: the API's clients know codes, not classes."""
    families = defaultdict(set)
    for error in ERRORS:
        eldest = [each for each in error.__mro__ if getattr(each, "code", None) == error.code][-1]
        families[error.code].add(eldest)
    assert {code: found for code, found in families.items() if len(found) > 1} == {}
