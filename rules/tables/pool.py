"""Texts of generated tables: one pool of bytes, named by offset and length, so that the tables need
no relocations."""

import sys


class Pool:
    def __init__(self):
        self.bytes = b""
        self.known = {}

    def place(self, text):
        if text not in self.known:
            self.known[text] = len(self.bytes)
            self.bytes += text.encode("ascii")
        return f"{{ {self.known[text]}, {len(text)} }}"

    def lines(self):
        if len(self.bytes) > 0xFFFF:
            sys.exit("the pool is too large for its offsets")
        step = range(0, len(self.bytes), 20)
        return [", ".join(str(byte) for byte in self.bytes[at : at + 20]) + "," for at in step]
