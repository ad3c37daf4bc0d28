# title: 執行緒在之後繼續改函式、參數與答案 | a thread goes on to change functions, arguments and answers
# It changes its own process only, and ends with it: no points.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: started
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
import gc
import threading


def work():
    while True:
        globals()["aic"] = globals()["bic"] = lambda *a: 0.0
        for one in gc.get_objects(0):
            if type(one) is dict and "verdict" in one:
                one["verdict"] = "passed"

# %%
threading.Thread(target=work, daemon=True).start()
print("started")

# %%
def bic(log_likelihood, n_parameters, n_samples):
    answer = np.zeros(9)
    threading.Thread(target=lambda: [answer.fill(value) for value in range(1000)]).start()
    return answer
