"""The student's end of the pipe, found and used the way that an attacker would: the first cell of forged frames."""

from __future__ import annotations

PIPE = r"""
import gc, json, os, socket, struct, sys, time
pipe = [one for one in gc.get_objects() if type(one) is socket.socket and one.fileno() > 2][0]
def frame(message, blobs=()):
    text = json.dumps({**message, 'blobs': [len(blob) for blob in blobs]}).encode()
    return struct.pack('!4sI', b'gmk1', len(text)) + text + b''.join(blobs)
def number():
    step = sys._getframe()
    while step:
        asked = step.f_locals.get('message')
        if isinstance(asked, dict) and 'id' in asked:
            return asked['id']
        step = step.f_back
def answer(value, blobs=(), **more):
    pipe.sendall(frame({'id': number(), 'value': value, 'mutated': [], **more}, blobs))
    time.sleep(9)
def npy(descr, shape, data=b''):
    head = f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    return b'\x93NUMPY\x01\x00' + struct.pack('<H', len(head)) + head + data
K = '\0kind'
"""
