# title: 例外的名字、訊息與函式名都是標記 | names of exceptions, messages and function names that are markup
# Feedback escapes them.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: alert(1)
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
class E(Exception):
    pass


E.__name__ = E.__qualname__ = "<script>alert(1)</script>"


def bic(log_likelihood, n_parameters, n_samples):
    raise E('<script>alert(1)</script><img src=x onerror=alert(1)>')


bic.__code__ = bic.__code__.replace(co_name="<script>alert(1)</script>", co_qualname="<svg onload=alert(1)>")

# %%
def aic(log_likelihood, n_parameters):
    raise type("</pre><script>alert(1)</script>", (Exception,), {})("</table><script>alert(1)</script>")

# %%
def n_parameters(n_components, n_features, covariance_type="full"):
    return type('<script>alert(1)</script>', (), {})()

# %%
raise E("<script>alert(1)</script>")
