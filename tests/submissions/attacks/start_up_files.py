# title: 放置會被自動執行的檔案 | plants files that programs run when they start
# They vanish with the scratch: the next submission and the graders never see them.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: planted
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
import os

bad = "import os\nos.write(1, b'BREACH started')\nraise SystemExit(1)\n"
names = ["sitecustomize.py", "usercustomize.py", "numpy.py", "json.py", "wire.py", "x.pth", "conftest.py", "pytest.ini", "pyvenv.cfg",
         "jupyter_nbconvert_config.py", "nbgrader_config.py", "05_model_selection.ipynb", "feedback.html", ".bashrc", "x.so",
         "ipython/profile_default/startup/00.py", ".ipython/profile_default/startup/00.py", ".ipython/profile_default/ipython_config.py",
         ".config/matplotlib/matplotlibrc", "lib/python3.11/site-packages/x.pth"]
for folder in ("/scratch", "/tmp", "/dev/shm", "/tmp/ipython", "/tmp/matplotlib"):
    for name in names:
        os.makedirs(os.path.dirname(f"{folder}/{name}"), exist_ok=True)
        open(f"{folder}/{name}", "w").write(bad)
os.environ.update(LD_PRELOAD="/tmp/x.so", LD_LIBRARY_PATH="/tmp", PYTHONPATH="/tmp", PYTHONHOME="/tmp", PYTHONSTARTUP="/tmp/numpy.py",
                  IPYTHONDIR="/tmp", JUPYTER_CONFIG_DIR="/tmp", PATH="/tmp", PYTHONUSERBASE="/tmp", BASH_ENV="/tmp/.bashrc", HOME="/tmp")
print("planted")

# %%
def bic(log_likelihood, n_parameters, n_samples):
    return 0.0

# %%
def aic(log_likelihood, n_parameters):
    return 0.0
