(** * Decompositions that do not behave as over Q in the dot product

    Main theorems
      shared_refuted            decomposition.shared_finite: over a field with 1 + 1 <> 0 the projection to a
                                shared part can move two points apart in the Hamming distance
      orthogonal_refuted        decomposition.allocation_orthogonal: over the same fields parts of the least
                                dimensions need not be orthogonal
      units_refuted             decomposition.splitting_units: over Z_6 a summand need not have a basis

    References
      [1] D. Zhao, Approximate Fiber Product, arXiv:2412.00373, 2024: the claims as they read at first.   *)

From Coq Require Import List ZArith Lia Ring.
From Fibercheck Require Import Groups Rings Residues Linear Fields Splitting Forms.
Import ListNotations.
Set Implicit Arguments.
Local Open Scope structure_scope.

Section Plane.
Variable K : field.
Add Ring K_ring : (field_theory K).
Hypothesis two : (1 + 1 : K) <> 0.
Let half : K := inverse (1 + 1).

Definition inner (v w : plane K) : K := fst v * fst w + snd v * snd w.

Lemma inner_form : form inner.
Proof. unfold form, inner. split; [|split]; intros; simpl; ring. Qed.

(** The diagonal, the antidiagonal and 0, with the projections to them. *)
Definition diagonals (i : part) (v : plane K) :=
  match i with shared => snd v = fst v | image => snd v = - fst v | text => v = 0 end.
Definition onto_diagonals (i : part) (v : plane K) : plane K :=
  let s := half * (fst v + snd v) in let d := half * (fst v - snd v) in
  match i with shared => (s, s) | image => (d, - d) | text => 0 end.

Lemma halves : half * (1 + 1) = 1.
Proof. unfold half. rewrite mul_comm. apply mul_inverse, two. Qed.

Lemma halved (a : K) : half * (a + a) = a.
Proof. transitivity (half * (1 + 1) * a); [ring | rewrite halves; ring]. Qed.

Lemma double_zero (a : K) : a + a = 0 -> a = 0.
Proof. intro h. rewrite <- (halved a), h. apply mul_null. Qed.

(** orthogonal: [orthogonal].  Points agree in a coordinate exactly if their Hamming distance is at most 1; f and g
    are the identity. *)
Definition agree (v w : plane K) := fst v = fst w \/ snd v = snd w.

Theorem shared_refuted :
  (forall i, subgroup (diagonals i)) /\ independent (plane K) diagonals
  /\ projected (plane K) diagonals onto_diagonals /\ orthogonal (plane K) K inner diagonals
  /\ exists v w, agree v w /\ ~ agree (onto_diagonals shared v) (onto_diagonals shared w).
