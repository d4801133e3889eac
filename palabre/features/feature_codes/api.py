"""Routes of the feature codes."""

from fastapi import APIRouter
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.feature_codes.choose import choose, own_codes
from palabre.features.feature_codes.schemas import FeatureCodeChange, FeatureCodeOut, FeatureCodesChange
from palabre.kit.access import Edit, Look
from palabre.kit.errors import NotFound, PalabreError
from palabre.routing.codes import codes, in_force

router = APIRouter(tags=["feature codes"], prefix="/feature-codes")


@router.get("")
async def list_feature_codes(access: Look) -> list[FeatureCodeOut]:
    """The codes that phones of the account can dial, in the order of their usual digits."""
    return await _shown(access.session)


@router.put("")
async def change_feature_codes(access: Edit, wanted: FeatureCodesChange) -> list[FeatureCodeOut]:
    """Give several codes other digits at once, so that they can change places; the others stay."""
    await choose(access.session, wanted.codes)
    return await _shown(access.session)


@router.patch("/{code_name}")
async def change_feature_code(
    access: Edit, code_name: str, wanted: FeatureCodeChange
) -> list[FeatureCodeOut]:
    """Give a code other digits, or switch it off; refused where a code or a short number is in the way."""
    try:
        await choose(access.session, {code_name: wanted.digits})
    except PalabreError as refused:
        refused.field = None if isinstance(refused, NotFound) else "digits"
        raise
    return await _shown(access.session)


async def _shown(session: AsyncSession) -> list[FeatureCodeOut]:
    digits = in_force(await own_codes(session))
    return [
        FeatureCodeOut(
            name=each.name,
            digits=digits.get(each.name),
            usual=each.digits,
            takes=each.takes,
            alone=each.alone,
            fr=each.fr,
            en=each.en,
        )
        for each in sorted(codes().values(), key=lambda each: each.digits)
    ]
