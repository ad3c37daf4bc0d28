# %% 文字與全形 | text, full width
q6 = "約 ０．１３"

# %% 分數物件 | a Fraction
q6 = __import__("fractions").Fraction(13, 100)

# %% NumPy 純量 | a NumPy scalar
q6 = __import__("numpy").float64(0.13)
