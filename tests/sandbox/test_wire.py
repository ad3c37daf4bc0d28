"""Frames: every value makes the round trip, and no malformed frame costs more than an error."""

from __future__ import annotations

import io
import json
import math
import struct
import time
import tracemalloc
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from autograder.sandbox import wire
from autograder.sandbox.wire import KIND, Opaque, WireError

MIB = 1 << 20


def reader(data: bytes):
    stream = io.BytesIO(data)

    def receive(size: int) -> bytes:
        assert size <= 64 * MIB
        found = stream.read(size)
        if len(found) < size:
            raise ConnectionResetError
        return found

    return receive


def round_trip(value):
    tree, blobs = wire.pack(value)
    message, received, size = wire.decode(reader(frame := wire.encode({"value": tree}, blobs)), 64 * MIB)
    assert size == len(frame)
    return wire.unpack(message["value"], received)


def same(one, other) -> bool:
    if isinstance(one, np.ndarray | np.generic):
        return type(one) is type(other) and one.dtype == other.dtype and np.array_equal(one, other, equal_nan=True)
    if isinstance(one, float) and math.isnan(one):
        return isinstance(other, float) and math.isnan(other)
    if isinstance(one, list | tuple):
        return type(one) is type(other) and len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    return type(one) is type(other) and one == other


VALUES = {
    "none": None,
    "true": True,
    "int": -3,
    "big int": 10**300,
    "float": 0.1,
    "nan": math.nan,
    "infinities": [math.inf, -math.inf],
    "minus zero": -0.0,
    "complex": 1 - 2j,
    "text": "中文 \x00 <b>",
    "tuple": (1, (2.0, "x"), []),
    "dict": {"a": 1, 2: [3], None: {}, (True): 1.5},
    "dict of scalars": {np.int64(3): 1},
    "floats": np.linspace(0, 1, 12).reshape(3, 4),
    "fortran": np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    "strided": np.arange(20)[::3],
    "integers": np.arange(-4, 4, dtype=np.int8),
    "booleans": np.array([True, False]),
    "big-endian": np.arange(3, dtype=">f4"),
    "complex array": np.array([1j, 2]),
    "long double": np.array([1, 2], dtype=np.longdouble),
    "half": np.float16(0.5),
    "no axes": np.array(3.5),
    "empty": np.zeros((0, 3)),
    "empty in the middle": np.zeros((3, 0, 2**40)),
    "many axes": np.ones((1,) * 30),
    "not finite": np.array([math.nan, math.inf, -math.inf]),
    "scalar": np.float64(2.5),
    "scalar bool": np.bool_(True),
    "three arrays": (np.ones(2), np.ones((2, 2)), [np.zeros(3)]),
}


@pytest.mark.parametrize("name", VALUES)
def test_round_trip(name: str) -> None:
    assert same(round_trip(VALUES[name]), VALUES[name])


class Listed(list):
    pass


class Number(int):
    pass


class Arrayed:
    def __array__(self, dtype=None, copy=None):
        return np.arange(3.0)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Listed([1]), [1]),
        (Number(3), 3),
        (np.str_("a"), "a"),
        (Arrayed(), np.arange(3.0)),
        (np.ma.array([1, 2], mask=[0, 1]), np.array([1, 2])),
        ("a\ud800", "a?"),
    ],
    ids=["list", "int", "str", "__array__", "masked", "surrogate"],
)
def test_relatives_arrive_as_plain_values(value, expected) -> None:
    assert same(round_trip(value), expected)


def circle() -> list:
    value: list = []
    value.append(value)
    return value


@pytest.mark.parametrize(
    "value",
    [
        object(),
        {1, (2, 3)},
        b"x",
        len,
        np.array([None, 1], dtype=object),
        np.zeros(2, dtype=[("a", "f8")]),
        np.array([["a"]]),
        np.array(["2020-01-01"], dtype="datetime64[D]"),
        10**5000,
        {(1, 2): 3},
    ],
    ids=["object", "set", "bytes", "function", "objects", "structured", "texts", "dates", "huge int", "tuple as key"],
)
def test_the_rest_arrives_as_the_name_of_its_type(value) -> None:
    assert isinstance(round_trip(value), Opaque)


