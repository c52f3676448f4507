"""Plain loops over arrays, which `algebra.numeric.compiled` turns into machine code; they import numpy alone."""
