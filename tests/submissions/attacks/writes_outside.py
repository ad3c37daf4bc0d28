# title: 寫入課程、系統、直譯器與工作程式 | writes to the system, the interpreter and the worker
# All but the scratch is read-only: no file changes.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: refused /planted
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
import os
import sys

targets = ["/planted", "/etc/passwd", "/etc/ld.so.preload", "/usr/planted", "/venv/planted", "/worker/wire.py", "/worker/planted",
           "/dev/planted", "/proc/planted", np.__file__, os.__file__, sys.executable, f"{sys.base_prefix}/planted",
           f"{os.path.dirname(np.__file__)}/planted.pth", "/../planted", "/scratch/../planted"]
for path in targets:
    attempt(path, lambda: open(path, "a").write("x"))
    attempt(f"unlink {path}", lambda: os.unlink(path))
    attempt(f"replace {path}", lambda: os.replace("/scratch", path))
    if os.path.exists(path):
        for name, action in (("truncate", lambda: os.truncate(path, 0)), ("chmod", lambda: os.chmod(path, 0o777)),
                             ("utime", lambda: os.utime(path)), ("chown", lambda: os.chown(path, 0, 0)),
                             ("xattr", lambda: os.setxattr(path, "user.x", b"x"))):
            attempt(f"{name} {path}", action)
