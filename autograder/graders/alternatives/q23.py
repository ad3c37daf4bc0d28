# %% 文字與全形 | text, full width
q23 = "約 ２０５３"

# %% 分數物件 | a Fraction
q23 = __import__("fractions").Fraction(2053, 1)

# %% NumPy 純量 | a NumPy scalar
q23 = __import__("numpy").float64(2053)

# %% 千分位 | a comma for thousands
q23 = "2,053"