@pytest.mark.parametrize(
    ("value", "arrives"),
    [
        ({"A", "C"}, frozenset("AC")),
        (frozenset({1, None}), frozenset({1, None})),
        (np.array(["A", "C"]), ["A", "C"]),
        (Fraction(3, 4), 0.75),
        (Decimal("0.5"), 0.5),
    ],
)
def test_what_answers_of_a_quiz_are_written_as(value, arrives) -> None:
    assert round_trip(value) == arrives


@pytest.mark.parametrize("value", [set(range(100)), Fraction(10**400), np.array(["a"] * 100)])
def test_what_is_too_large_arrives_as_the_name_of_its_type(value) -> None:
    assert isinstance(round_trip(value), Opaque)


def test_a_circle_ends() -> None:
    value, depth = round_trip(circle()), 0
    while isinstance(value, list):
        value, depth = value[0], depth + 1
    assert isinstance(value, Opaque)
    assert depth == wire.MAX_DEPTH


def header(text: bytes, length: int | None = None, magic: bytes = b"gmk1") -> bytes:
    return struct.pack("!4sI", magic, len(text) if length is None else length) + text


FRAMES = {
    "magic": header(b'{"blobs":[]}', magic=b"gmk2"),
    "giant length": header(b"{}", length=2**32 - 1),
    "larger than the limit": header(b" " * (2 * MIB)),
    "no JSON": header(b"\x00\xff"),
    "not UTF-8": header(b'{"a":"\xff","blobs":[]}'),
    "deep": header(b"[" * 100_000 + b"]" * 100_000),
    "deep objects": header(b'{"a":' * 50_000 + b"1" + b"}" * 50_000),
    "a list": header(b"[]"),
    "a number": header(b"3"),
    "no blobs": header(b"{}"),
    "blobs no list": header(b'{"blobs":{"0":1}}'),
    "negative blob": header(b'{"blobs":[-1]}'),
    "fractional blob": header(b'{"blobs":[1.0]}'),
    "blob of true": header(b'{"blobs":[true]}'),
    "blob of NaN": header(b'{"blobs":[NaN]}'),
    "giant blob": header(b'{"blobs":[1000000000000]}'),
    "blobs that add up": header(b'{"blobs":[600000,600000]}'),
    "too many blobs": header(json.dumps({"blobs": [0] * 5000}).encode()),
    "endless digits": header(b'{"blobs":[' + b"9" * 5000 + b"]}"),
}


