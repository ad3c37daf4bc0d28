# %% 文字與全形 | text, full width
q30 = "約 １．５"

# %% 分數物件 | a Fraction
q30 = __import__("fractions").Fraction(3, 2)

# %% NumPy 純量 | a NumPy scalar
q30 = __import__("numpy").float64(1.5)

# %% 另一個單位 | another unit
q30 = "1.04 nats"
