-- Points of plane curves X and Y over GF(q) and of X x_S Y, S the line or the plane, made with Macaulay2 1.21.
-- Remake:  M2 --script curves.m2 > curves.jsonl
-- The points are those that the package RationalPoints2 0.5 finds on the ideals of X, of Y, and of the tensor product
-- in k[x, y, u, v]; the base points hit by both are the values that f and g share.
needsPackage "RationalPoints2";
setRandomSeed 20250318;
quoted = L -> "[" | demark(", ", apply(L, e -> "\"" | toString e | "\"")) | "]";
scheme' = (name, R, I) -> "\"" | name | "\": {\"vars\": " | quoted gens R | ", \"ideal\": " | quoted I_* | "}";
upTo = (R, d) -> flatten apply(d + 1, i -> flatten entries basis(i, R));
coefficient' = elements -> if random 3 == 0 then 0 else elements#(random(#elements));
polynomial = (R, elements, d) -> sum(upTo(R, d), m -> coefficient' elements * m);
values' = (f, points) -> set apply(points, v -> apply(f, h -> sub(h, matrix{v})));
fieldOf = q -> if isPrime q then ZZ/q else GF(q, Variable => a);
list' = (q, k) -> if isPrime q then apply(q, i -> i_k) else join({0_k}, apply(q - 1, i -> k_0^i));
stated = (q, k) -> if isPrime q then "" else
  ", \"field\": {\"modulus\": \"" | toString (ideal ambient k)_0 | "\", \"generator\": \"a\"}";
row = (q, k, d, n, e) -> (
  elements := list'(q, k);
  (x, y, u, v) := toSequence apply({"x", "y", "u", "v"}, getSymbol);
  R := k[x, y]; S := k[u, v]; T := k[x, y, u, v];
  X := ideal polynomial(R, elements, d); Y := ideal polynomial(S, elements, d);
  f := apply(n, i -> polynomial(R, elements, e)); g := apply(n, i -> polynomial(S, elements, e));
  left := map(T, R, {T_0, T_1}); right := map(T, S, {T_2, T_3});
  both := left X + right Y + ideal apply(n, i -> left f#i - right g#i);
  onX := rationalPoints X; onY := rationalPoints Y;
  print concatenate("{\"file\": {\"format\": \"cospan/1\", \"kind\": \"schemes\", \"q\": ", toString q, stated(q, k),
    ", ", scheme'("X", R, X), ", ", scheme'("Y", S, Y), ", \"f\": ", quoted f, ", \"g\": ", quoted g, "}, \"points\": ",
    toString (#rationalPoints both), ", \"X_points\": ", toString (#onX), ", \"Y_points\": ", toString (#onY),
    ", \"base_points_hit_by_both\": ", toString (#(values'(f, onX) * values'(g, onY))), "}"));
scan({2, 3, 4, 5, 7, 8, 9}, q -> (
  k := fieldOf q;
  scan({(2, 1, 1), (3, 1, 1), (3, 1, 2), (2, 2, 2)}, (d, n, e) -> row(q, k, d, n, e))));
exit 0
