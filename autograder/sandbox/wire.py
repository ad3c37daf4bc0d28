"""Framed messages between the graders and the sandbox: JSON for structure, ``.npy`` bytes for arrays, never pickle.

Both sides import this file, the sandbox as the top-level module ``wire``, so it needs nothing but numpy. Whatever arrives
from the sandbox is untrusted: :func:`unpack` allocates no more than what was really sent.

A frame is ``MAGIC, uint32 length of the JSON text, JSON text, blobs``; the JSON object's key ``blobs`` holds their sizes.
"""

from __future__ import annotations

import io
import json
import math
import re
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

MAGIC = b"gmk1"
HEADER = struct.Struct("!4sI")
MAX_JSON = 8 * 1024 * 1024  # parsed, it can take twenty times as much memory
MAX_BLOBS = 4096
MAX_DEPTH = 16
MAX_NODES = 200_000
MAX_TEXT = 1 << 22  # parts x longest text: what numpy would take to make an array of them, in characters
NUMERIC_KINDS = "biufc"
PLAIN = (str, int, float, bool, type(None))
# All that numpy writes for arrays of numbers; its own reader takes much more, and fails in more ways than one can list.
NPY_HEADER = re.compile(
    rb"\x93NUMPY\x01\x00..\{'descr': '([<>|][biufc]\d{1,2})', 'fortran_order': (False|True), 'shape': \(([\d, ]*)\), \} *\n",
    re.DOTALL,
)
MAX_NPY_HEADER = 1024
MAX_SET = 64  # members of a set, or texts of an array; what is chosen from a few options, not data
MAX_AXES = 32
KIND = "\u0000kind"  # marks a tagged node; no JSON object with this key is made otherwise


class WireError(Exception):
    """A frame breaks the protocol or its size limit."""


@dataclass(frozen=True)
class Opaque:
    """A value that cannot cross the pipe; only the name of its type does."""

    type_name: str


def pack(value: Any) -> tuple[Any, list[bytes]]:
    """Turn a value into a JSON tree and the ``.npy`` blobs it refers to."""
    blobs: list[bytes] = []
    return _pack(value, blobs, 0), blobs


def _pack(value: Any, blobs: list[bytes], depth: int) -> Any:
    kind = type(value)
    if value is None or kind is bool or kind is str:
        return value
    if kind is int:
        return value if abs(value) < 2**53 else {KIND: "int", "v": _digits(value)}
    if kind is float:
        return value if math.isfinite(value) else {KIND: "float", "v": repr(value)}
    if kind is complex:
        return {KIND: "complex", "v": [repr(value.real), repr(value.imag)]}
    if depth >= MAX_DEPTH:
        return {KIND: "opaque", "v": "deeply nested " + kind.__name__}
    if isinstance(value, np.generic):
        return _pack_array(np.asarray(value), blobs, "scalar")
    if isinstance(value, np.ndarray):
        return _pack_array(np.asarray(value), blobs, "array")
    if isinstance(value, tuple):
        return {KIND: "tuple", "v": [_pack(item, blobs, depth + 1) for item in value]}
    if isinstance(value, list):
        return [_pack(item, blobs, depth + 1) for item in value]
    if isinstance(value, set | frozenset) and len(value) <= MAX_SET and all(type(item) in PLAIN for item in value):
        return {KIND: "set", "v": [_pack(item, blobs, depth + 1) for item in value]}
    if isinstance(value, Fraction | Decimal):
        return _as_float(value)
    if isinstance(value, Mapping):
        items = [[_pack(key, blobs, depth + 1), _pack(item, blobs, depth + 1)] for key, item in value.items()]
        return {KIND: "dict", "v": items}
    if isinstance(value, int | float | str):  # subclasses: enums, pandas' integers
        return _pack(next(base for base in (int, float, str) if isinstance(value, base))(value), blobs, depth)
    if hasattr(value, "__array__"):  # pandas, xarray, torch on the CPU: what np.asarray takes, the graders take
        return _pack_array(np.asarray(value), blobs, "array")
    return {KIND: "opaque", "v": kind.__name__}


def _as_float(value: Fraction | Decimal) -> Any:
    try:
        return _pack(float(value), [], 0)
    except (OverflowError, ValueError):
        return {KIND: "opaque", "v": type(value).__name__}


def _digits(value: int) -> str:
    try:
        return str(value)
    except ValueError:  # more digits than the interpreter converts
        return "huge"


def _pack_array(array: np.ndarray[Any, Any], blobs: list[bytes], kind: str) -> Any:
    if array.dtype.kind not in NUMERIC_KINDS:
        if array.dtype.kind in "US" and array.ndim == 0:
            return str(array)
        if array.dtype.kind == "U" and array.ndim == 1 and array.size <= MAX_SET:
            return [str(text) for text in array]
        return {KIND: "opaque", "v": f"{array.dtype.name} array" if array.dtype.names is None else "structured array"}
    buffer = io.BytesIO()
    np.lib.format.write_array(buffer, np.ascontiguousarray(array).reshape(array.shape), allow_pickle=False)
    blobs.append(buffer.getvalue())
    return {KIND: kind, "b": len(blobs) - 1}


