"""A terminal's screen as a drawing, for the README: what tmux shows with its colours, as SVG."""

import re
import unicodedata
from xml.sax.saxutils import escape

INK, PAPER, DIM = "#d7dde4", "#1b1f24", "#8b949e"
COLOURS = ["#484f58", "#ff7b72", "#7ee2a8", "#e3b341", "#79b8ff", "#d2a8ff", "#76e3ea", "#d7dde4"]
WIDTH, HEIGHT, MARGIN = 7.83, 17, 14  # of a letter, of a line, around the screen


def columns(text):
    """That a terminal gives it: two for what is wide, none for marks."""
    return sum(0 if unicodedata.category(letter) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def styles(codes, style):
    """The style after a sequence of SGR codes."""
    codes = [int(code or 0) for code in codes.split(";")]
    for code in codes:
        if code == 0:
            style = {}
        elif code in (1, 2, 4, 7):
            style = {**style, {1: "bold", 2: "dim", 4: "underline", 7: "reverse"}[code]: True}
        elif 30 <= code <= 37 or 90 <= code <= 97:
            style = {**style, "colour": COLOURS[code % 10]}
        elif code == 39:
            style = {name: value for name, value in style.items() if name != "colour"}
    return style


def runs(screen):
    """(row, column, text, style) of each stretch of one style. A style goes on over the end of a line, as tmux writes it."""
    style = {}
    for row, line in enumerate(screen.split("\n")):
        column = 0
        for codes, text in re.findall(r"(?:\x1b\[([0-9;]*)m)|([^\x1b]+)", line):
            if text:
                yield row, column, text, style
                column += columns(text)
            else:
                style = styles(codes, style)


def svg(screen, across, label):
    """`screen` is what `tmux capture-pane -p -e` prints, `across` how many columns it has."""
    screen = screen.rstrip("\n")
    width, height = round(across * WIDTH + 2 * MARGIN), (screen.count("\n") + 1) * HEIGHT + 2 * MARGIN
    drawn = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" aria-label="{escape(label)}">',
             f'<rect width="100%" height="100%" rx="8" fill="{PAPER}"/>',
             f'<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="13" fill="{INK}">']
    for row, column, text, style in runs(screen):
        x, y, wide = round(MARGIN + column * WIDTH, 1), MARGIN + row * HEIGHT, round(columns(text) * WIDTH, 1)
        ink = style.get("colour", DIM if style.get("dim") else INK)
        if style.get("reverse"):
            drawn.append(f'<rect x="{x}" y="{y}" width="{wide}" height="{HEIGHT}" fill="{ink}"/>')
            ink = PAPER
        if style.get("underline"):
            drawn.append(f'<path d="M{x} {y + HEIGHT - 2}h{wide}" stroke="{DIM}"/>')
        weight = ' font-weight="bold"' if style.get("bold") else ""
        # Viewers join spaces, so what stands apart is drawn apart.
        for words in re.finditer(r"\S+(?: \S+)*", text):
            at, long = round(x + columns(text[: words.start()]) * WIDTH, 1), round(columns(words[0]) * WIDTH, 1)
            drawn.append(f'<text x="{at}" y="{y + 13}" textLength="{long}" fill="{ink}"{weight}>{escape(words[0])}</text>')
    return "\n".join([*drawn, "</g>", "</svg>", ""])
