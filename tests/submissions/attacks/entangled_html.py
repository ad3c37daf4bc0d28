# title: 清理時會變成萬倍的 HTML | HTML that cleaning would multiply by thousands
# Tags that are left open are opened again in each paragraph by whoever reads HTML as browsers do.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: entangled
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
from IPython.display import HTML, display

print("entangled")
display(HTML("<p>" + "".join(f"<b title={i}>" for i in range(8000)) + "<p>x" * 8000))
display(HTML("<b>" * 40000 + "</i>" * 40000), HTML("<div>" * 100000))
for _ in range(100):
    display(HTML("<p>" + "".join(f"<b title={i}>" for i in range(300)) + "<p>x" * 300))
