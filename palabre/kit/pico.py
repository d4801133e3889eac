"""A program of its own that speaks: text on its input, a WAV file (16 kHz mono) on its output.

Source of the voices: SVOX Pico, by the package py-nanotts, whose one call holds the interpreter's lock from
the first to the last sound (650 ms for a long text) and knows no clean way to be stopped.
"""

import io
import sys
import wave

from py_nanotts import NanoTTS


def main() -> None:
    """Speak what is read, with the voice (`fr-FR`…) and the speed (`1.0`) that the arguments name."""
    voice, speed = sys.argv[1:]
    sound = NanoTTS().speak(sys.stdin.buffer.read().decode(), voice=voice, speed=float(speed))
    spoken = io.BytesIO()
    with wave.open(spoken, "wb") as writer:
        writer.setparams((1, 2, 16000, 0, "NONE", ""))
        writer.writeframes(sound)
    sys.stdout.buffer.write(spoken.getvalue())


if __name__ == "__main__":
    main()
