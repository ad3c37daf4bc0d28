# %% 文字與全形 | text, full width
q13 = "約 ０．４"

# %% 分數物件 | a Fraction
q13 = __import__("fractions").Fraction(2, 5)

# %% NumPy 純量 | a NumPy scalar
q13 = __import__("numpy").float64(0.4)

# %% 百分比 | a percentage
q13 = "40%"
