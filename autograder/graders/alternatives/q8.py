# %% 文字與全形 | text, full width
q8 = "約 １７"

# %% 分數物件 | a Fraction
q8 = __import__("fractions").Fraction(17, 1)

# %% NumPy 純量 | a NumPy scalar
q8 = __import__("numpy").float64(17)
