"""The results as a table and bars of text, as Markdown, and as a picture in SVG."""

from html import escape

from .results import HEADER

WIDTH, LABEL, BAR, ROW = 760, 290, 360, 34


def text_table(rows):
    widths = [max(len(row[i]) for row in [HEADER, *rows]) for i in range(len(HEADER))]
    return "\n".join("  ".join(cell.ljust(width) if i == 0 else cell.rjust(width)
                               for i, (cell, width) in enumerate(zip(row, widths))).rstrip() for row in [HEADER, *rows])


def text_bars(results):
    longest = _longest(results)
    width = max(len(result.label) for result in results)
    lines = []
    for result in results:
        bar = "█" * max(1, round(40 * min(result.seconds, longest) / longest))
        lines.append(f"{result.label.ljust(width)}  {bar}{'…' if result.seconds > longest else ''} {result.seconds:.2f} s")
    return "\n".join(lines)


def _longest(results):
    """The seconds of the longest bar; one that is more than three times the next would make the others unreadable, and is cut."""
    *_, second, first = [0, *sorted(result.most for result in results)]
    return 1.3 * second if second and first > 3 * second else first


def markdown_table(rows):
    lines = [HEADER, ["---"] + ["---:"] * (len(HEADER) - 1), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def svg(results, title):
    """Bars of the medians with a line from the least to the most; readable on light and dark pages."""
    longest = _longest(results)
    height = 50 + ROW * len(results) + 10
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img">',
        f"<title>{escape(title)}</title>",
        "<style>text{font:14px sans-serif;fill:#24292f}.title{font-weight:bold}"
        ".bar{fill:#8c959f}.own{fill:#0969da}.bound{fill:#1a7f37}.spread{stroke:#24292f;stroke-width:1.5}"
        ".mark{stroke:#1a7f37;stroke-dasharray:4 4}"
        "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.spread{stroke:#e6edf3}}</style>",
        f'<text x="10" y="26" class="title">{escape(title)}</text>',
    ]
    for number, result in enumerate(results):
        top = 50 + ROW * number
        kind = "bound" if result.name.startswith("bound") else "own" if result.name in ("liftlock", "verified") else "bar"
        length, least, most = (LABEL + BAR * min(value / longest, 1) for value in (result.seconds, result.least, result.most))
        parts += [
            f'<text x="{LABEL - 10}" y="{top + 16}" text-anchor="end">{escape(result.label)}</text>',
            f'<rect class="{kind}" x="{LABEL}" y="{top}" width="{length - LABEL:.1f}" height="22"/>',
            f'<line class="spread" x1="{least:.1f}" y1="{top + 11}" x2="{most:.1f}" y2="{top + 11}"/>',
            f'<text x="{most + 8:.1f}" y="{top + 16}">{"… " if result.seconds > longest else ""}{result.seconds:,.1f} s</text>',
        ]
        if kind == "bound":
            parts.append(f'<line class="mark" x1="{length:.1f}" y1="44" x2="{length:.1f}" y2="{height - 8}"/>')
    return "\n".join([*parts, "</svg>"]) + "\n"
