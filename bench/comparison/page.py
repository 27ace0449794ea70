"""Writes a comparison into a page, between two marks that name its section, and its picture beside the page."""

import os
import re

from . import drawing
from .failure import Failure


class Section:
    """The part of a page between `<!-- begin NAME -->` and `<!-- end NAME -->`; fails if the page has none."""

    def __init__(self, page, name):
        self._page, self._name = page, name
        try:
            text = self._read()
        except OSError as failure:
            raise Failure(f"{page} cannot be read: {failure.strerror}", 2) from failure
        if self._find(text) is None:
            there = ", ".join(re.findall(r"<!-- begin (\S+) -->", text)) or "none"
            raise Failure(f"{page} has no section {name} (there: {there}); --section names another", 2)

    def write(self, comparison, title, preface, command, remarks):
        stem = os.path.splitext(os.path.basename(self._page))[0]
        picture = f"{stem}-{self._name}.svg"
        with open(os.path.join(os.path.dirname(self._page), picture), "w", encoding="utf-8") as file:
            file.write(drawing.svg(comparison.results, title))
        body = "\n\n".join([preface, f"    {command}", drawing.markdown_table(comparison.table()), f"![{title}]({picture})",
                            *(["\n".join(f"- {remark}" for remark in remarks)] if remarks else [])])
        text = self._read()
        begin, end = self._find(text).span(1)
        with open(self._page, "w", encoding="utf-8") as file:
            file.write(f"{text[:begin]}\n{body}\n{text[end:]}")

    def _find(self, text):
        name = re.escape(self._name)
        return re.search(rf"<!-- begin {name} -->\n(.*?)<!-- end {name} -->", text, re.DOTALL)

    def _read(self):
        with open(self._page, encoding="utf-8") as file:
            return file.read()
