"""Opens an account for a new subscriber."""

from uuid import UUID

from palabre.features import users
from palabre.features.accounts.models import Account
from palabre.features.accounts.schemas import AccountNew
from palabre.kit import discover
from palabre.kit.db import Database, changed
from palabre.kit.errors import PalabreError
from palabre.kit.rows import save
from palabre.kit.tables import new_id


class DomainTaken(PalabreError):
    """Another account has the domain."""

    code, status = "domain_taken", 409
    fr = "Le domaine {domain} est déjà celui d'un autre compte."
    en = "The domain {domain} already belongs to another account."


async def open_account(db: Database, new: AccountNew, base_domain: str) -> tuple[Account, UUID]:
    """Make the account, its owner and what features begin with; returns it and the owner's id.

    Raises DomainTaken, EmailTaken.
    """
    domain = f"{new.label}.{base_domain}"
    account = Account(id=new_id(), domain=domain, **new.model_dump(exclude={"label", "owner"}))
    async with db.session(account.id) as session:
        session.add(account)
        await save(session, accounts_domain_key=DomainTaken(field="label", domain=domain))
        owner = await users.add_user(session, users.UserNew(**new.owner.model_dump(), role="owner"))
        for module in discover.modules("palabre.features", "welcome"):
            await module.furnish(session, new.language)
        changed(session)
        return account, owner.id
