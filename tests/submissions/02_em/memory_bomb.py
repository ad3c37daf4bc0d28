# title: 用光記憶體 | uses up the memory
# base: reference
# expect: e_step = 35
# expect: m_step = 0
# expect: fit_em = 0 < 31

# %%
def m_step(X, resp):
    hoard = []
    while True:
        hoard.append(np.ones((1000, 1000, 10)))
