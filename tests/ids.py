"""The ids of the things of the company that tests describe."""

from uuid import NAMESPACE_OID, UUID, uuid5

ACME = uuid5(NAMESPACE_OID, "acme")


def ident(name: object) -> UUID:
    """The id of the thing of that name or number."""
    return uuid5(ACME, str(name))
