# title: 想偷看參考解答 | tries to read the solutions
# base: stub
# expect: e_step = 0
# expect: m_step = 0
# expect: fit_em = 0

# %%
def e_step(X, weights, means, covariances):
    import solutions.em

    return solutions.em.e_step(X, weights, means, covariances)


# %%
import glob

folders = ("/", "/*/", "/*/*/", "/*/*/*/", "../", "../../")
names = ("solutions/*.py", "graders/test_*.py", "gradebook.db", "submitted/*")
print("found:", [path for folder in folders for name in names for path in glob.glob(folder + name)])
