(** * Groups and rings with a distance that translations keep

        d(u + w, v + w) = d(u, v)        |u| = d(u, 0)        B_e = {u : |u| <= e}

    Main definitions
      group, ring           commutative groups, written additively; unital rings, commutative or not
      product, product_ring X x Y with its operations
      additive, homomorphic maps
      subgroup, subring_of  predicates that hold of 0 (and 1) and are closed under the operations
      invariant, norm, ball, coset
    Main theorems
      norm_of_minus         d(u, v) = |u - v|
      sum_within            F_a + F_b inside F_(a+b)
      sum_negative          -F_a = F_a

    Conventions
      Equality in groups and rings is equality in Coq; no group need be finite.

    References
      [1] D. Zhao, Approximate Fiber Product, arXiv:2412.00373, 2024. *)

From Fibercheck Require Import Values Relaxation.
Set Implicit Arguments.

Record group := Group {
  element :> Type;
  plus : element -> element -> element;
  opp : element -> element;
  null : element;
  plus_assoc : forall a b c, plus a (plus b c) = plus (plus a b) c;
  plus_comm : forall a b, plus a b = plus b a;
  plus_null : forall a, plus a null = a;
  plus_opp : forall a, plus a (opp a) = null
}.
Arguments plus {g} _ _.
Arguments opp {g} _.
Arguments null {g}.
Definition minus {G : group} (a b : G) := plus a (opp b).

Section Facts.
Variable G : group.
Implicit Types a b c e : G.

Lemma null_plus a : plus null a = a.
Proof. rewrite plus_comm; apply plus_null. Qed.
Lemma opp_plus a : plus (opp a) a = null.
Proof. rewrite plus_comm; apply plus_opp. Qed.
Lemma plus_cancel a b c : plus a b = plus a c -> b = c.
Proof.
  intro h. rewrite <- (null_plus b), <- (null_plus c), <- (opp_plus a), <- !plus_assoc, h. reflexivity.
Qed.
Lemma opp_unique a b : plus a b = null -> b = opp a.
Proof. intro h. apply (plus_cancel a). rewrite plus_opp. exact h. Qed.
Lemma opp_opp a : opp (opp a) = a.
Proof. symmetry. apply opp_unique, opp_plus. Qed.
Lemma plus_swap a b c e : plus (plus a b) (plus c e) = plus (plus a c) (plus b e).
Proof. rewrite <- !plus_assoc. f_equal. rewrite !plus_assoc, (plus_comm _ b c). reflexivity. Qed.
Lemma opp_sum a b : opp (plus a b) = plus (opp a) (opp b).
Proof. symmetry. apply opp_unique. rewrite plus_swap, !plus_opp. apply plus_null. Qed.
Lemma opp_null : opp (null : G) = null.
Proof. symmetry. apply opp_unique, plus_null. Qed.
Lemma minus_plus a b : plus (minus a b) b = a.
Proof. unfold minus. rewrite <- plus_assoc, opp_plus. apply plus_null. Qed.
Lemma minus_self a : minus a a = null.
Proof. apply plus_opp. Qed.
Lemma opp_minus a b : opp (minus a b) = minus b a.
Proof. unfold minus. rewrite opp_sum, opp_opp. apply plus_comm. Qed.
Lemma minus_chain a b c : minus a c = plus (minus a b) (minus b c).
Proof. unfold minus. rewrite plus_assoc, <- (plus_assoc _ a), opp_plus, plus_null. reflexivity. Qed.
Lemma minus_of_plus a b c e : minus (plus a b) (plus c e) = plus (minus a c) (minus b e).
Proof. unfold minus. rewrite opp_sum. apply plus_swap. Qed.
End Facts.

Record ring := Ring {
  additive_group :> group;
  mul : additive_group -> additive_group -> additive_group;
  one : additive_group;
  mul_assoc : forall a b c, mul a (mul b c) = mul (mul a b) c;
  one_mul : forall a, mul one a = a;
  mul_one : forall a, mul a one = a;
  mul_plus : forall a b c, mul a (plus b c) = plus (mul a b) (mul a c);
  plus_mul : forall a b c, mul (plus a b) c = plus (mul a c) (mul b c)
}.
Arguments mul {r} _ _.
Arguments one {r}.

Section RingFacts.
Variable R : ring.
Implicit Types a b c : R.

Lemma mul_null a : mul a null = null.
Proof. apply (plus_cancel _ (mul a null)). rewrite <- mul_plus, !plus_null. reflexivity. Qed.
Lemma null_mul a : mul null a = null.
Proof. apply (plus_cancel _ (mul null a)). rewrite <- plus_mul, !plus_null. reflexivity. Qed.
Lemma mul_opp a b : mul a (opp b) = opp (mul a b).
Proof. apply opp_unique. rewrite <- mul_plus, plus_opp. apply mul_null. Qed.
Lemma opp_mul a b : mul (opp a) b = opp (mul a b).
Proof. apply opp_unique. rewrite <- plus_mul, plus_opp. apply null_mul. Qed.
(** a c - b e = a (c - e) + (a - b) e: why an ideal is what multiplication needs. *)
Lemma mul_difference a b c e : minus (mul a c) (mul b e) = plus (mul a (minus c e)) (mul (minus a b) e).
Proof.
  unfold minus. rewrite mul_plus, plus_mul, mul_opp, opp_mul.
  rewrite plus_assoc, <- (plus_assoc _ (mul a c)), opp_plus, plus_null. reflexivity.
