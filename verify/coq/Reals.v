(** * The statements for real distances

        F_(eps-eta)(f, g) inside F_eps(f', g') inside F_(eps+eta)(f, g)

    This file alone speaks of R, and rests on the axioms of Coq's real numbers.

    Main definitions
      reals                 R as values
    Main theorems
      sandwich_real         robustness.sandwich in the words of the claim
      gap_real              robustness.gap in the words of the claim
      subring_real          relaxation.subring with products of real norms
      limit_zero_infinite_real   positive distances that stay away from 0: some eps > 0 has F_eps = F_0
      unchanged_infinite_real    distances that stay away from eps: some delta > 0 leaves F_eps unchanged *)

From Coq Require Import Reals Lra.
From Fibercheck Require Import Values Relaxation Groups Ultrametric Robustness.
Set Implicit Arguments.
Local Open Scope R_scope.

Definition reals : values.
Proof. refine (@Values R Rle Rplus 0 _ _ _ _ _ _ _); intros; abstract lra. Defined.

(** So that the theorems on totally ordered values speak of R. *)
Lemma reals_total : total reals.
Proof. intros a b. unfold lt; simpl. destruct (Rle_or_lt a b) as [h|h]; [left|right]; lra. Qed.

Section Real.
Variables (X Y Z : Type) (d : Z -> Z -> reals) (f f' : X -> Z) (g g' : Y -> Z) (a b : R).

Section Perturbed.
Hypotheses (tri : triangle d) (sym : symmetric d).
Hypotheses (hf : forall x, d (f' x) (f x) <= a) (hg : forall y, d (g y) (g' y) <= b).

Theorem sandwich_real eps x y :
  (F d f g (eps - (a + b))%R x y -> F d f' g' eps x y) /\
  (F d f' g' eps x y -> F d f g (eps + (a + b))%R x y).
Proof.
  apply (@sandwich_minus reals X Y Z d f f' g g' a b tri sym hf hg Rminus).
  intros u v w; simpl; split; intro; lra.
Qed.

Theorem gap_real eps : 0 <= a -> 0 <= b ->
  (forall x y, ~ (eps - (a + b) < d (f x) (g y) <= eps + (a + b))) ->
  forall x y, F d f' g' eps x y <-> F d f g eps x y.
Proof.
  intros ha hb no. apply (@gap reals X Y Z d f f' g g' a b tri sym hf hg eps reals_total); [simpl; lra|].
  intros x y [[h k] m]. apply (no x y). simpl in *. lra.
Qed.
End Perturbed.

(** relaxation.limit_zero_infinite, for any cospan.  isolated: the positive distances have an infimum > 0. *)
Theorem limit_zero_infinite_real : nonnegative d ->
  (exists m, 0 < m /\ forall x y, 0 < d (f x) (g y) -> m <= d (f x) (g y)) ->
  exists eps, 0 < eps /\ forall x y, F d f g eps x y <-> F d f g 0 x y.
Proof.
  unfold F; simpl; intros pos (m & hm & h). exists (m / 2). split; [lra|]. intros x y.
  specialize (h x y). pose proof (pos (f x) (g y)) as p. simpl in p. split; intro k; [|lra].
  destruct (Rle_or_lt (d (f x) (g y)) 0) as [n|n]; [exact n|]. specialize (h n). lra.
Qed.

(** robustness.unchanged_infinite, for any cospan.  margin: the |d(fx, gy) - eps| have an infimum > 0. *)
Theorem unchanged_infinite_real eps : triangle d -> symmetric d ->
  (exists m, 0 < m /\ forall x y, m <= Rabs (d (f x) (g y) - eps)) ->
  exists delta, 0 < delta /\ forall f2 : X -> Z, (forall x, d (f2 x) (f x) <= delta) ->
    forall x y, F d f2 g eps x y <-> F d f g eps x y.
Proof.
  unfold F; simpl; intros tri sym (m & hm & h). exists (m / 2). split; [lra|]. intros f2 near x y.
  specialize (h x y). specialize (near x).
  pose proof (tri (f2 x) (f x) (g y)) as p. pose proof (tri (f x) (f2 x) (g y)) as q.
  pose proof (sym (f x) (f2 x)) as s. simpl in p, q, s.
  revert h. unfold Rabs. destruct (Rcase_abs _); intro h; split; intro k; lra.
Qed.
End Real.

(** relaxation.subring.  submultiplicative: |u| <= 1 and |u v| <= |u| |v|. *)
Theorem subring_real (X Y Z : ring) (d : Z -> Z -> reals) (f : X -> Z) (g : Y -> Z) :
  homomorphic f -> homomorphic g -> invariant d -> ultrametric d -> nonnegative d ->
  (forall u, norm d u <= 1) -> (forall u v, norm d (mul u v) <= norm d u * norm d v) ->
  forall eps, 0 <= eps -> @subring_of (product_ring X Y) (fun p => F d f g eps (fst p) (snd p)).
Proof.
  intros hf hg inv ult pos le1 sub.
  apply (@subring_of_ultrametric reals X Y Z d f g Rmult 1); trivial; [| |split; assumption].
  - simpl; intros u v hu hv h. rewrite <- (Rmult_1_l v) at 2. apply Rmult_le_compat_r; assumption.
  - simpl; intros u v hu hv h. rewrite <- (Rmult_1_r u) at 2. apply Rmult_le_compat_l; assumption.
Qed.
