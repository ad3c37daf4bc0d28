# title: 用符號連結與硬連結離開工作資料夾 | leaves the scratch by symbolic and hard links
# Links point to what is visible anyway: nothing is read or written outside.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: linked
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
def attempt(what, action):
    try:
        print("BREACH", what, action())
    except (Exception, SystemExit) as error:
        print("refused", what, type(error).__name__)

# %%
import ctypes
import os

for number, path in enumerate(("/etc/shadow", "/proc/1/root/etc/passwd", "/tmp/autograder-canary", "../../../../../root", "/worker/wire.py")):
    os.symlink(path, f"link{number}")
    if path != "/worker/wire.py":
        attempt(f"read {path}", lambda: open(f"link{number}").read())
    attempt(f"write {path}", lambda: open(f"link{number}/x" if path.endswith("root") else f"link{number}", "r+").write("x"))
    attempt(f"hard link {path}", lambda: os.link(path, f"hard{number}"))
attempt("rename out", lambda: os.rename("link0", "/usr/link0"))
os.makedirs("a/b/c")
handle = os.open("a/b/c", os.O_RDONLY)
os.rename("a/b/c", "/scratch/moved")  # a folder that moves while somebody stands in it
attempt("dot dot", lambda: os.open("../../../../autograder-canary", os.O_RDONLY, dir_fd=handle))
temporary = os.open("/scratch", os.O_TMPFILE | os.O_RDWR)
attempt("linkat", lambda: os.link(f"/proc/self/fd/{temporary}", "/usr/planted"))
print("linked")
