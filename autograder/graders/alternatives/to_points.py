# %% reshape 之後除 | reshape, then divide
def to_points(image):
    H, W, C = image.shape
    return image.reshape(H * W, C).astype(float) / 255.0


# %% 先除再 reshape | divide, then reshape
def to_points(image):
    return (image / 255).reshape(-1, 3)


# %% 一個一個像素 | pixel by pixel
def to_points(image):
    rows = []
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            r, g, b = image[i, j]
            rows.append([int(r) / 255, int(g) / 255, int(b) / 255])
    return np.array(rows)


# %% 三個通道分開 | channel by channel
def to_points(image):
    return np.column_stack([image[:, :, c].ravel() / 255 for c in range(3)])


# %% 單精度 | single precision
def to_points(image):
    return image.reshape(-1, 3).astype(np.float32) / np.float32(255)


# %% 純 Python 的串列 | plain lists
def to_points(image):
    return [[value / 255 for value in pixel] for row in image.tolist() for pixel in row]


# %% img_as_float 的做法 | multiplied by the reciprocal
def to_points(image):
    points = np.empty((image.shape[0] * image.shape[1], 3))
    points[:] = image.reshape(-1, 3)
    points *= 1 / 255
    return points


# %% 移動軸再移回 | move the axes there and back
def to_points(image):
    planes = np.moveaxis(image, -1, 0).reshape(3, -1)
    return np.true_divide(planes.T, 255)
