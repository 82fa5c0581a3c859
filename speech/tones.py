"""Signals that a telephone makes itself: keys, ring-back, hum. Detectors of speech take some for somebody."""

import numpy as np

from speech.pcm import HERTZ, Samples

WINDOW = 1024
"""64 ms at 16 kHz: a voice changes its pitch meanwhile, a signal doesn't"""
LINES, WIDTH = 4, 3
"""the strongest lines, and how many bins to each side belong to one"""
PURE = 0.99
"""of a window's power in those lines"""
MOSTLY = 0.4
"""of the windows that sound: up to 0.35 in a second of speech, 0.45 with five keys a second"""
ENOUGH = 0.7
"""seconds that sound; a single vowel is as steady as a signal"""
SOUNDING = 0.02
"""of the loudest window's power"""


def is_signal(samples: Samples) -> bool:
    """Whether most of a stretch (at 16 kHz) is a few steady tones."""
    if len(samples) < WINDOW:
        return False
    windows = np.lib.stride_tricks.sliding_window_view(samples, WINDOW)[:: WINDOW // 2]
    powers = np.sum(windows**2, axis=1)
    if not powers.max() > 0:
        return False
    sounding = windows[powers >= powers.max() * SOUNDING]
    if len(sounding) * WINDOW / 2 < ENOUGH * HERTZ:
        return False
    spectra = np.abs(np.fft.rfft(sounding * np.hanning(WINDOW))) ** 2
    whole, lines = spectra.sum(axis=1), np.zeros(len(spectra))
    rows = np.arange(len(spectra))[:, None]
    for _ in range(LINES):
        near = np.argmax(spectra, axis=1)[:, None] + np.arange(-WIDTH, WIDTH + 1)
        near = np.clip(near, 0, spectra.shape[1] - 1)
        once = np.where(np.diff(near, axis=1, prepend=-1) > 0, spectra[rows, near], 0.0)
        lines += once.sum(axis=1)
        spectra[rows, near] = 0.0
    return float(np.mean(lines > PURE * whole)) >= MOSTLY
