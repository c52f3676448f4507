-- Two answers of Macaulay2 1.21 (package Pullback 1.03) that are wrong in silence, beside points that are listed.
-- Remake:  sh wrong.sh > wrong.jsonl
-- No chance is involved.  "truth": a point of Spec (A x_B C) is a point of Spec A off V(ker f) or a point of Spec C.
needsPackage "Pullback";
box = (k, n) -> fold(n : apply(k#order, a -> {a_k}), (u, v) -> flatten apply(u, a -> apply(v, b -> a | b)));
zero' = (v, I) -> all(flatten entries gens I, h -> sub(h, matrix{v}) == 0);
many = (k, n, I) -> number(box(k, n), v -> zero'(v, I));
quoted = L -> "[" | demark(", ", apply(L, e -> "\"" | toString e | "\"")) | "]";
row = (name, f, g, kernelf, images) -> (
  A := source f; C := source g; k := coefficientRing A;
  (P, toA, toC) := toSequence pullback(f, g);
  truth := k#order^(numgens A) - many(k, numgens A, kernelf) + k#order^(numgens C);
  square := apply(flatten entries (f * toA).matrix, flatten entries (g * toC).matrix, (a, b) -> a == b);
  print concatenate("{\"name\": \"", name, "\", \"peer\": \"Macaulay2 1.21, Pullback 1.03\", \"file\": {\"format\": ",
    "\"cospan/1\", \"kind\": \"algebras\", \"char\": ", toString char k, ", \"A\": {\"vars\": ", quoted gens A,
    ", \"ideal\": []}, \"kernel_f\": ", quoted flatten entries gens kernelf, ", \"C\": {\"vars\": ", quoted gens C,
    ", \"ideal\": []}, \"g\": ", quoted images, "}, \"said\": {\"vars\": ", quoted gens ambient P, ", \"relations\": ",
    quoted flatten entries gens ideal P, ", \"to_A\": ", quoted flatten entries toA.matrix, ", \"to_C\": ",
    quoted flatten entries toC.matrix, ", \"points\": ", toString many(k, numgens ambient P, ideal P),
    ", \"square_commutes\": ", toString all(square, identity), "}, \"truth\": {\"points\": ", toString truth,
    ", \"square_commutes\": true}}"));

-- A generator of ker f with a constant term: (h, 0) is taken for (h, -1).
A = ZZ/7[x, y];
B = A / ideal(x^2 + y^2 - 1);
C = ZZ/7[u];
row("a generator of ker f with a constant term", map(B, A), map(B, C, {x}), ker map(B, A), {"x"});

-- f is onto but takes x to y and y to x: preimages are taken by the names of the variables.
A = ZZ/7[x, y];
B = A / ideal(x * y);
C = ZZ/7[u];
row("variables that f renames", map(B, A, {y, x}), map(B, C, {x + 2*y}), ker map(B, A, {y, x}), {"y+2*x"});
exit 0