Qed.
End RingFacts.

Definition product (X Y : group) : group.
Proof.
  refine (@Group (X * Y) (fun p q => (plus (fst p) (fst q), plus (snd p) (snd q)))
    (fun p => (opp (fst p), opp (snd p))) (null, null) _ _ _ _).
  - abstract (intros a b c; simpl; now rewrite !plus_assoc).
  - abstract (intros a b; f_equal; apply plus_comm).
  - abstract (intros [a b]; simpl; now rewrite !plus_null).
  - abstract (intros a; simpl; now rewrite !plus_opp).
Defined.

Definition product_ring (X Y : ring) : ring.
Proof.
  refine (@Ring (product X Y) (fun p q => (mul (fst p) (fst q), mul (snd p) (snd q))) (one, one) _ _ _ _ _).
  - abstract (intros a b c; simpl; now rewrite !mul_assoc).
  - abstract (intros [a b]; simpl; now rewrite !one_mul).
  - abstract (intros [a b]; simpl; now rewrite !mul_one).
  - abstract (intros a b c; simpl; now rewrite !mul_plus).
  - abstract (intros a b c; simpl; now rewrite !plus_mul).
Defined.

Definition additive (G H : group) (f : G -> H) := forall a b, f (plus a b) = plus (f a) (f b).
Definition homomorphic (R S : ring) (f : R -> S) :=
  additive R S f /\ (forall a b, f (mul a b) = mul (f a) (f b)) /\ f one = one.
Arguments additive {G H} f.
Arguments homomorphic {R S} f.

Lemma additive_null (G H : group) (f : G -> H) : additive f -> f null = null.
Proof. intro h. apply (plus_cancel _ (f null)). rewrite <- h, !plus_null. reflexivity. Qed.
Lemma additive_opp (G H : group) (f : G -> H) : additive f -> forall a, f (opp a) = opp (f a).
Proof. intros h a. apply opp_unique. rewrite <- h, plus_opp. apply additive_null, h. Qed.

Definition subgroup (G : group) (S : G -> Prop) :=
  S null /\ (forall a b, S a -> S b -> S (plus a b)) /\ (forall a, S a -> S (opp a)).
Definition subring_of (R : ring) (S : R -> Prop) :=
  subgroup R S /\ S one /\ forall a b, S a -> S b -> S (mul a b).
Arguments subgroup {G} S.
Arguments subring_of {R} S.

(** * Distances on a group *)
Section Invariant.
Variables (W : values) (Z : group) (d : Z -> Z -> W).
Definition invariant := forall u v w, same (d (plus u w) (plus v w)) (d u v).
Definition norm (u : Z) := d u null.
Definition ball e (u : Z) := norm u <= e.
(** w lies in u + B_e. *)
Definition coset e (u w : Z) := exists b, ball e b /\ w = plus u b.

Hypothesis inv : invariant.

Lemma invariant_left u v w : same (d (plus w u) (plus w v)) (d u v).
Proof. rewrite (plus_comm _ w u), (plus_comm _ w v). apply inv. Qed.

Theorem norm_of_minus u v : same (d u v) (norm (minus u v)).
Proof.
  unfold norm. destruct (inv u v (opp v)) as [h k]. rewrite (plus_opp _ v) in h, k. split; assumption.
Qed.
End Invariant.
Arguments invariant {W Z} d.
Arguments norm {W Z} d u.
Arguments ball {W Z} d e u.
Arguments coset {W Z} d e u w.

Section Sum.
Variables (W : values) (X Y Z : group) (d : Z -> Z -> W) (f : X -> Z) (g : Y -> Z).
Hypotheses (hf : additive f) (hg : additive g) (inv : invariant d).

(** relaxation.sum, first half.  additive: f and g; invariant; triangle.  No symmetry. *)
Theorem sum_within : triangle d -> forall a b x y s t,
  F d f g a x y -> F d f g b s t -> F d f g (a + b) (plus x s) (plus y t).
Proof.
  unfold F; intros tri a b x y s t h k. rewrite hf, hg.
  apply (le_trans (tri _ (plus (g y) (f s)) _)). apply add_mono.
  - exact (le_trans (proj1 (inv _ _ _)) h).
  - exact (le_trans (proj1 (invariant_left inv _ _ _)) k).
Qed.

Lemma negative_within : symmetric d -> forall e x y, F d f g e x y -> F d f g e (opp x) (opp y).
Proof.
  unfold F; intros sym e x y h. rewrite (additive_opp hf), (additive_opp hg).
  apply (le_trans (proj1 (norm_of_minus inv _ _))).
  replace (minus (opp (f x)) (opp (g y))) with (minus (g y) (f x))
    by (unfold minus; rewrite opp_opp; apply plus_comm).
  apply (le_trans (proj2 (norm_of_minus inv _ _))). exact (le_trans (sym _ _) h).
Qed.

(** relaxation.sum, second half.  additive, invariant, symmetric. *)
Theorem sum_negative : symmetric d -> forall e x y, F d f g e (opp x) (opp y) <-> F d f g e x y.
Proof.
  intros sym e x y; split; intro h; [|apply negative_within; assumption].
  rewrite <- (opp_opp _ x), <- (opp_opp _ y). apply negative_within; assumption.
Qed.
End Sum.