Proof.
  split; [|split; [|split; [|split]]].
  - intros []; (split; [|split]); simpl; trivial.
    + intros a b -> ->. reflexivity.
    + intros a ->. reflexivity.
    + symmetry. apply opp_null.
    + intros a b -> ->. ring.
    + intros a ->. reflexivity.
    + intros a b -> ->. apply (plus_null (plane K)).
    + intros a ->. apply (opp_null (plane K)).
  - intros c c' h h'.
    pose proof (h shared) as hs. pose proof (h image) as hi. pose proof (h text) as ht.
    pose proof (h' shared) as hs'. pose proof (h' image) as hi'. pose proof (h' text) as ht'.
    unfold total. simpl in *. rewrite ht, ht'.
    destruct (c shared) as [s s2] eqn:cs, (c image) as [d d2] eqn:ci.
    destruct (c' shared) as [s' s2'] eqn:cs', (c' image) as [d' d2'] eqn:ci'.
    simpl in *. subst s2 d2 s2' d2'. intros [= e1 e2].
    assert (es : s - s' = 0).
    { apply double_zero.
      transitivity ((s + d + 0 + (s + - d + 0)) - (s' + d' + 0 + (s' + - d' + 0))); [ring|].
      rewrite e1, e2. ring. }
    assert (same_s : s = s') by (rewrite <- (minus_plus _ s s'), es; apply null_plus). subst s'.
    assert (same_d : d = d').
    { apply (plus_cancel _ s). rewrite <- (plus_null _ (s + d)), e1. apply plus_null. }
    subst d'. intros []; congruence.
  - intros [x y]. split; [intros []; simpl; trivial|]. unfold total. simpl. f_equal.
    + transitivity (half * (1 + 1) * x); [ring | rewrite halves; ring].
    + transitivity (half * (1 + 1) * y); [ring | rewrite halves; ring].
  - intros i j ne v w hv hw. unfold inner.
    destruct i, j; try (contradiction ne; reflexivity); simpl in *; subst; simpl; rewrite ?hv, ?hw; ring.
  - exists (1, 0), 0. split; [right; reflexivity|].
    unfold agree. simpl. rewrite !plus_null, mul_null, mul_one.
    intros h. apply (one_not_zero K). rewrite <- halves.
    assert (zero : half = 0) by (destruct h; assumption). rewrite zero. apply null_mul.
Qed.

(** im f and im g are lines with only 0 in common, so the least dimensions are 0, 1 and 1, and Z_I and Z_T
    contain them; the form is nondegenerate on both, on what they share, and on their sum. *)
Theorem orthogonal_refuted : let e : plane K := (1, 0) in let d : plane K := (1, 1) in
  form inner /\ nondegenerate inner [e] /\ nondegenerate inner [d] /\ nondegenerate inner []
  /\ nondegenerate inner [e; d] /\ (forall z, span (plane K) [e] z -> span (plane K) [d] z -> z = 0)
  /\ forall v w, span (plane K) [v] e -> span (plane K) [w] d -> inner v w <> 0.
Proof.
  intros e d. split; [exact inner_form|].
  assert (single : forall (v w : plane K), span (plane K) [v] w -> exists c : K, w = scale c v).
  { intros v w (l & names & <-). destruct l as [|[c v'] [|]]; try discriminate. injection names as ->.
    exists c. unfold lin. simpl. rewrite !plus_null. reflexivity. }
  split; [|split; [|split; [|split; [|split]]]].
  - intros l names h. destruct l as [|[c v] [|]]; try discriminate. injection names as ->.
    specialize (h e (or_introl eq_refl)). unfold inner, lin in h. simpl in h.
    intros p [<- | []]. simpl. rewrite <- h. ring.
  - intros l names h. destruct l as [|[c v] [|]]; try discriminate. injection names as ->.
    specialize (h d (or_introl eq_refl)). unfold inner, lin in h. simpl in h.
    intros p [<- | []]. simpl. apply double_zero. rewrite <- h. ring.
  - intros l names _ p i. destruct l; [destruct i | discriminate].
  - intros l names h. destruct l as [|[c v] [|[c' v'] [|]]]; try discriminate. injection names as -> ->.
    pose proof (h e (or_introl eq_refl)) as he. pose proof (h d (or_intror (or_introl eq_refl))) as hd.
    unfold inner, lin in he, hd. simpl in he, hd.
    assert (zero' : c' = 0).
    { transitivity ((1 * (c * 1 + (c' * 1 + 0)) + 1 * (c * 0 + (c' * 1 + 0)))
        - (1 * (c * 1 + (c' * 1 + 0)) + 0 * (c * 0 + (c' * 1 + 0)))); [ring|].
      rewrite he, hd. apply minus_self. }
    intros p [<- | [<- | []]]; simpl; [|exact zero']. rewrite <- he, zero'. ring.
  - intros z he hd. destruct (single _ _ he) as [a ->], (single _ _ hd) as [c h].
    injection h as h1 h2. simpl in *. rewrite mul_null in h2. rewrite mul_one in *.
    assert (a = 0) as -> by (rewrite h1, <- h2; apply null_mul). rewrite null_mul. reflexivity.
  - intros v w hv hw zero. destruct (single _ _ hv) as [a ea], (single _ _ hw) as [c ec].
    apply (one_not_zero K). transitivity (inner e d); [unfold inner; simpl; ring|].
    rewrite ea, ec, (form_scale inner_form), (form_symmetric inner_form), (form_scale inner_form).
    rewrite (form_symmetric inner_form), zero, !mul_null. reflexivity.
Qed.
End Plane.

(** U is 3 Z_6, with b(x, y) = x y, and U^⊥ is 2 Z_6.  No member of U is independent, and U is not 0: U has no
    basis at all. *)
Theorem units_refuted : let R := residues 6 in let three : R := residue 6 3 in
  let U (x : R) := exists y, x = three * y in let perp (x : R) := forall u, U u -> u * x = 0 in
  (forall z, exists u v, U u /\ perp v /\ z = u + v) /\ (forall z, U z -> perp z -> z = 0)
  /\ (exists u, U u /\ u <> 0) /\ forall u, U u -> exists c : R, c <> 0 /\ c * u = 0.
Proof.
  intros R three U perp. set (four := residue 6 4 : R). set (two := residue 6 2 : R).
  assert (seven : three + four = (1 : R)) by (apply residue_equal; reflexivity).
  assert (twelve : three * four = (0 : R)) by (apply residue_equal; reflexivity).
  assert (nine : three * three = three) by (apply residue_equal; reflexivity).
  assert (six : two * three = (0 : R)) by (apply residue_equal; reflexivity).
  assert (comm : forall x y : R, x * y = y * x) by exact (@residue_comm 6).
  assert (nonzero : forall k, (k mod 6)%Z <> 0%Z -> (residue 6 k : R) <> 0)
    by (intros k h e; apply h; exact (f_equal (@proj1_sig _ _) e)).
  split; [|split; [|split]].
  - intro z. exists (three * z), (four * z). split; [exists z; reflexivity|]. split.
    + intros u [y ->]. rewrite <- mul_assoc, (mul_assoc _ y four), (comm y four), <- (mul_assoc _ four).
      rewrite mul_assoc, twelve. apply null_mul.
    + rewrite <- plus_mul, seven, one_mul. reflexivity.
  - intros z [y ->] h. rewrite <- nine, <- mul_assoc. apply h. exists 1. rewrite mul_one. reflexivity.
  - exists three. split; [exists 1; rewrite mul_one; reflexivity | apply nonzero; discriminate].
  - intros u [y ->]. exists two. split; [apply nonzero; discriminate|].
    rewrite mul_assoc, six. apply null_mul.
Qed.
