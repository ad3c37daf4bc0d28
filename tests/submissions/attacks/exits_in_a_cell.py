# title: 在儲存格裡結束程序 | ends the process in a cell
# Grading goes on after the cell: the other cells keep what they earn.
# assignment: 05_model_selection
# base: reference
# mangle: undraw
# shows: the process ended in this cell
# expect: n_parameters = 25
# expect: aic = 20
# expect: bic = 25
# expect: choose_n_components = 30

# %%
import os

os._exit(0)
