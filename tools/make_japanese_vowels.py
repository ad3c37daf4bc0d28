"""Make `source/08_speech/japanese_vowels.npz` from the `.ts` files of Japanese Vowels, which the wheel of aeon 1.6.0 holds.

The file is committed, so nobody needs this but who wants to see that nothing was changed on the way:

    pip download --no-deps aeon==1.6.0 && unzip aeon-1.6.0-*.whl 'aeon/datasets/data/JapaneseVowels/*'
    python tools/make_japanese_vowels.py aeon/datasets/data/JapaneseVowels
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

UNIT = 1e6  # the files have six decimals; as whole numbers they are kept exactly, and compress better
HERE = Path(__file__).parent.parent / "source" / "08_speech" / "japanese_vowels.npz"


def read(path: Path) -> tuple[list[np.ndarray], list[int]]:
    """Return the utterances of a `.ts` file, each (n_frames, 12), and the speakers, from 1 to 9."""
    utterances, speakers = [], []
    for line in path.read_text().splitlines():
        if line and line[0] not in "#@":
            *series, speaker = line.split(":")
            utterances.append(np.array([[float(value) for value in one.split(",")] for one in series]).T)
            speakers.append(int(speaker))
    return utterances, speakers


def main() -> None:
    """Write the file: all utterances one after the other, and which of them belong to the test set."""
    folder = Path(sys.argv[1])
    train, train_speakers = read(folder / "JapaneseVowels_TRAIN.ts")
    test, test_speakers = read(folder / "JapaneseVowels_TEST.ts")
    utterances = train + test
    np.savez_compressed(
        HERE,
        frames=np.rint(UNIT * np.concatenate(utterances)).astype(np.int32),
        lengths=np.array([len(utterance) for utterance in utterances], dtype=np.int32),
        speakers=np.array(train_speakers + test_speakers, dtype=np.int8),
        test=np.arange(len(utterances)) >= len(train),
        unit=np.float64(1 / UNIT),
    )


if __name__ == "__main__":
    main()
