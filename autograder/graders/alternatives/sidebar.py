# %% with st.sidebar | with st.sidebar
def sidebar():
    with st.sidebar:
        n_components = st.slider("Number of Components (K)", min_value=1, max_value=10, value=3)
        cluster_std = st.slider("Cluster Std Deviation", min_value=0.1, max_value=2.0, value=0.6)
    return n_components, cluster_std


# %% 有 step、key 與說明 | with step, key and help
def sidebar():
    n_components = st.sidebar.slider("Number of Components (K)", 1, 10, 3, step=1, key="K", help="成分數")
    cluster_std = st.sidebar.slider("Cluster Std Deviation", 0.1, 2.0, 0.6, step=0.1, key="std", format="%.1f")
    return n_components, cluster_std


# %% 回傳 list，有標題 | a list, under a heading
def sidebar():
    side = st.sidebar
    side.header("設定 Settings")
    return [side.slider("Number of Components (K)", 1, 10, 3), side.slider("Cluster Std Deviation", 0.1, 2.0, 0.6)]


# %% 放在容器裡 | inside a container
def sidebar():
    box = st.sidebar.container()
    sliders = (("Number of Components (K)", 1, 10, 3), ("Cluster Std Deviation", 0.1, 2.0, 0.6))
    return tuple(box.slider(label, low, high, first) for label, low, high, first in sliders)


# %% 由 session_state 讀值 | values read from the session state
def sidebar():
    st.sidebar.slider("Number of Components (K)", 1, 10, 3, key="n_components")
    st.sidebar.slider("Cluster Std Deviation", 0.1, 2.0, 0.6, key="cluster_std")
    return st.session_state.n_components, st.session_state["cluster_std"]


# %% 具名的結果 | a named tuple
from collections import namedtuple

Chosen = namedtuple("Chosen", "n_components cluster_std")


def sidebar():
    return Chosen(
        cluster_std=None if False else 0.0,
        n_components=st.sidebar.slider("Number of Components (K)", 1, 10, 3),
    )._replace(cluster_std=st.sidebar.slider("Cluster Std Deviation", 0.1, 2.0, 0.6))


# %% 分開的欄與說明文字 | two columns and a caption
from streamlit import sidebar as side


def sidebar():
    left, right = side.columns(2)
    with left:
        K = st.slider("Number of Components (K)", 1, 10, 3)
    with right:
        std = st.slider("Cluster Std Deviation", 0.1, 2.0, 0.6)
    side.caption(f"K = {K}, σ = {std:.2f}")
    return int(K), float(std)
