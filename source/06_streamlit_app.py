# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown] id="title"
# # 06 Streamlit 互動版 | An interactive app with Streamlit
#
# 把高斯混合模型做成網頁：拉一下滑桿，資料、分群、圖就跟著變。你要寫五個小函式，合起來就是
# `gmm_streamlit_app.py`：
#
# Turn the Gaussian mixture into a web page: pull a slider, and the data, the clusters and the figure follow. You write
# five small functions; together they are `gmm_streamlit_app.py`:
#
# | 函式 Function | 內容 What it does | 分數 Points |
# |---|---|---|
# | `sidebar` | 側邊欄的兩個滑桿 two sliders in the sidebar | 25 |
# | `make_data` | 三群資料 data in three clusters | 10 |
# | `fit_clusters` | 配適模型、給標籤 fit the model, label the samples | 20 |
# | `draw` | 散布圖 the scatter plot | 25 |
# | `app` | 把上面四個接起來 puts the four together | 20 |
#
# 請由上往下執行，把 `raise NotImplementedError()` 換成你的程式。評分時不讀你的程式碼，而是真的執行你的 app、移動滑桿，
# 再看頁面上有什麼。
#
# Run the cells from top to bottom and replace each `raise NotImplementedError()` by your own code. Grading does not read
# your code: it runs your app, moves the sliders, and looks at what is on the page.

# %% include="setup" id="setup"

# %% [markdown] id="about_imports"
# 這份作業需要 Streamlit。若下一格說找不到它，請照訊息安裝，再從選單重新啟動 kernel。
#
# This assignment needs Streamlit. If the next cell cannot find it, install it as the message says and restart the kernel.

# %% id="imports"
import importlib.util
import inspect
import logging
from pathlib import Path

from matplotlib.figure import Figure
from sklearn.datasets import make_blobs
from sklearn.mixture import GaussianMixture

if importlib.util.find_spec("streamlit") is None:
    raise ModuleNotFoundError(
        "找不到 Streamlit。請在終端機執行 pip install -r requirements-student.txt，再重新啟動 kernel | "
        "Streamlit is missing. Run pip install -r requirements-student.txt in a terminal, then restart the kernel"
    )

import streamlit as st
from streamlit.testing.v1 import AppTest

logging.disable(logging.ERROR)  # 在 notebook 裡不必提醒沒有瀏覽器 | no reminders here that there is no browser

# %% [markdown] id="overview"
# ## 七、Streamlit 互動版 | The interactive app
#
# ### 1. Streamlit 怎麼運作 | How Streamlit works
#
# Streamlit 的程式是一份普通的 Python 程式，由上往下執行，每個 `st.` 開頭的呼叫在網頁上放一樣東西。**使用者每動一次滑桿，
# 整份程式就從頭執行一次**，而 `st.slider(...)` 這次回傳新的值。所以不需要寫「滑桿動了要做什麼」：程式永遠只說「現在的值該是什麼樣子」。
#
# A Streamlit program is ordinary Python, run from top to bottom; every call of `st.` puts one thing onto the page.
# **Whenever somebody moves a slider, the whole program runs again from the top**, and `st.slider(...)` now returns the new
# value. So nobody writes what to do when a slider moves: the program only says what the page looks like for the values
# there are now.
#
# | 呼叫 Call | 在頁面上 On the page | 回傳 Returns |
# |---|---|---|
# | `st.title("…")` | 大標題 a large title | |
# | `st.slider(label, min_value, max_value, value)` | 滑桿 a slider | 現在的值 its current value |
# | `st.sidebar.slider(...)` | 同上，但在側邊欄 the same, in the sidebar | 現在的值 its current value |
# | `st.pyplot(fig)` | 一張 Matplotlib 的圖 a Matplotlib figure | |
#
# 滑桿的值是整數還是小數，看你給的引數：`1` 是整數，`1.0` 是小數；最小、最大與起始值必須是同一種。
#
# Whether a slider has whole numbers or floats depends on the arguments: `1` is a whole number, `1.0` is a float; minimum, maximum and
# value must be of one kind.

