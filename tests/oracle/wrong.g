# Three answers of GAP 4.12.1 that are wrong in silence, each beside the number of pairs that a list gives.
# Remake:  sh wrong.sh > wrong.jsonl
# No chance is involved.  A warning that GAP prints in the second case (InfoWarning) is switched off.
SetPrintFormattingStatus("*stdout*", false);;
SetInfoLevel(InfoWarning, 0);;
listed := function(G, H, f, g)
  return Number(Cartesian(AsList(G), AsList(H)), p -> Image(f, p[1]) = Image(g, p[2]));
end;;
row := function(name, by, file, said, truth)
  Print("{\"name\": \"", name, "\", \"peer\": \"GAP 4.12.1, ", by, "\", \"file\": {\"format\": \"cospan/1\", ", file,
        "}, \"said\": {\"order\": ", said, "}, \"truth\": {\"order\": ", truth, "}}\n");
end;;

# G = <a, b^2, c> in Z_4^3 is a proper subgroup, G = Z_4 + Z_2 + Z_4; f = g takes a to the generator of Z_2.
outer := AbelianGroup([4, 4, 4]);;
G := Subgroup(outer, [outer.1, outer.2^2, outer.3]);;
C := AbelianGroup([2]);;
f := GroupHomomorphismByFunction(G, C, v -> C.1^ExponentsOfPcElement(Pcgs(outer), v)[1]);;
f := GroupHomomorphismByImages(G, C, GeneratorsOfGroup(G), List(GeneratorsOfGroup(G), v -> Image(f, v)));;
row("a proper subgroup of a pc group", "SubdirectProduct",
    "\"kind\": \"modules\", \"X\": [4, 2, 4], \"Y\": [4, 2, 4], \"Z\": [2], \"f\": [[1, 0, 0]], \"g\": [[1, 0, 0]]",
    Size(SubdirectProduct(G, G, f, f)), listed(G, G, f, f));

# Z_2 -> Z_2^2 by the first and by the second axis: the images differ and are isomorphic.
G := AbelianGroup([2]);;
C := AbelianGroup([2, 2]);;
f := GroupHomomorphismByImages(G, C, [G.1], [C.1]);;
g := GroupHomomorphismByImages(G, C, [G.1], [C.2]);;
row("images that differ and are isomorphic", "SubdirectProduct",
    "\"kind\": \"modules\", \"X\": [2], \"Y\": [2], \"Z\": [2, 2], \"f\": [[1], [0]], \"g\": [[0], [1]]",
    Size(SubdirectProduct(G, G, f, g)), listed(G, G, f, g));

# Z_4 -> Z_2 <- Z_6 as a subring of Z_4 + Z_6, given by all its elements.
table := EmptySCTable(2, 0, "symmetric");;
SetEntrySCTable(table, 1, 1, [1, 1]);;
SetEntrySCTable(table, 2, 2, [1, 2]);;
R := RingByStructureConstants([4, 6], table);;
pairs := Filtered(AsList(R), r -> (ExtRepOfObj(r)[1] - ExtRepOfObj(r)[2]) mod 2 = 0);;
row("a subring over mixed moduli", "Subring",
    Concatenation("\"kind\": \"rings\", \"X\": {\"modulus\": 4, \"poly\": [0, 1]}, \"Y\": {\"modulus\": 6, ",
      "\"poly\": [0, 1]}, \"Z\": {\"modulus\": 2, \"poly\": [0, 1]}, \"f\": [0], \"g\": [0]"),
    Size(Subring(R, pairs)), Length(pairs));
QUIT;
