"""The reference of ``08_speech`` agrees with librosa, the established implementation of each step."""

import numpy as np
import pytest

from autograder.graders import speech_cases
from solutions import speech

librosa = pytest.importorskip("librosa")
SETTINGS = [(8000, 200, 80, 256, 26, 13), (16000, 400, 160, 512, 40, 20), (11025, 275, 110, 301, 17, 17)]


@pytest.fixture(scope="module")
def sound():
    sounds, *_ = speech_cases.digits()
    return sounds[5]


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("settings", SETTINGS)
def test_every_step_is_that_of_librosa(sound, settings):
    rate, length, hop, n_fft, n_filters, n_coefficients = settings
    emphasised = librosa.effects.preemphasis(sound, coef=0.97, zi=[0.0])
    np.testing.assert_allclose(speech.pre_emphasis(sound), emphasised, atol=1e-12)
    frames = librosa.util.frame(emphasised, frame_length=length, hop_length=hop, axis=0)
    np.testing.assert_array_equal(speech.frame_signal(emphasised, length, hop), frames)
    power = speech.power_spectrum(frames, n_fft)
    filters = librosa.filters.mel(sr=rate, n_fft=n_fft, n_mels=n_filters, htk=True, norm=None, dtype=float)
    np.testing.assert_allclose(speech.mel_filterbank(rate, n_fft, n_filters), filters, atol=1e-10)
    logs = np.log(np.maximum(power @ filters.T, 1e-10))
    cepstra = librosa.feature.mfcc(S=logs.T, n_mfcc=n_coefficients, dct_type=2, norm="ortho").T
    np.testing.assert_allclose(speech.mfcc(sound, *settings), cepstra, atol=1e-9)


def test_power_is_that_of_librosas_short_time_transform(sound):
    spectrum = librosa.stft(sound, n_fft=200, hop_length=80, window=np.hamming(200), center=False)
    power = speech.power_spectrum(speech.frame_signal(sound, 200, 80), 200)
    np.testing.assert_allclose(
        power, np.abs(spectrum.T) ** 2 / 200, rtol=1e-4, atol=1e-8
    )  # librosa's is in single precision
