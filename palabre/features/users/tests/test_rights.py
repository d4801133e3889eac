"""What each role may do."""

from uuid import uuid4

import pytest

from palabre.features.users.people import may_manage
from palabre.kit.security import RIGHTS, Right, UserRole, Who


def person(role: UserRole) -> Who:
    return Who(uuid4(), uuid4(), role, "fr", None, uuid4())


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        ("employee", {"look"}),
        ("administrator", {"look", "read", "edit"}),
        ("owner", {"look", "read", "edit", "own"}),
    ],
)
def test_a_role_has_its_rights(role: UserRole, rights: set[Right]) -> None:
    assert {right for right in RIGHTS["owner"] if person(role).may(right)} == rights


@pytest.mark.parametrize(
    ("actor", "managed"),
    [
        ("employee", set()),
        ("administrator", {"employee", "administrator"}),
        ("owner", {"employee", "administrator", "owner"}),
    ],
)
def test_owners_are_a_matter_of_owners(actor: UserRole, managed: set[UserRole]) -> None:
    assert {role for role in RIGHTS if may_manage(person(actor), role)} == managed