# %% [markdown] id="rehearsal"
# ### 2. 不開瀏覽器也能試 | Trying without a browser
#
# Streamlit 自己有一個測試台 `AppTest`：它像瀏覽器一樣執行程式、可以移動滑桿，但頁面是 Python 物件，看得到每樣東西。
# 下面的 `rehearse` 用它執行一個函式，回傳兩樣東西：頁面，以及函式回傳的值。`moves` 是滑桿一次一次的新值，由上而下。
#
# Streamlit has a test bench of its own, `AppTest`. It runs a program as a browser would and can move sliders, but the page
# is a Python object in which everything can be seen. `rehearse` below runs one function on it and returns the page and what
# the function returned. `moves` are new values of the sliders, from top to bottom, one move after the other.


# %% id="rehearse"
def stage(function, answers):
    """AppTest 執行的程式 | The program that AppTest runs."""
    try:
        answers.append(function())
    except Exception as error:
        answers.append(error)


def rehearse(function, *moves):
    """在測試台上執行函式，回傳 (頁面, 回傳值) | Run a function on the test bench; return (page, what it returned)."""
    answers = []
    page = AppTest.from_function(stage, args=(function, answers), default_timeout=60).run()
    for values in moves:
        for slider, value in zip(page.slider, values):
            slider.set_value(value)
        page.run()
    for answer in answers:
        if isinstance(answer, Exception):
            raise answer
    return page, answers[-1] if answers else None


def hello():
    """一個最小的 app | The smallest app there is."""
    size = st.slider("Size", 0, 5, 2)
    st.title("★" * size)
    return size


for moves in [[], [(4,)]]:
    page, size = rehearse(hello, *moves)
    print(f"滑桿 slider: {page.slider[0].value}   標題 title: {page.title[0].value}   回傳 returned: {size}")

# %% [markdown] id="about_sidebar"
# ### 3. 側邊欄 | The sidebar
#
# 滑桿的名稱要與說明一字不差，使用者和評分都靠名稱認得它。
#
# The names must be those of the docstring, letter by letter: users, and grading, know a slider by its name.

# %% [markdown] id="task_sidebar"
# ### ✏️ `sidebar`
#
# 寫出兩個滑桿。| Write the two sliders.

# %% solution="sidebar"

# %% grade="sidebar" points=25
page, answer = rehearse(sidebar)
assert len(page.slider) == 2, f"應有 2 個滑桿，你有 {len(page.slider)} 個 | There should be 2 sliders, you have {len(page.slider)}"
assert len(page.sidebar.slider) == 2, "滑桿要在側邊欄 | The sliders belong into the sidebar"
labels = [slider.label for slider in page.slider]
assert labels == ["Number of Components (K)", "Cluster Std Deviation"], (
    f"名稱要與說明一樣，你的是 {labels} | The names should be those of the docstring, yours are {labels}"
)
assert (page.slider[0].min, page.slider[0].max) == (1, 10), "K 從 1 到 10 | K goes from 1 to 10"
assert answer is not None and len(answer) == 2, "請回傳兩個值 | Return two values"
page, moved = rehearse(sidebar, (7, 1.5))
assert tuple(moved) == (7, 1.5), f"滑桿移到 7 與 1.5，你回傳 {moved} | The sliders were moved to 7 and 1.5, you return {moved}"
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="about_data"
# ### 4. 資料 | The data
#
# 資料由 `make_blobs` 產生：500 個點、三個中心，每一群是以 `cluster_std` 為標準差的圓形高斯。種子固定，
# **只動 K 的時候資料才不會跳**：程式是從頭執行的，沒有種子就會得到另一份資料。
#
# 資料永遠有 3 群；滑桿的 K 是**模型**的成分數。兩個數不同的時候會怎樣，正是這個 app 要讓人看到的。
#
# The data come from `make_blobs`: 500 points around three centres, each cluster a round Gaussian of standard deviation
# `cluster_std`. The seed is fixed, **so that the data do not jump when only K is moved**: everything runs again, and without a
# seed it would make other data.
#
# There are always 3 clusters in the data; the K of the slider is the number of components of the **model**. What happens
# when the two differ is what this app is there to show.

# %% [markdown] id="task_make_data"
# ### ✏️ `make_data`
#
# 寫出產生資料的函式。| Write the function that makes the data.

# %% solution="make_data"

