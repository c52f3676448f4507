-- Graded fiber products A x_B C of algebras over F_p: minimal generators, minimal relations and Hilbert functions, made
-- with Macaulay2 1.21.  Remake:  M2 --script algebras.m2 > algebras.jsonl
-- Generators are found in degrees 1, ..., 8 by linear algebra, as P_d modulo products of earlier ones; relations as
-- ker(k[T] -> A) meet ker(k[T] -> C).  That the generators suffice is checked by the Hilbert function in degrees 0, ..., 12.
-- The criterion for finite generation is dim A/(I + ann I + (g)) <= 0.
setRandomSeed 20241130;
last' = 12; highest = 8;
quoted = L -> "[" | concatenate between(", ", apply(L, a -> "\"" | toString a | "\"")) | "]";
numbers = L -> "[" | concatenate between(", ", apply(L, toString)) | "]";
columns' = (T, M, d) -> (
  rows := numcols basis(d, ring M);
  if numcols M == 0 or rows == 0 then return map(T^rows, T^(numcols M), 0);
  N := lift(last coefficients(M, Monomials => basis(d, ring M)), T);
  map(T^rows, T^(numcols M), N));

answer = (p, xs, xw, J, h, us, uw, J', g) -> (
  k := ZZ/p;
  R := k[xs, Degrees => xw];
  (use R; j := ideal apply(J, value) + ideal(0_R); i := ideal apply(h, value) + ideal(0_R); gs := apply(g, a -> (value a) + 0_R));
  dummy := #us == 0;
  S := if dummy then k[{"v"}] else k[us, Degrees => uw];
  (use S; j' := if dummy then ideal vars S else ideal apply(J', value) + ideal(0_S));
  if dummy then gs = {0_R};
  A := R/j; B := R/(j + i); C := S/j';
  up := map(B, S, apply(gs, a -> sub(a, B)));
  fine := dim(R/(j + i + (j : (i + j)) + ideal gs)) <= 0;
  shared := "{\"char\": " | p | ", \"A\": {\"vars\": " | quoted xs | ", \"ideal\": " | quoted J | "}, \"kernel_f\": " | quoted h
    | ", \"C\": {\"vars\": " | quoted us | ", \"ideal\": " | quoted J' | "}, \"g\": " | quoted g
    | ", \"A_weights\": " | numbers xw | ", \"C_weights\": " | numbers uw | ", \"finitely_generated\": " | toString fine;
  size := d -> hilbertFunction(d, A) + hilbertFunction(d, C) - hilbertFunction(d, B);
  shared = shared | ", \"hilbert_function\": " | numbers apply(last' + 1, size);
  if not fine then return shared | "}";
  gens' := {};
  for d from 1 to highest do (
    bA := basis(d, A); bC := basis(d, C);
    toB := columns'(k, sub(lift(bA, R), B), d);
    fromC := columns'(k, up lift(bC, S), d);
    K := gens kernel (toB | (-fromC));
    Q := k[apply(#gens', n -> "t" | n), Degrees => apply(gens', last)];
    old := map(k^(numrows K), k^0, 0);
    if #gens' > 0 then (
      m := basis(d, Q);
      old = columns'(k, (map(A, Q, apply(gens', a -> a#0))) m, d) || columns'(k, (map(C, Q, apply(gens', a -> a#1))) m, d));
    for n from 0 to numcols K - 1 do (
      wider := old | K_{n};
      if rank wider > rank old then (
        old = wider;
        a := if numcols bA == 0 then 0_A else (bA * sub(K^(toList(0 .. numcols bA - 1))_{n}, A))_(0, 0);
        c := if numcols bC == 0 then 0_C else (bC * sub(K^(toList(numcols bA .. numrows K - 1))_{n}, C))_(0, 0);
        gens' = append(gens', (a, c, d)))));
  Q = k[apply(#gens', n -> "t" | n), Degrees => apply(gens', last)];
  rels := intersect(kernel map(A, Q, apply(gens', a -> a#0)), kernel map(C, Q, apply(gens', a -> a#1)));
  for d from 0 to last' do if hilbertFunction(d, Q/rels) != size d then error "generators are missing";
  shared | ", \"generator_degrees\": " | numbers sort apply(gens', last)
    | ", \"relation_degrees\": " | numbers sort flatten degrees source mingens rels | "}");

fixed = {
  (7, {"t"}, {1}, {}, {"t^2"}, {}, {}, {}, {}),
  (7, {"t"}, {1}, {}, {"t^4"}, {}, {}, {}, {}),
  (7, {"t"}, {1}, {}, {"t^4"}, {"u"}, {2}, {}, {"t^2"}),
  (5, {"x"}, {1}, {}, {"x"}, {"u"}, {1}, {}, {"0"}),
  (5, {"x", "y"}, {1, 1}, {}, {"y"}, {"u"}, {2}, {}, {"x^2"}),
  (5, {"x", "y"}, {1, 1}, {}, {"y"}, {"u"}, {3}, {}, {"x^3"}),
  (5, {"x", "y"}, {1, 1}, {}, {"x^2", "y"}, {}, {}, {}, {}),
  (3, {"x", "y"}, {1, 1}, {}, {"x^2", "x*y", "y^2"}, {}, {}, {}, {}),
  (3, {"x", "y"}, {1, 1}, {}, {"x^3", "y^2"}, {"u"}, {1}, {"u^2"}, {"x*0"}),
  (3, {"x", "y"}, {1, 1}, {}, {"y"}, {}, {}, {}, {}),
  (3, {"x", "y"}, {1, 1}, {"x*y"}, {"y"}, {}, {}, {}, {}),
  (3, {"x", "y"}, {2, 3}, {"x^3-y^2"}, {"x"}, {"u"}, {1}, {}, {"0"}),
  (2, {"x", "y", "z"}, {1, 1, 1}, {}, {"z"}, {"u", "v"}, {2, 2}, {}, {"x^2", "y^2"}),
  (2, {"x", "y", "z"}, {1, 1, 1}, {"x*z", "y*z"}, {"x", "y"}, {"u"}, {1}, {}, {"0"}),
  (2, {"x", "y", "z"}, {1, 1, 1}, {"x*z", "y*z"}, {"z"}, {}, {}, {}, {}),
  (2, {"x", "y", "z"}, {1, 1, 1}, {"x*z", "y*z"}, {"z^2", "x"}, {"u"}, {2}, {}, {"y^2"}),
  (101, {"x", "y"}, {1, 2}, {}, {"y^2-x^4"}, {"u"}, {1}, {}, {"x"}),
  (101, {"x", "y"}, {1, 2}, {}, {}, {"u"}, {2}, {}, {"x^2+y"}),
  (101, {"x", "y", "z"}, {1, 1, 1}, {"x*y-z^2"}, {"z"}, {"u"}, {1}, {}, {"x+y"}),
  (101, {"x", "y"}, {1, 1}, {}, {"x*y"}, {"u", "v"}, {1, 1}, {"u*v"}, {"x", "y"})};
scan(fixed, row -> print answer row);
scan(24, n -> (
  p = {2, 3, 5, 7}#(random 4);
  R = ZZ/p[x, y];
  J = if random 3 == 0 then {toString random(2, R)} else {};
  h = apply(1 + random 2, m -> toString random(1 + random 2, R));
  g = apply(random 2, m -> toString random(1 + random 2, R));
  w = apply(g, a -> (use R; if value a == 0_R then 1 else first degree((value a) + 0_R)));
  print answer(p, {"x", "y"}, {1, 1}, J, h, take({"u", "v"}, #g), w, {}, g)));
