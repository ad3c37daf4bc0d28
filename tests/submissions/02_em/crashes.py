# title: 程序當掉 | the process is killed
# base: reference
# expect: e_step = 35
# expect: m_step = 35
# expect: fit_em = 30

# %%
import os

os._exit(1)