# %% grade="make_data" points=10
answer = make_data(0.6)
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.shape(answer) == (500, 2), f"形狀應是 (500, 2)，你的是 {np.shape(answer)} | The shape should be (500, 2), yours is {np.shape(answer)}"
assert np.array_equal(answer, make_data(0.6)), "再呼叫一次，資料就不同了 | Called again, it makes other data"
assert np.std(make_data(2.0)) > np.std(make_data(0.1)), "標準差要由引數決定 | The argument should set the standard deviation"
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="about_fit"
# ### 5. 配適與標籤 | Fitting and labels
#
# 模型是 $K$ 個高斯的混合，$p(\mathbf x) = \sum_{k=1}^K \pi_k\,\mathcal N(\mathbf x \mid \boldsymbol\mu_k, \boldsymbol\Sigma_k)$：
#
# The model is a mixture of $K$ Gaussians:
#
# | 符號 Symbol | 意義 Meaning | 程式 Code |
# |---|---|---|
# | $\mathbf x$ | 一個樣本，形狀 (2,) one sample, of shape (2,) | `X[i]` |
# | $K$ | 成分數 number of components | `n_components` |
# | $\pi_k$ | 權重，和為 1 weights, which sum to 1 | |
# | $\boldsymbol\mu_k, \boldsymbol\Sigma_k$ | 均值 (2,)、共變異數 (2, 2) mean and covariance | `covariance_type="full"` |
# | $z_i$ | 標籤：責任值最大的成分 label: the component of largest responsibility | `labels[i]` |
#
# `"full"` 讓每個成分有自己的橢圓。EM 從隨機的起點出發，所以種子也要固定，**否則滑桿不動，顏色也會跳**。
#
# With `"full"` each component has an ellipse of its own. EM starts at random, so this seed is fixed too: **else the colours
# jump although no slider has moved**.
#
# Bishop (2006) §9.2; Murphy (2012) §11.2.3, §11.4.2; [scikit-learn: Gaussian mixture models](https://scikit-learn.org/stable/modules/mixture.html).

# %% [markdown] id="task_fit_clusters"
# ### ✏️ `fit_clusters`
#
# 配適模型，回傳標籤。| Fit the model and return the labels.

# %% solution="fit_clusters"

# %% grade="fit_clusters" points=20
X, true_labels = make_blobs(n_samples=200, centers=3, cluster_std=0.6, random_state=42)
answer = fit_clusters(X, 3)
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.shape(answer) == (200,), f"每個樣本一個標籤，你的形狀是 {np.shape(answer)} | One label for each sample, your shape is {np.shape(answer)}"
assert len(set(np.asarray(answer).tolist())) == 3, "三群分得很開，應有 3 種標籤 | The three clusters are far apart: there should be 3 labels"
assert all(len(set(np.asarray(answer)[true_labels == k].tolist())) == 1 for k in range(3)), "同一群的標籤應該相同 | Each cluster should have one label"
assert np.array_equal(answer, fit_clusters(X, 3)), "再配適一次，標籤就不同了 | Fitted again, the labels are others"
assert len(set(np.asarray(fit_clusters(X, 1)).tolist())) == 1, "K = 1 只有一種標籤 | K = 1 has one label only"
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="about_draw"
# ### 6. 圖 | The figure
#
# `draw` 只負責畫，不負責顯示：它回傳一張 Matplotlib 的圖，這樣在 notebook 和網頁都能用。K 最大是 10，所以要有 10 種分得出來的顏色
# （Matplotlib 的 `"tab10"` 剛好有 10 種，上面的 `COLOURS` 也是；再配上 `MARKERS`，黑白列印也看得出來）。
#
# `draw` draws and does not show: it returns a Matplotlib figure, which serves in a notebook and on a page alike. K goes up
# to 10, so 10 looks that can be told apart are needed (Matplotlib's `"tab10"` has just 10 colours, and so has `COLOURS`
# above; with `MARKERS` they can be told apart in black and white too).
#
# 每次都要開新的圖（`plt.subplots()`）。app 會一直重跑，畫在舊圖上，舊的點就會留下來。
#
# Make a new figure each time (`plt.subplots()`). The app runs again and again; on an old figure the old points would stay.

# %% [markdown] id="task_draw"
# ### ✏️ `draw`
#
# 畫出散布圖，回傳圖。| Make the scatter plot and return the figure.

# %% solution="draw"

