\\ Orders and invariant factors of pullbacks of finite modules, made with PARI/GP.
\\ Remake:  gp -q pullbacks.gp > pullbacks.jsonl
\\ The kernel lattice of [M | diag(c)] is found by matkerint, its quotient by diag(a) by matsnf.
setrand(20241130);
pick(v) = v[1 + random(#v)];
list(n, pool) = vector(n, i, pick(pool));
hom(a, c) = matrix(#c, #a, j, i, my(s = c[j] / gcd(c[j], a[i])); s * random(c[j]) % c[j]);
invariants(M, a, c) =
{
  my(n = #a, K, B, S);
  K = matkerint(matconcat([M, matdiagonal(c)]));
  B = mathnf(K[1..n, ]);
  S = matsnf(B^-1 * matdiagonal(a));
  vecsort(select(x -> x > 1, S));
}
rows(M) = vector(matsize(M)[1], j, vector(#M, i, M[j, i]));
{
  for (t = 1, 60,
    a = list(1 + random(4), [2, 3, 4, 6, 8, 12, 30, 256, 30522, 49408]);
    b = list(1 + random(4), [2, 3, 4, 6, 9, 12, 100, 256, 50257, 2^64]);
    c = list(1 + random(3), [2, 4, 6, 8, 12, 36, 128, 256, 2^70]);
    f = hom(a, c); g = hom(b, c);
    v = invariants(matconcat([f, -g]), concat(a, b), c);
    print("{\"X\": ", a, ", \"Y\": ", b, ", \"Z\": ", c, ", \"f\": ", rows(f), ", \"g\": ", rows(g),
          ", \"order\": ", vecprod(v), ", \"invariant_factors\": ", Vec(v), "}"));
}
