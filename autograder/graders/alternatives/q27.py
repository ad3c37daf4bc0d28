# %% 文字與全形 | text, full width
q27 = "約 ０．７５"

# %% 分數物件 | a Fraction
q27 = __import__("fractions").Fraction(3, 4)

# %% NumPy 純量 | a NumPy scalar
q27 = __import__("numpy").float64(0.75)

# %% 百分比 | a percentage
q27 = "75%"
