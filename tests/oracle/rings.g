# Pullbacks of small finite rings, listed by GAP 4.12.1 in rings by structure constants.
# Remake:  gap -q -A -r --nointeract rings.g < /dev/null > rings.jsonl
# No chance is involved.  GAP's Subring is not asked: it is wrong over mixed moduli (wrong.g).
# A block [m, h] is Z_m[x]/(h), h monic, constant term first; [q] is the field with q elements by GAP's
# ConwayPolynomial.  A map is a table: its entry (i, j) is the image of the variable of the i-th block of the source in
# the j-th block of the target, or fail where the i-th block goes to 0.
SetPrintFormattingStatus("*stdout*", false);;
block := function(b)
  local p;
  if Length(b) = 2 then return b; fi;
  p := SmallestRootInt(b[1]);
  if p = b[1] then return [p, [0, 1]]; fi;
  return [p, List(CoefficientsOfUnivariatePolynomial(ConwayPolynomial(p, LogInt(b[1], p))), IntFFE)];
end;;
# The coefficients of x^k modulo h and m.
power := function(k, b)
  local n, v, i, top;
  n := Length(b[2]) - 1;; v := List([1 .. n], i -> 0);; v[1] := 1 mod b[1];;
  for i in [1 .. k] do
    top := v[n];; v := Concatenation([0], v{[1 .. n - 1]});;
    v := List([1 .. n], j -> (v[j] - top * b[2][j]) mod b[1]);;
  od;
  return v;
end;;
ring := function(blocks)
  local moduli, starts, T, b, s, n, i, j, v;
  moduli := Concatenation(List(blocks, b -> List([2 .. Length(b[2])], i -> b[1])));
  T := EmptySCTable(Length(moduli), 0, "symmetric");; s := 0;
  for b in blocks do
    n := Length(b[2]) - 1;
    for i in [1 .. n] do for j in [i .. n] do
      v := power(i + j - 2, b);
      SetEntrySCTable(T, s + i, s + j, Concatenation(List([1 .. n], k -> [v[k], s + k])));
    od; od;
    s := s + n;
  od;
  return [RingByStructureConstants(moduli, T), moduli];
end;;
one := function(R, blocks)
  local s, b, e, gens;
  gens := GeneratorsOfRing(R);; e := Zero(R);; s := 1;
  for b in blocks do e := e + gens[s];; s := s + Length(b[2]) - 1; od;
  return e;
end;;
# The images in Z of the additive generators of the source.
images := function(source, Z, blocks, table)
  local out, i, j, k, s, unit, v, gens, w;
  gens := GeneratorsOfRing(Z);; out := [];
  for i in [1 .. Length(source)] do
    for k in [0 .. Length(source[i][2]) - 2] do
      w := Zero(Z);; s := 0;
      for j in [1 .. Length(blocks)] do
        if table[i][j] <> fail then
          v := Sum([1 .. Length(table[i][j])], t -> table[i][j][t] * gens[s + t]);; unit := gens[s + 1];
          if k = 0 then w := w + unit; else w := w + v^k; fi;
        fi;
        s := s + Length(blocks[j][2]) - 1;
      od;
      Add(out, w);
    od;
  od;
  return out;
end;;
value := function(coefficients, at) return Sum([1 .. Length(at)], i -> coefficients[i] * at[i]); end;;
additive := function(moduli, vectors)
  local G, gens;
  G := AbelianGroup(moduli);; gens := GeneratorsOfGroup(G);
  return AbelianInvariants(Subgroup(G, List(vectors, v -> Product([1 .. Length(gens)], i -> gens[i]^Int(v[i])))));
end;;
is_map := function(moduli, R, at)
  local gens, i, j;
  gens := GeneratorsOfRing(R);
  for i in [1 .. Length(gens)] do
    if not IsZero(moduli[i] * at[i]) then return false; fi;
    for j in [1 .. Length(gens)] do
      if value(ExtRepOfObj(gens[i] * gens[j]), at) <> at[i] * at[j] then return false; fi;
    od;
  od;
  return true;
end;;
json := function(blocks)
  local shown;
  shown := List(blocks, function(b)
    if Length(b) = 1 then return Concatenation("{\"field\": ", String(b[1]), "}"); fi;
    return Concatenation("{\"modulus\": ", String(b[1]), ", \"poly\": ", String(b[2]), "}");
  end);
  if Length(shown) = 1 then return shown[1]; fi;
  return Concatenation("[", JoinStringsWithSeparator(shown, ", "), "]");
end;;
told := function(table)
  local entry, cells;
  entry := function(c) if c = fail then return "null"; fi; return String(c); end;
  if Length(table) = 1 then cells := List(table[1], entry);
  elif Length(table[1]) = 1 then cells := List(table, r -> entry(r[1]));
  else cells := List([1 .. Length(table)], i -> entry(table[i][i])); fi;
  if Length(cells) = 1 then return cells[1]; fi;
  return Concatenation("[", JoinStringsWithSeparator(cells, ", "), "]");
