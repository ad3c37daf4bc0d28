# title: 把工作資料夾寫滿，寫巨大的稀疏檔 | fills the scratch and writes giant sparse files
# The scratch is small and private.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: full /scratch
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

for folder in ("/scratch", "/tmp", "/dev/shm"):
    for number in range(9):
        try:
            open(f"{folder}/{number}", "wb").write(bytes(9 << 20))
        except OSError as error:
            print("full", folder, error.errno)
            break
    else:
        print("BREACH", folder)
attempt("many files", lambda: [open(f"/tmp/n{number}", "w").close() for number in range(9999)] and "9999")

# %%
file = open("sparse", "wb")
file.seek(1 << 50)
file.write(b"x")
file.flush()
