"""Images as polynomials with byte coefficients.

        image  ->  N × N grey bytes  ->  a_0 + a_1 x + ... in Z_256[x]

Main definitions
    patch       the polynomial of a picture
    framed      a picture's N × N thumbnail in the middle of a white square
    opened      the picture in a file, refused when it is broken or too large
    coloured    a picture in red, green and blue on white ground

Conventions
    Bytes are read row by row, from the top left; the constant term is the first.  As a polynomial drops trailing
    zeros, a picture that ends in black pixels is a shorter tuple.  Grey levels survive the way through colours: the
    weights of red, green and blue in Pillow's grey add up to one, exactly.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from algebra.errors import Mismatch, package
from algebra.rings import Polynomials, Zmod

BYTES = Polynomials(Zmod(256))


def patch(picture: Any, size: int) -> tuple[int, ...]:
    """The polynomial in Z_256[x] of the grey bytes of a picture's N × N thumbnail.

    Parameters
    ----------
    picture : PIL.Image.Image
        In grey, or in red, green and blue; it is turned grey before it is made small.
    size : int
        The side N.

    Examples
    --------
    >>> from PIL import Image
    >>> patch(Image.frombytes("L", (2, 2), bytes([9, 8, 7, 0])), 2)
    (9, 8, 7)
    """
    return BYTES.trim(framed(picture.convert("L"), size).tobytes())


def framed(picture: Any, size: int) -> Any:
    """The N × N thumbnail of a picture, which keeps the aspect and stands in the middle of a white square.

    Examples
    --------
    >>> from PIL import Image
    >>> framed(Image.new("RGB", (2, 1)), 2).tobytes().hex(" ", 3)
    '000000 000000 ffffff ffffff'
    """
    Image = package("PIL.Image", "data")
    scale = max(picture.size)
    shape = tuple(max(1, (side * size + scale // 2) // scale) for side in picture.size)
    square = Image.new(picture.mode, (size, size), "white")
    corner = ((size - shape[0]) // 2, (size - shape[1]) // 2)
    square.paste(picture.resize(shape, Image.Resampling.LANCZOS), corner)
    return square


def coloured(picture: Any) -> Any:
    """The picture in red, green and blue; what is transparent shows white ground."""
    Image = package("PIL.Image", "data")
    if picture.mode.startswith("I"):
        # Pillow clips 16-bit samples at 255 instead of scaling them
        return picture.convert("I").point(lambda v: v * (1 / 256)).convert("L").convert("RGB")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    ground = Image.new("RGBA", picture.size, "white")
    ground.alpha_composite(picture.convert("RGBA"))
    return ground.convert("RGB")


def opened(path: Path) -> Any:
    """The picture in a file, in red, green and blue, turned as its camera says.

    Raises
    ------
    Mismatch
        When there is no such file, no image in it, a broken one, or one too large to be decoded safely.
    Missing
        When Pillow is not installed.
    """
    Image, turned = package("PIL.Image", "data"), package("PIL.ImageOps", "data").exif_transpose
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as picture:
                return coloured(turned(picture))
    except FileNotFoundError:
        found = "there is no such image"
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        found = f"a decompression bomb: more than {Image.MAX_IMAGE_PIXELS} pixels"
    except Image.UnidentifiedImageError:
        found = "broken: no image that Pillow can read"
    except Exception as error:  # decoders fail on damaged bytes in every way there is
        found = f"a broken image: {' '.join(str(error).split()) or type(error).__name__}"
    raise Mismatch(f"the image {path}", found, "mend or remove it")
