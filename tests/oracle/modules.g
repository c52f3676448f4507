# Orders and abelian invariants of pullbacks of finite abelian groups, made with GAP 4.12.1.
# Remake:  gap -q -A -r --nointeract modules.g < /dev/null > modules.jsonl
# Each pullback is the kernel of f - g on GAP's DirectProduct.  When both maps are onto, GAP's SubdirectProduct is
# asked too and must agree; it is right for whole pc groups with equal images (wrong.g shows where it is not).
SetPrintFormattingStatus("*stdout*", false);;
Reset(GlobalMersenneTwister, 20250214);;
pick := function(pool) return Random(GlobalMersenneTwister, pool); end;;
moduli := function(most, pool) return List([1 .. pick([1 .. most])], i -> pick(pool)); end;;
# A random homomorphism: entry (j, i) is a multiple of c_j / gcd(c_j, a_i).
matrix := function(a, c)
  return List(c, m -> List(a, o -> (m / Gcd(m, o) * pick([0 .. m - 1])) mod m));
end;;
point := function(C, column)
  return Product([1 .. Length(column)], j -> GeneratorsOfGroup(C)[j]^column[j], One(C));
end;;
images := function(C, rows, n) return List([1 .. n], i -> point(C, List(rows, r -> r[i]))); end;;
pullback := function(a, b, c, f, g)
  local X, Y, C, D, h, K, u, v, S;
  X := AbelianGroup(a);; Y := AbelianGroup(b);; C := AbelianGroup(c);;
  u := GroupHomomorphismByImages(X, C, GeneratorsOfGroup(X), images(C, f, Length(a)));
  v := GroupHomomorphismByImages(Y, C, GeneratorsOfGroup(Y), images(C, g, Length(b)));
  D := DirectProduct(X, Y);
  h := GroupHomomorphismByImages(D, C,
    Concatenation(List(GeneratorsOfGroup(X), x -> Image(Embedding(D, 1), x)),
                  List(GeneratorsOfGroup(Y), y -> Image(Embedding(D, 2), y))),
    Concatenation(List(GeneratorsOfGroup(X), x -> Image(u, x)), List(GeneratorsOfGroup(Y), y -> Image(v, y)^-1)));
  K := Kernel(h);
  if Size(Image(u)) = Size(C) and Size(Image(v)) = Size(C) then
    S := SubdirectProduct(X, Y, u, v);
    if Size(S) <> Size(K) or AbelianInvariants(S) <> AbelianInvariants(K) then Error("two routes differ"); fi;
    return [K, "subdirect and kernel", Size(Image(u)), Size(Image(v))];
  fi;
  return [K, "kernel", Size(Image(u)), Size(Image(v))];
end;;
for t in [1 .. 60] do
  if t <= 30 then
    a := moduli(3, [2, 3, 4, 6, 8, 12]);; b := moduli(3, [2, 3, 4, 6, 9, 12]);; c := moduli(2, [2, 3, 4, 6, 12]);;
  else
    a := moduli(4, [8, 12, 30, 36, 256]);; b := moduli(4, [9, 16, 60, 128, 256]);; c := moduli(3, [4, 12, 36, 64]);;
  fi;
  f := matrix(a, c);; g := matrix(b, c);;
  # Two of three cases in the first half are made onto where the moduli allow it.
  found := pullback(a, b, c, f, g);;
  tries := 0;;
  while t mod 3 > 0 and found[2] = "kernel" and tries < 40 do
    tries := tries + 1;; b := Concatenation(c, moduli(1, [2, 9, 12]));; a := Concatenation(c, moduli(1, [3, 4, 8]));;
    f := matrix(a, c);; g := matrix(b, c);; found := pullback(a, b, c, f, g);;
  od;
  Print("{\"file\": {\"format\": \"cospan/1\", \"kind\": \"modules\", \"X\": ", a, ", \"Y\": ", b, ", \"Z\": ", c,
        ", \"f\": ", f, ", \"g\": ", g, "}, \"order\": ", Size(found[1]), ", \"abelian_invariants\": ",
        AbelianInvariants(found[1]), ", \"order_image_f\": ", found[3], ", \"order_image_g\": ", found[4],
        ", \"by\": \"", found[2], "\"}\n");
od;
QUIT;
