\\ An answer of PARI/GP 2.15.2 that is wrong in silence, beside the number of pairs that a list gives.
\\ Remake:  sh wrong.sh > wrong.jsonl
\\ No chance is involved.  matkermod says that a zero matrix with more than twice as many rows as columns has no
\\ kernel.  Here f = g = 0 from Z_4 to Z_4^5, so the fiber product is Z_4 + Z_4, and M is [f | -g].
M = matrix(5, 2);
K = matkermod(M, 4);
said = if(#K, 4^2 / matdet(mathnfmodid(K, 4)), 1);
truth = sum(x = 0, 3, sum(y = 0, 3, M * [x, y]~ % 4 == 0));
zeros = vector(5, i, [0]);
{
print("{\"name\": \"the zero map to many coordinates\", \"peer\": \"PARI/GP 2.15.2, matkermod\", ",
      "\"file\": {\"format\": \"cospan/1\", \"kind\": \"modules\", \"X\": [4], \"Y\": [4], ",
      "\"Z\": [4, 4, 4, 4, 4], \"f\": ", zeros, ", \"g\": ", zeros, "}, ",
      "\"said\": {\"order\": ", said, "}, \"truth\": {\"order\": ", truth, "}}");
}
