import matplotlib.pyplot as plt
import numpy as np
from matplotlib import font_manager

CJK_FONTS = [
    *["Noto Sans CJK TC", "Noto Sans TC", "Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Sans CJK HK"],
    *["Source Han Sans TC", "Source Han Sans TW", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei"],  # Linux
    *["Microsoft JhengHei", "PingFang TC", "Heiti TC", "Arial Unicode MS"],  # Windows, macOS
]
installed = {font.name for font in font_manager.fontManager.ttflist}
cjk_font = next((name for name in CJK_FONTS if name in installed), None)

# 色盲也能分辨的顏色（Okabe–Ito，最後一色取自 Tol），再配上不同的標記與線型 | Colour-blind safe, plus different markers and line styles
COLOURS = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#999999", "#000000", "#F0E442", "#882255"]
MARKERS = ["o", "^", "s", "D", "v", "P", "X", "*", "h", "<"]
LINES = ["-", "--", "-.", ":"]

plt.rcParams.update(
    {
        "font.family": ["DejaVu Sans", cjk_font] if cjk_font else ["DejaVu Sans"],
        "axes.unicode_minus": False,
        "axes.prop_cycle": plt.cycler(color=COLOURS),
        "axes.spines.top": False,
        "axes.spines.right": False,
        "figure.figsize": (6.4, 4.2),
        "figure.subplot.bottom": 0.17,
        "figure.subplot.top": 0.88,
        "legend.frameon": False,
        "text.hinting": "none",
    }
)


def label(zh, en):
    """圖上的文字：有中文字型就用兩種語言 | Text for a figure: both languages if there is a Chinese font."""
    return f"{zh} {en}" if cjk_font else en


def ellipse(mean, cov, radius=2.0):
    """把圓變成高斯的等高線，回傳 (2, 200) | Turn a circle into a contour of a Gaussian, returned as (2, 200)."""
    angle = np.linspace(0, 2 * np.pi, 200)
    circle = np.stack([np.cos(angle), np.sin(angle)])
    return np.reshape(mean, (2, 1)) + radius * np.linalg.cholesky(cov) @ circle
