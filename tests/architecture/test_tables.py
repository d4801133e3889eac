"""The tables that the code knows are the tables that the migrations make."""

import importlib
import pkgutil

import palabre
from palabre.kit.database_address import Address
from palabre.kit.migrate import differences
from palabre.kit.tables import Base


async def test_models_and_migrations_agree(address: Address) -> None:
    for module in pkgutil.walk_packages(palabre.__path__, "palabre."):
        if module.name.endswith(".models"):
            importlib.import_module(module.name)
    assert await differences(address, Base.metadata) == []
