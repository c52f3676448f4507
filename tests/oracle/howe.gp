\\ Points of Howe curves y^2 = f1(x), z^2 = f2(x) over GF(q) and extensions, q odd, made with PARI/GP 2.15.2.
\\ Remake:  gp -q howe.gp > howe.jsonl
\\ X and Y are the two double covers of the line.  Over x there are as many y as roots of f1(x), by issquare.  A cubic
\\ without double root is also counted as an elliptic curve, by ellcard.
setrand(20250404);
generator(q) = my(p, d = isprimepower(q, &p)); ffgen(ffinit(p, d, 'a), 'a);
element(q, a) = if(isprime(q), random(q), random(a));
polynomial(q, a, d) = sum(i = 0, d, element(q, a) * 'x^i);
elements(E) = my(p = E.p, d = poldegree(E.mod)); vector(p^d, i, subst(Pol(digits(i - 1, p), 'b) + 0 * 'b, 'b, E) * E^0);
roots(c) = if(c == 0, 1, if(issquare(c), 2, 0));
along(f, L) = vector(#L, i, roots(subst(f, 'x, L[i])));
{
weierstrass(f, E, affine) =
  my(c = polcoef(f, 3), v = [0, polcoef(f, 2), 0, polcoef(f, 1) * c, polcoef(f, 0) * c^2]);
  if(ellcard(ellinit(v * E^0)) - 1 != affine, error("two routes differ"));
}
{
counts(f1, f2, q, a, k) =
  my(E, P, g1, g2, L, u, v);
  if(isprime(q), E = ffgen([q, k], 'b); g1 = f1 * E^0; g2 = f2 * E^0,
     k == 1, E = a; g1 = f1; g2 = f2,
     until(polisirreducible(P), P = 'x^k + sum(i = 0, k - 1, random(a) * 'x^i));
     my([r, m] = ffextend(a, P, 'b)); E = ffgen(r.mod * Mod(1, a.p), 'b);
     g1 = ffmap(m, f1 * a^0); g2 = ffmap(m, f2 * a^0));
  L = elements(E); u = along(g1, L); v = along(g2, L);
  if(poldegree(g1) == 3 && poldisc(g1) != 0 && E.p > 3, weierstrass(g1, E, vecsum(u)));
  [vecsum(u), vecsum(v), sum(i = 1, #L, u[i] * v[i]), sum(i = 1, #L, u[i] && v[i])];
}
{
row(q, top, d) =
  my(a = if(isprime(q), 0, generator(q)), f1 = polynomial(q, a, d), f2 = polynomial(q, a, 1 + random(d)), all, field);
  all = vector(top, k, counts(f1, f2, q, a, k));
  field = if(isprime(q), "", Str(", \"field\": {\"modulus\": \"", a.mod, "\", \"generator\": \"a\"}"));
  print("{\"file\": {\"format\": \"cospan/1\", \"kind\": \"schemes\", \"q\": ", q, field,
        ", \"X\": {\"vars\": [\"x\", \"y\"], \"ideal\": [\"y^2 - (", f1, ")\"]}",
        ", \"Y\": {\"vars\": [\"x\", \"z\"], \"ideal\": [\"z^2 - (", f2, ")\"]}",
        ", \"f\": [\"x\"], \"g\": [\"x\"], \"extensions\": ", top, "}, \"points\": ", all[1][3], ", \"X_points\": ",
        all[1][1], ", \"Y_points\": ", all[1][2], ", \"base_points_hit_by_both\": ", all[1][4],
        ", \"points_by_extension\": ", apply(c -> c[3], all), "}");
}
\\ Pairs (q, the degree of the largest extension).
sizes = [[3, 4], [5, 3], [7, 3], [9, 2], [11, 2], [13, 2], [25, 2], [27, 2], [49, 1], [101, 1], [343, 1]];
for(i = 1, #sizes, for(d = 1, 3, row(sizes[i][1], sizes[i][2], d)));