def unpack(tree: Any, blobs: list[bytes]) -> Any:
    """Rebuild a value that :func:`pack` took apart.

    Raises:
        WireError: the tree or a blob is malformed; nothing of it is used
    """
    try:
        return _Unpacker(blobs).value(tree, 0)
    except (KeyError, TypeError, ValueError, IndexError, OverflowError, AttributeError) as error:
        raise WireError(f"malformed value: {type(error).__name__}") from error


class _Unpacker:
    def __init__(self, blobs: list[bytes]) -> None:
        self.blobs = blobs
        self.nodes = 0
        self.longest = 0
        self.used: set[int] = set()

    def value(self, tree: Any, depth: int) -> Any:
        self.nodes += 1
        if depth > MAX_DEPTH + 1 or self.nodes > MAX_NODES or self.nodes * self.longest > MAX_TEXT:
            raise WireError("value is nested too deeply or has too many parts")
        if isinstance(tree, str):
            return self.text(tree)
        if tree is None or isinstance(tree, bool | int | float):
            return tree
        if isinstance(tree, list):
            return [self.value(item, depth + 1) for item in tree]
        kind, payload = tree[KIND], tree.get("v")
        if kind in ("array", "scalar"):
            array = read_npy(self.blob(tree["b"]))
            return array[()] if kind == "scalar" and array.ndim == 0 else array
        if kind == "tuple":
            return tuple(self.value(item, depth + 1) for item in payload)
        if kind == "set":
            return self.members(payload)
        if kind == "dict":
            return self.mapping(payload, depth + 1)
        if kind == "int":
            return int(payload) if payload != "huge" else Opaque("huge int")
        if kind == "float":
            return {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[payload]
        if kind == "complex":
            return complex(*(float(part) for part in payload))
        if kind == "opaque":
            return Opaque(str(payload)[:80])
        raise WireError("unknown kind of value")

    def text(self, value: str) -> str:
        self.longest = max(self.longest, len(value))
        if self.nodes * self.longest > MAX_TEXT:
            raise WireError("texts are too long")
        return value.encode("utf-8", "replace").decode()  # a lone surrogate could be written to no report

    def blob(self, index: Any) -> bytes:
        if type(index) is not int or index < 0 or index in self.used:  # used twice, a blob would be copied twice
            raise WireError("bad blob index")
        self.used.add(index)
        return self.blobs[index]

    def members(self, payload: Any) -> Any:
        if not isinstance(payload, list) or len(payload) > MAX_SET or not all(type(item) in PLAIN for item in payload):
            return Opaque("set")
        return frozenset(self.value(item, 0) for item in payload)

    def mapping(self, items: Any, depth: int) -> Any:
        pairs = [(self.value(key, depth), self.value(item, depth)) for key, item in items]
        if not all(isinstance(key, str | int | float | bool | np.generic | type(None)) for key, _ in pairs):
            return Opaque("dict")
        if len(pairs) > MAX_SET and not all(isinstance(key, str) for key, _ in pairs):
            return Opaque("dict")  # numbers can be chosen to have one hash
        return dict(pairs)


def read_npy(blob: bytes) -> np.ndarray[Any, Any]:
    """Read one ``.npy`` blob of numbers; a header that promises more than the blob holds is refused."""
    header = NPY_HEADER.match(blob, 0, MAX_NPY_HEADER)
    if header is None:
        raise WireError("malformed .npy header")
    try:
        dtype = np.dtype(header[1].decode("ascii"))
        shape = tuple(int(size) for size in header[3].replace(b" ", b"").split(b",") if size)
    except (TypeError, ValueError) as error:
        raise WireError("malformed .npy header") from error
    if len(shape) > MAX_AXES or math.prod(shape) * dtype.itemsize != len(blob) - header.end():
        raise WireError("array size does not match its header")
    try:
        flat = np.frombuffer(blob, dtype=dtype, offset=header.end()) if 0 not in shape else np.empty(0, dtype)
        return flat.reshape(shape, order="F" if header[2] == b"True" else "C").copy()
    except (ValueError, OverflowError) as error:  # an axis of length 0 may come with others of any length
        raise WireError("bad shape") from error


def encode(message: Mapping[str, Any], blobs: list[bytes] | None = None) -> bytes:
    """Return the bytes of one frame."""
    blobs = blobs or []
    text = json.dumps({**message, "blobs": [len(blob) for blob in blobs]}, ensure_ascii=True).encode("ascii")
    return b"".join([HEADER.pack(MAGIC, len(text)), text, *blobs])


def decode(receive: Callable[[int], bytes], max_bytes: int) -> tuple[dict[str, Any], list[bytes], int]:
    """Read one frame with ``receive(n)``, which returns exactly n bytes or raises.

    Returns:
        the message, its blobs, and the frame's size in bytes

    Raises:
        WireError: the frame is malformed or larger than ``max_bytes``
    """
    magic, length = HEADER.unpack(receive(HEADER.size))
    if magic != MAGIC or length > min(MAX_JSON, max_bytes):
        raise WireError("not a frame, or one that is too large")
    text = receive(length)
    try:
        message = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise WireError("malformed JSON") from error
    del text
    sizes = message.get("blobs") if isinstance(message, dict) else None
    if not isinstance(sizes, list) or len(sizes) > MAX_BLOBS or not all(type(n) is int and n >= 0 for n in sizes):
        raise WireError("bad list of blobs")
    total = HEADER.size + length + sum(sizes)
    if total > max_bytes:
        raise WireError("frame is too large")
    return message, [receive(size) for size in sizes], total
