\\ Kernels, images, Smith forms and solvability modulo m, made with PARI/GP 2.15.2.
\\ Remake:  gp -q kernels.gp > kernels.jsonl
\\ A lattice is told by its Hermite form as the table's readers have it: rows, upper triangular, entries above a
\\ pivot less than it.  PARI's form is that of the mirrored lattice, by columns, so it is mirrored on both sides.
\\ A zero matrix is not asked of matkermod, which is wrong there (wrong.gp).
\\ "kernel": {x : A x = 0 mod m} by matkermod, "image": A Z^n + m Z^k by mathnfmodid, "smith": the divisors of
\\ A modulo m by matsnf of [A | m], smallest first and m as 0; "solvable": whether A x = b mod m, by matsolvemod.
setrand(20250301);
moduli = [1, 2, 4, 6, 8, 12, 30, 36, 256, 720, 30522, 49408, 2^31 - 1, 2^32, 2^62, 2^62 * 3^5, 6^40, 10^40 + 121];
mirror(M) = my(k = matsize(M)[1]); matrix(k, #M, i, j, M[k + 1 - i, j]);
hermite(M, k, m) = my(H = mathnfmodid(if(#M, mirror(M), matrix(k, 1)), m)); matrix(k, k, i, j, H[k + 1 - j, k + 1 - i]);
rows(M) = vector(matsize(M)[1], i, vector(#M, j, M[i, j]));
\\ Entries are zero or a random residue times a divisor of m, so that zero divisors are frequent.
entry(m) = my(d = divisors(gcd(m, 720))); if(random(4), d[1 + random(#d)] * random(m) % m, 0);
{
  for (t = 1, 108,
    m = moduli[1 + (t - 1) % #moduli];
    k = 1 + random(4); n = 1 + random(5);
    A = matrix(k, n, i, j, entry(m));
    if (t % 6 == 5, A[k, ] = A[1, ] * 6 % m);
    K = hermite(if(A, matkermod(A, m), matid(n)), n, m);
    L = hermite(A, k, m);
    if (matdet(L) * matdet(K) != m^k, error("the orders of kernel and image differ"));
    if (A * K~ % m, error("the kernel is not one"));
    S = Vec(matsnf(matconcat([A, m * matid(k)]), 4));
    S = vecsort(concat(S, vector(k - #S, i, 1)))[1 .. min(k, n)];
    x = vectorv(n, i, random(m));
    b = if(random(2), A * x % m, vectorv(k, i, entry(m)));
    s = matsolvemod(A, m, b);
    print("{\"m\": ", m, ", \"A\": ", rows(A), ", \"kernel\": ", rows(K), ", \"kernel_order\": ", m^n / matdet(K),
          ", \"image\": ", rows(L), ", \"smith\": ", apply(d -> d % m, S), ", \"b\": ", Vec(b), ", \"solvable\": ",
          if(s === 0, "false", "true"), "}"));
}
