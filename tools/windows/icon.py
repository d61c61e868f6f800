"""Draws the icon of the Windows program: a sheet with rows and the mark of what was summed up.

Needs Pillow. Writes tonghop.ico beside itself; only for who changes the icon."""

from pathlib import Path

from PIL import Image, ImageDraw

SIZES = [16, 24, 32, 48, 64, 256]
GREEN, DARK, WHITE, RED = "#1f7a4d", "#14532f", "#ffffff", "#c62828"


def picture(size: int) -> Image.Image:
    scale = 16  # Drawn on a grid of 16, four times as large, then made smaller.
    big = Image.new("RGBA", (scale * 64, scale * 64), (0, 0, 0, 0))
    draw = ImageDraw.Draw(big)

    def box(left: float, top: float, right: float, bottom: float, colour: str, radius: float = 0) -> None:
        unit = scale * 4
        draw.rounded_rectangle([left * unit, top * unit, right * unit, bottom * unit], radius * unit, colour)

    box(1, 0.5, 15, 15.5, DARK, 1.5)
    box(1.6, 1.1, 14.4, 14.9, GREEN, 1.2)
    for top in (3, 6, 9):
        box(3.2, top, 8.4, top + 1.6, WHITE)
        box(9.6, top, 12.8, top + 1.6, WHITE)
    box(3.2, 12, 8.4, 13.6, WHITE)
    box(9.6, 12, 12.8, 13.6, RED)
    return big.resize((size, size), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    largest = picture(SIZES[-1])
    rest = [picture(size) for size in SIZES[:-1]]
    largest.save(Path(__file__).with_name("tonghop.ico"), sizes=[(s, s) for s in SIZES], append_images=rest)
