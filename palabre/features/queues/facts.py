"""What happens in queues, as facts: everything that is ever summed or shown comes from these.

Each names its `queue`, and most an `agent`. Waits and talks are in milliseconds.
"""

FULL = "queue_full"
"""A caller was not let into the line: as many wait as may."""
JOINED = "queue_joined"
"""A caller is in line: `position`, `priority`, and the wait foretold (`estimate`, seconds or null)."""
OFFERED = "queue_offered"
"""An agent's phones (`parties`) begin to ring."""
MISSED = "queue_missed"
"""They have stopped without an answer: `why` is no_answer, busy, rejected, unavailable or not_accepted."""
WITHDRAWN = "queue_withdrawn"
"""They have stopped because the caller left, somebody else took the call, or a person ended it."""
ANSWERED = "queue_answered"
"""An agent has taken the call: `waited` (null where he is to call somebody back), `estimate`."""
SERVED = "queue_served"
"""The agent has done with the call: `talked`, and the `caller` if they have talked.

`occupied` is how long the call kept him, from the first ring to the end of his rest."""
LEFT = "queue_left"
"""A caller is no longer in line: `why`, and how long he `waited`."""
CALL_BACK_ASKED = "queue_call_back_asked"
"""A caller leaves his place to his number: `id`, `caller`, `joined` (ISO time), `priority`, `tries`."""
CALL_BACK_BEGUN = "queue_call_back_begun"
"""From here on his phone may ring: it is on the disk before it does, and he is in no list any more."""
CALL_BACK_DONE = "queue_call_back_done"
"""He was reached, or was not (`why`), and is to be called `again` or given up."""
AGENT_PAUSED = "queue_agent_paused"
"""An agent has missed so many calls that he gets no more: `reason`."""
AGENT_STATE = "agent_state"
"""An agent has logged in or out, or pauses: `state` and `reason`; belongs to no call."""
