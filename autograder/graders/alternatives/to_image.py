# %% round 之後 clip | round, then clip
def to_image(points, height, width):
    return np.clip(np.round(255 * np.asarray(points)), 0, 255).astype(np.uint8).reshape(height, width, 3)


# %% 加 0.5 再取整 | add a half and truncate
def to_image(points, height, width):
    levels = np.minimum(np.maximum(points, 0.0), 1.0) * 255
    return (levels + 0.5).astype("uint8").reshape((height, width, 3))


# %% 一個一個像素 | pixel by pixel
def to_image(points, height, width):
    image = np.zeros((height, width, 3), dtype=np.uint8)
    for i in range(height):
        for j in range(width):
            for c in range(3):
                image[i, j, c] = round(255 * min(max(float(points[i * width + j][c]), 0.0), 1.0))
    return image


# %% 先排成影像 | into the grid first
def to_image(points, height, width):
    image = np.reshape(points, (height, width, 3)) * 255
    image[image < 0] = 0
    image[image > 255] = 255
    return np.uint8(np.rint(image))


# %% np.where | np.where
def to_image(points, height, width):
    levels = np.rint(points * 255).astype(int)
    levels = np.where(levels < 0, 0, np.where(levels > 255, 255, levels))
    return levels.reshape(height, width, -1).astype(np.uint8)


# %% 一列一列疊起來 | rows stacked
def to_image(points, height, width):
    rounded = np.clip(points, 0, 1) * 255
    rounded = np.floor(rounded + 0.5).astype(np.uint8)
    return np.stack([rounded[i * width : (i + 1) * width] for i in range(height)])


# %% PIL 的影像轉回陣列 | by way of Pillow
from PIL import Image


def to_image(points, height, width):
    levels = np.around(255 * np.clip(points, 0, 1)).astype(np.uint8)
    return np.array(Image.fromarray(np.ascontiguousarray(levels.reshape(height, width, 3))))
