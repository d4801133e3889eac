"""Answers with a part of some contents, as players ask for when somebody jumps in a sound (RFC 9110, 14)."""

import re

from fastapi import Request, Response

ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def ranged(request: Request, content: bytes, media_type: str) -> Response:
    """All of it (200), the part asked for (206), or 416 when there is no such part."""
    headers = {"Accept-Ranges": "bytes", "Cache-Control": "private, no-store"}
    asked = ONE_RANGE.fullmatch(request.headers.get("range", ""))
    if asked is None or asked[0] == "bytes=-":
        return Response(content, media_type=media_type, headers=headers)
    first, last = _bounds(asked[1], asked[2], len(content))
    if first > last:
        headers["Content-Range"] = f"bytes */{len(content)}"
        return Response(status_code=416, headers=headers)
    headers["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    return Response(content[first : last + 1], 206, headers, media_type)


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    if not first:
        return max(size - int(last), 0), size - 1
    return int(first), min(int(last) if last else size, size - 1)