@pytest.mark.parametrize("name", FRAMES)
def test_malformed_frames(name: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(WireError):
            wire.decode(reader(FRAMES[name]), MIB)
        assert tracemalloc.get_traced_memory()[1] < 8 * MIB
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("frame", [b"", b"gm", header(b'{"blobs":[]}', length=99), header(b'{"blobs":[9]}')])
def test_half_a_frame_is_the_end_of_the_pipe(frame: bytes) -> None:
    with pytest.raises(ConnectionResetError):
        wire.decode(reader(frame), MIB)


def npy(text: bytes, data: bytes = b"", version: bytes = b"\x01\x00") -> bytes:
    return b"\x93NUMPY" + version + struct.pack("<H", len(text)) + text + data


def described(descr: str = "'<f8'", shape: str = "(1,)", order: str = "False", data: bytes = b"\0" * 8) -> bytes:
    return npy(f"{{'descr': {descr}, 'fortran_order': {order}, 'shape': {shape}, }}\n".encode(), data)


BLOBS = {
    "empty": b"",
    "magic only": b"\x93NUMPY\x01\x00",
    "version 3": npy(b"{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }\n", b"\0" * 8, b"\x03\x00"),
    "open bracket": npy(b"((("),
    "open string": npy(b"'''"),
    "indented": npy(b"  1\n 2"),
    "code": npy(b"__import__('os').getpid()"),
    "unary chain": npy(b"-" * 9000 + b"1"),
    "promises more": described(shape="(1000000000000,)"),
    "promises less": described(shape="(1,)", data=b"\0" * 64),
    "negative axis": described(shape="(-1,)"),
    "axis of True": described(shape="(True,)"),
    "axis of text": described(shape="('1',)"),
    "shape no tuple": described(shape="1"),
    "giant axes": described(shape="(99999999999999999999, 0)", data=b""),
    "axes too long to convert": described(shape="(" + "9" * 5000 + ",)"),
    "33 axes": described(shape="(" + "1, " * 33 + ")"),
    "objects": described(descr="'|O'"),
    "structured": described(descr="[('a', '<f8')]"),
    "texts": described(descr="'<U2'"),
    "bytes": described(descr="'|S8'"),
    "void": described(descr="'|V8'"),
    "dates": described(descr="'<M8[D]'"),
    "odd size": described(descr="'<f7'"),
    "no such type": described(descr="'<f99'"),
    "order": described(order="1"),
    "pickle": b"\x80\x04\x95",
}


@pytest.mark.parametrize("name", BLOBS)
def test_malformed_arrays(name: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(WireError):
            wire.unpack({KIND: "array", "b": 0}, [BLOBS[name]])
        assert tracemalloc.get_traced_memory()[1] < MIB
    finally:
        tracemalloc.stop()


MEBIBYTE = wire.pack(np.zeros(MIB // 8))[1][0]
TREES = {
    "no kind": {"a": 1},
    "unknown kind": {KIND: "pickle", "v": "x"},
    "kind of list": {KIND: [], "v": 1},
    "no blob": {KIND: "array"},
    "blob out of range": {KIND: "array", "b": 7},
    "negative blob": {KIND: "array", "b": -1},
    "blob of true": {KIND: "array", "b": True},
    "one blob many times": [{KIND: "array", "b": 0}] * 2000,
    "long texts": ["x" * 100_000] * 2000,
    "a long text among numbers": ["x" * 100_000, *[1] * 100_000],
    "a long key": {KIND: "dict", "v": [["x" * 5_000_000, 1]]},
    "too many parts": [[]] * 300_000,
    "int of text": {KIND: "int", "v": "x"},
    "int of infinity": {KIND: "int", "v": math.inf},
    "int of list": {KIND: "int", "v": []},
    "int of endless digits": {KIND: "int", "v": "9" * 9999},
    "float": {KIND: "float", "v": "0.5"},
    "float of list": {KIND: "float", "v": []},
    "complex of three": {KIND: "complex", "v": ["1", "2", "3"]},
    "complex of text": {KIND: "complex", "v": ["1", "x"]},
    "tuple of nothing": {KIND: "tuple"},
    "dict of single": {KIND: "dict", "v": [[1]]},
    "dict of text": {KIND: "dict", "v": "ab"},
}


@pytest.mark.parametrize("name", TREES)
def test_malformed_values(name: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(WireError):
            wire.unpack(TREES[name], [MEBIBYTE])
        assert tracemalloc.get_traced_memory()[1] < 16 * MIB
    finally:
        tracemalloc.stop()


def test_deep_values_are_refused_without_recursion() -> None:
    tree: object = 1
    for _ in range(100):
        tree = [tree]
    with pytest.raises(WireError):
        wire.unpack(tree, [])


def test_the_name_of_a_type_is_short_text() -> None:
    assert wire.unpack({KIND: "opaque", "v": "x" * 999}, []) == Opaque("x" * 80)


def test_keys_that_share_a_hash_are_no_answer() -> None:
    started = time.monotonic()
    items = [[k * (2**61 - 1), 0] for k in range(1, 20_000)]
    assert isinstance(wire.unpack({KIND: "dict", "v": items}, []), Opaque)
    assert time.monotonic() - started < 2
    assert wire.unpack({KIND: "dict", "v": [[2, 0.5], ["a", 1]]}, []) == {2: 0.5, "a": 1}
