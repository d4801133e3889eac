"""What the robot controller does, as facts.

Those of an attempt are in the log of its call and name the `entry` and its `claim`; those of an entry stand
under the entry's own id and name its `queue` and `number`.
"""

DIALLING = "robot_dialling"
"""An agent was chosen to call a client back."""
CLIENT = "robot_client"
"""From here on the client's phone may ring: it is on the disk before it does."""
RESULT = "robot_result"
"""How the attempt ended: `why`; operator_left is before the client's phone has rung."""
MISSED = "robot_missed"
"""A caller was lost: he is in the list, `misses` times."""
CLAIMED = "robot_claimed"
"""An attempt may begin: `claim`."""
AGAIN = "robot_again"
"""It is tried again later: `why`, `attempts`."""
ENDED = "robot_ended"
"""He is not in the list any more: `state`, `why`, `attempts`, and `seconds` since he was lost."""
ASKED = "robot_asked"
"""A person has changed the entry: `what`."""
