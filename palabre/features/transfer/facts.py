"""What happens when calls are transferred, as facts: the same whether by phone, by keys or by a program.

`by` is the short number of who transfers, `extension` his id, `to` what he has dialled, `how` he asked.
"""

TRANSFERRED = "transferred"
"""He has left, the other side goes on: in a `manner`: blind, attended or semi_attended.

Where two calls become one, `call` is the other one; the call to which the other side `came` tells it too.
"""
CONSULTS = "transfer_consults"
"""He asks the target first, in `call`, while the other side hears music."""
REFUSED = "transfer_refused"
"""Nothing has come of it, and the conversation goes on: `why`."""
RETURNED = "transfer_returned"
"""The target has not taken the call: it goes back to who has transferred it (`to`), `why`."""
TURNED = "transfer_turned"
"""While he asks, he talks with somebody else: the `target`, the `other` side, or `all` (`to`)."""
TAKEN_BACK = "transfer_taken_back"
"""He has taken it back before the target had it."""
