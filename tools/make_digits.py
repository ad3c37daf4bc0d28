"""Make `source/08_speech/digits.npz`: the spoken digits, by espeak-ng, which has to be installed (Debian: `espeak-ng`).

The file is committed, so nobody needs this but who wants other voices. The voices of the test set say nothing in the training set.
"""

from __future__ import annotations

import io
import subprocess
import wave
from pathlib import Path

import numpy as np
from scipy.signal import resample_poly

RATE = 8000  # Hz, as a telephone
WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TRAIN = ["m1", "m2", "m3", "m4", "m6", "m7", "f1", "f2", "f3", "klatt", "klatt2", "Andy", "Annie", "Gene"]
TEST = ["m5", "f4", "klatt3", "Denis", "belinda", "Lee"]
ACCENTS = ["en-us", "en-gb"]
HERE = Path(__file__).parent.parent / "source" / "08_speech" / "digits.npz"


def spoken(word: str, voice: str, speed: int, pitch: int) -> np.ndarray:
    """Return one word as float samples at `RATE` Hz, without the silence around it, its peak at 1."""
    command = ["espeak-ng", "-v", voice, "-s", str(speed), "-p", str(pitch), "--stdout", word]
    said = subprocess.run(command, check=True, capture_output=True).stdout
    # espeak-ng cannot know the length when it writes to a pipe: what follows the header is the sound.
    with wave.open(io.BytesIO(said)) as file:
        rate = file.getframerate()
    sound = np.frombuffer(said[44:], dtype="<i2").astype(float)
    sound = resample_poly(sound, RATE, rate)
    loud = np.flatnonzero(np.abs(sound) > 0.02 * np.abs(sound).max())
    sound = sound[loud[0] : loud[-1] + 1]
    return sound / np.abs(sound).max()


def main() -> None:
    """Write the file: all digits by all voices, speed and pitch at random but the same in every run."""
    rng = np.random.default_rng(20_06)
    sounds, digits, speakers, test = [], [], [], []
    for number, voice in enumerate(TRAIN + TEST):
        accent = ACCENTS[number % len(ACCENTS)]
        for digit, word in enumerate(WORDS):
            sound = spoken(word, f"{accent}+{voice}", int(rng.integers(150, 190)), int(rng.integers(30, 70)))
            sound = sound * rng.uniform(0.5, 0.95) + rng.normal(scale=0.003, size=sound.size)
            sounds.append(np.clip(np.round(sound * 127), -127, 127).astype(np.int8))
            digits.append(digit)
            speakers.append(f"{accent}+{voice}")
            test.append(voice in TEST)
    np.savez_compressed(
        HERE,
        samples=np.concatenate(sounds),
        lengths=np.array([sound.size for sound in sounds], dtype=np.int32),
        digits=np.array(digits, dtype=np.int8),
        speakers=np.array(speakers),
        test=np.array(test),
        rate=np.int32(RATE),
    )


if __name__ == "__main__":
    main()
