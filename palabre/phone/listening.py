"""The verbs that have to do with messages: lamps, listening to somebody, and what was cut."""

from pathlib import Path

from palabre.phone.ari_messages import LEG
from palabre.phone.ari_socket import APP, AriSocket, segment
from palabre.phone.port import SpeaksTo
from palabre.phone.recordings import Recordings

WHISPER: dict[SpeaksTo, str] = {"nobody": "none", "party": "out", "other": "in", "both": "both"}


class Listening:
    """A part of Asterisk."""

    _socket: AriSocket
    _recordings: Recordings

    async def light(self, endpoint: str, new: int, old: int) -> None:
        """Through a line of dialplan: Debian's switch has no request for it (RFC 3842).

        Each device has a box of its own, which the switch remembers for a phone that registers later.
        """
        told = {"LAMP": endpoint, "LAMP_NEW": str(new), "LAMP_OLD": str(old)}
        line = {"endpoint": "Local/lamp@palabre-lamp/n", "context": "palabre-lamp", "extension": "h"}
        await self._socket.ask("POST", "channels", line | {"priority": 1, "variables": told})

    async def listen_in(self, ear: str, party: str, speaks_to: SpeaksTo = "nobody") -> None:
        """A snoop: `out` is what goes out to the party, `in` what comes from it; its recording goes on."""
        wanted = {"spy": "both", "whisper": WHISPER[speaks_to], "app": APP, "appArgs": LEG}
        await self._socket.ask("POST", f"channels/{segment(party)}/snoop/{segment(ear)}", wanted)

    def recovered(self, recording: str, target: Path) -> float | None:
        """Also a file that the switch had no time to complete."""
        return self._recordings.recover(recording, target)