# %% grade="draw" points=25
trial = np.array([[0.0, 5.0], [1.0, 6.0], [2.0, 8.0], [3.0, 7.0]])
fig = draw(trial, np.array([0, 1, 1, 0]))
assert fig is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert isinstance(fig, Figure), f"應回傳 Figure，你的是 {type(fig).__name__} | Return a Figure, yours is {type(fig).__name__}"
assert fig.axes, "圖上沒有座標軸 | There are no axes on the figure"
assert fig.axes[0].get_title() or fig.get_suptitle(), "圖沒有標題 | The figure has no title"
assert fig.axes[0].get_xlabel() and fig.axes[0].get_ylabel(), "兩個軸都要有名稱 | Both axes need labels"
assert draw(trial, np.array([0, 1, 1, 0])) is not fig, "每次都要開一張新的圖 | Make a new figure each time"
assert isinstance(draw(trial, np.array([9, 8, 0, 1])), Figure), "標籤可以到 9 | Labels go up to 9"
plt.close("all")
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="see_draw"
# 看看你的圖。資料有三群，模型有三個成分。
#
# Look at your figure: three clusters in the data, three components in the model.

# %% id="plot_draw"
X, _ = make_blobs(n_samples=500, centers=3, cluster_std=0.6, random_state=42)
fig = draw(X, GaussianMixture(3, random_state=42).fit_predict(X))
plt.show()

# %% [markdown] id="about_app"
# ### 7. 整個 app | The whole app
#
# 四個部分接起來就是 app。資料從上往下流：
#
# The four parts together are the app. Data flow from top to bottom:
#
# $$\text{sidebar} \xrightarrow{\;K,\ \sigma\;} \text{make\_data} \xrightarrow{\;X\;} \text{fit\_clusters}
# \xrightarrow{\;z\;} \text{draw} \xrightarrow{\;\text{fig}\;} \text{st.pyplot}$$
#
# | 符號 Symbol | 意義 Meaning | 程式 Code |
# |---|---|---|
# | $K$ | 成分數 number of components | `n_components` |
# | $\sigma$ | 資料每一群的標準差 standard deviation of each cluster of the data | `cluster_std` |
# | $X$ | 樣本，(500, 2) samples | `X` |
# | $z$ | 標籤，(500,) labels | `labels` |

# %% [markdown] id="task_app"
# ### ✏️ `app`
#
# 先放標題，再把四個部分接起來。| First the title, then put the four parts together.

# %% solution="app"

# %% grade="app" points=20
page, _ = rehearse(app)
assert page.title, "頁面上沒有標題，用 st.title | There is no title on the page: use st.title"
assert len(page.sidebar.slider) == 2, "側邊欄應有兩個滑桿 | There should be two sliders in the sidebar"
pictures = len(page.get("imgs")) + len(page.get("image"))
assert pictures == 1, f"頁面上應有一張圖，你有 {pictures} 張 | There should be one figure on the page, you have {pictures}"
rehearse(app, (1, 0.1), (10, 2.0))  # 滑桿推到底也不能有例外 | nothing may be raised with the sliders at their ends
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="about_file"
# ### 8. 寫成檔案，打開網頁 | The file, and the page
#
# 下一格把你的五個函式寫進 `gmm_streamlit_app.py`，再用測試台執行這個檔案。然後在終端機執行
#
# The next cell writes your five functions into `gmm_streamlit_app.py` and runs that file on the test bench. Then run in a
# terminal
#
# ```
# streamlit run gmm_streamlit_app.py
# ```
#
# 瀏覽器就會打開你的 app。檔案裡只有這五個函式、必要的 import，以及 `COLOURS` 與 `MARKERS`：若它們用到別處定義的其他東西（也包括最上面的 `label`、`ellipse`），請移進函式裡。
# 你也可以反過來，先在檔案裡寫好五個函式，再把上面的儲存格換成 `from gmm_streamlit_app import sidebar` 等等；交作業時把檔案放在 notebook 旁邊。
#
# and your browser opens the app. The file holds these five functions, the imports they need, and `COLOURS` and `MARKERS`: if they use anything else
# defined outside (`label` and `ellipse` of the first cell included), move it into them. It works the other way round too: write the five functions in the file, and put
# `from gmm_streamlit_app import sidebar`, and so on, into the cells above; hand the file in beside the notebook.

