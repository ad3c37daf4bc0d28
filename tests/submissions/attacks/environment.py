# title: 讀評分程序的環境變數與命令列 | reads the environment and command line of the grading process
# The environment was made anew: no secret in it.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: no secrets
# shows: refused environ
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

getenv = ctypes.CDLL(None).getenv
getenv.restype = ctypes.c_char_p
print(dict(os.environ), getenv(b"SANDBOX_TEST_SECRET"))
strange = [name for name in os.environ if "SECRET" in name or name.startswith(("JUPYTER", "NBGRADER_COURSE", "SSH", "AWS", "XDG"))]
print("BREACH" if strange else "no secrets", strange)
for name in ("environ", "cmdline", "auxv", "maps"):
    attempt(name, lambda: open(f"/proc/self/{name}").read())
    attempt(f"parent's {name}", lambda: open(f"/proc/1/{name}").read())

# %%
print(__import__("subprocess").run(["env"], capture_output=True, text=True).stdout)
