# %% 文字與全形 | text, full width
q14 = "約 １．５"

# %% 分數物件 | a Fraction
q14 = __import__("fractions").Fraction(3, 2)

# %% NumPy 純量 | a NumPy scalar
q14 = __import__("numpy").float64(1.5)
