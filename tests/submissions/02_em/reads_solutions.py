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

found = [path for pattern in ("/**/solutions/*.py", "/**/test_02_em.py", "/**/gradebook.db") for path in glob.glob(pattern, recursive=True)]
print("found:", found)
