# %% 文字與全形 | text, full width
q7 = "約 ０．０２６５"

# %% 分數物件 | a Fraction
q7 = __import__("fractions").Fraction(53, 2000)

# %% NumPy 純量 | a NumPy scalar
q7 = __import__("numpy").float64(0.0265)