# %% id="write_file"
header = """import matplotlib.pyplot as plt
import numpy as np
import streamlit as st
from matplotlib.figure import Figure
from sklearn.datasets import make_blobs
from sklearn.mixture import GaussianMixture
"""
parts = [sidebar, make_data, fit_clusters, draw, app]
names = [part.__name__ for part in parts]
path = Path("gmm_streamlit_app.py")
try:
    if not any(part.__module__ == path.stem for part in parts):  # 你自己寫的檔案不覆蓋 | a file of your own is kept
        header += f"\nCOLOURS = {COLOURS!r}\nMARKERS = {MARKERS!r}\n"
        text = "\n\n".join([header, *(inspect.getsource(part) for part in parts), 'if __name__ == "__main__":\n    app()\n'])
        path.write_text(text, encoding="utf-8")
    page = AppTest.from_file(path.resolve(), default_timeout=60).run()
    problems = [f"{error.message}" for error in page.exception]
except (OSError, TypeError) as error:
    problems = [str(error)]
print(*problems or [f"✓ {path}：streamlit run {path}"], sep="\n")

# %% [markdown] id="look_for"
# ### 9. 拉滑桿時看什麼 | What to look for
#
# - **K = 3，標準差 0.1 → 2.0**：群分得開的時候，標籤就是群；群重疊以後，邊界上的點屬於誰變得不確定。
# - **標準差 0.6，K = 1 → 10**：K 太小，兩群合成一個橢圓；K 太大，一群被切成幾塊。圖看起來不會告訴你哪個 K 對，
#   要靠 `05_model_selection` 的 BIC。
# - **K = 10，標準差 2.0**：只動標準差一點點，很多點就換了群（K = 3 時幾乎不變）。切法這樣不穩定，是成分太多、過度配適的徵兆。
#
# In English:
#
# - **K = 3, standard deviation 0.1 → 2.0**: while the clusters are apart, labels are clusters; once they overlap, it is
#   uncertain to whom the points in between belong.
# - **Standard deviation 0.6, K = 1 → 10**: with too small a K two clusters share one ellipse; with too large a K one cluster
#   is cut into pieces. The figure does not tell which K is right; that takes BIC, from `05_model_selection`.
# - **K = 10, standard deviation 2.0**: move the standard deviation a little, and many points change their piece (with K = 3
#   hardly any do). Such instability is a sign of too many components, of overfitting.

# %% id="plot_overview"
fig, axes = plt.subplots(2, 3, figsize=(9, 5.6), sharex="row", sharey="row")
fig.subplots_adjust(hspace=0.45, bottom=0.12)
for row, cluster_std in zip(axes, [0.6, 2.0]):
    X, _ = make_blobs(n_samples=500, centers=3, cluster_std=cluster_std, random_state=42)
    for ax, n_components in zip(row, [2, 3, 9]):
        model = GaussianMixture(n_components, random_state=42).fit(X)
        labels = model.predict(X)
        for k in range(n_components):
            ax.plot(*X[labels == k].T, MARKERS[k], color=COLOURS[k], markersize=3)
            ax.plot(*ellipse(model.means_[k], model.covariances_[k]), color="black", linewidth=1)
        ax.set_title(f"K = {n_components}, std = {cluster_std}", fontsize=10)
fig.supxlabel("$x_1$")
fig.supylabel("$x_2$")
plt.show()

# %% [markdown] id="summary"
# ## 小結 | Summary
#
# - Streamlit 的程式每次都從頭執行；滑桿只是「回傳現在的值」的函式。
# - 要讓頁面穩定，每個用到亂數的地方都要有種子。
# - 小函式各做一件事，才能一個一個測；app 只負責把它們接起來。
#
# In short:
#
# - A Streamlit program runs from the top each time; a slider is a function that returns its current value.
# - For a steady page, everything that uses random numbers needs a seed.
# - Small functions that do one thing can be tested one by one; the app only puts them together.
#
# **延伸閱讀 | Further reading** [Streamlit documentation](https://docs.streamlit.io): *Basic concepts*, *App testing*;
# C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), §9.2;
# K. P. Murphy, *Machine Learning: A Probabilistic Perspective* (2012), §11.2.3, §11.4.2.