end;;
# The additive order of an element.
period := function(r) local n; n := 1; while not IsZero(n * r) do n := n + 1; od; return n; end;;
row := function(X, Y, Z, f, g)
  local x, y, z, D, R, S, a, b, n, unit, good, units, e, nilpotent, C;
  x := List(X, block);; y := List(Y, block);; z := List(Z, block);
  C := ring(z);; S := C[1];; D := ring(Concatenation(x, y));; R := D[1];
  a := images(x, S, z, f);; b := images(y, S, z, g);; n := Length(a);
  unit := one(R, Concatenation(x, y));
  if not is_map(ring(x)[2], ring(x)[1], a) or not is_map(ring(y)[2], ring(y)[1], b) then Error("no map"); fi;
  good := Filtered(AsList(R), function(r)
    local v; v := ExtRepOfObj(r); return value(v{[1 .. n]}, a) = value(v{[n + 1 .. Length(v)]}, b);
  end);
  good := Set(good);
  if not unit in good or ForAny(good, r -> ForAny(good, s -> not r * s in good)) then Error("no subring"); fi;
  units := Number(good, r -> ForAny(good, s -> r * s = unit));
  e := Number(good, r -> r * r = r);
  nilpotent := Number(good, r -> IsZero(r^12));
  Print("{\"file\": {\"format\": \"cospan/1\", \"kind\": \"rings\", \"X\": ", json(X), ", \"Y\": ", json(Y),
        ", \"Z\": ", json(Z), ", \"f\": ", told(f), ", \"g\": ", told(g), "}, \"order\": ", Length(good),
        ", \"abelian_invariants\": ", additive(D[2], List(good, ExtRepOfObj)), ", \"characteristic\": ",
        period(unit), ", \"units\": ", units, ", \"idempotents\": ", e,
        ", \"nilpotents\": ", nilpotent, "}\n");
end;;
zmod := m -> [m, [0, 1]];;

row([[8, [0, 0, 1]]], [[4, [0, 0, 1]]], [[4, [0, 0, 1]]], [[[0, 1]]], [[[0, 1]]]);
row([zmod(4)], [zmod(6)], [zmod(2)], [[[0]]], [[[0]]]);
row([[4]], [[2, [1, 1, 1]]], [[4]], [[[0, 1]]], [[[0, 1]]]);
row([[4]], [[4]], [[4]], [[[0, 1]]], [[[1, 1]]]);
row([[9]], [zmod(3)], [[9]], [[[0, 1]]], [[[0]]]);
row([[4, [1, 1, 1]]], [[4]], [[4]], [[[0, 1]]], [[[0, 1]]]);
row([[9, [1, 0, 1]]], [[9]], [[9]], [[[1, 1]]], [[[0, 1]]]);
row([[2, [0, 0, 0, 1]]], [[2, [0, 0, 0, 1]]], [[2, [0, 0, 1]]], [[[0, 1]]], [[[0, 1]]]);
row([[2, [0, 1, 1]]], [[2, [0, 0, 1]]], [zmod(2)], [[[0]]], [[[0]]]);
row([[6, [0, 0, 1]]], [[4, [1, 0, 1]]], [zmod(2)], [[[0]]], [[[1]]]);
row([zmod(12)], [zmod(8)], [zmod(4)], [[[0]]], [[[0]]]);
row([zmod(4), zmod(3)], [zmod(6)], [zmod(2), zmod(3)], [[[0], fail], [fail, [0]]], [[[0], [0]]]);
row([[4], zmod(2)], [[4]], [[4]], [[[0, 1]], [fail]], [[[1, 1]]]);
row([zmod(4), zmod(9)], [zmod(6)], [zmod(3)], [[fail], [[0]]], [[[0]]]);
row([[5, [1, 0, 1]]], [[5, [0, 0, 1]]], [zmod(5)], [[[2]]], [[[0]]]);
row([[3, [0, 0, 0, 1]]], [[9, [0, 0, 1]]], [[3, [0, 0, 1]]], [[[0, 1]]], [[[0, 1]]]);
row([[8]], [[2, [1, 0, 1, 1]]], [[8]], [[[0, 1]]], [[[1, 1]]]);
row([zmod(16)], [zmod(24)], [zmod(8)], [[[0]]], [[[0]]]);
row([[4]], [[16]], [[16]], [[[0, 1, 1, 0]]], [[[0, 1]]]);
row([[4, [0, 0, 1]]], [zmod(8)], [zmod(4)], [[[2]]], [[[0]]]);
row([[2, [0, 1, 1]]], [[4, [0, 3, 1]]], [zmod(2), zmod(2)], [[[0], [1]]], [[[0], [1]]]);
row([[2, [0, 1, 0, 0, 1]]], [[4, [1, 1, 1]]], [[4]], [[[0, 1]]], [[[0, 1]]]);
row([zmod(30)], [zmod(12)], [zmod(6)], [[[0]]], [[[0]]]);
row([zmod(25)], [[5, [0, 0, 1]]], [zmod(5)], [[[0]]], [[[0]]]);
QUIT;
