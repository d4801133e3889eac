"""Routes of the feature codes."""

from fastapi import APIRouter

from palabre.features.feature_codes.schemas import FeatureCodeOut
from palabre.kit.access import Look
from palabre.routing.codes import codes

router = APIRouter(tags=["feature codes"], prefix="/feature-codes")


@router.get("")
async def list_feature_codes(_: Look) -> list[FeatureCodeOut]:
    """The codes that phones of the account can dial, in the order of their digits."""
    known = sorted(codes().values(), key=lambda each: each.digits)
    return [FeatureCodeOut.model_validate(each) for each in known]
