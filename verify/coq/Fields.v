(** * Two kinds of fields, the rational numbers and residues modulo a prime, and the dot product

        u · v = u_1 v_1 + ... + u_n v_n

    What is proved over every [field] of Linear.v holds of these, so that it does not speak of nothing; and
    the dot product over Q is positive, as the claims about energies in Forms.v ask.

    Main definitions
      rationals             Q, by numbers in lowest terms
      prime_field p         Z_p for a prime p
      power K n, dot n      K^n and its dot product

    Main theorems
      rationals_ordered     sums keep the order of Q
      dot_biadditive        the dot product is a form
      dot_positive          0 <= u · u over Q

    References
      [1] S. Lang, Algebra, 3rd ed., 2002, II.1 and V.5.                                                  *)

From Coq Require Import ZArith Znumtheory Lia Qcanon.
From Fibercheck Require Import Groups Rings Residues Linear Forms.
Set Implicit Arguments.

Definition rational_group : group :=
  @Group Qc Qcplus Qcopp 0%Qc Qcplus_assoc Qcplus_comm Qcplus_0_r Qcplus_opp_r.

Definition rational_ring : ring :=
  @Ring rational_group Qcmult 1%Qc Qcmult_assoc Qcmult_1_l Qcmult_1_r
    Qcmult_plus_distr_r Qcmult_plus_distr_l.

Lemma rational_zero_or_not (a : rational_ring) : a = null \/ a <> null.
Proof. destruct (Qc_eq_dec a 0%Qc); [left | right]; assumption. Qed.

Definition rationals : field :=
  @Field rational_ring Qcmult_comm Qcinv Qcmult_inv_r rational_zero_or_not Q_apart_0_1.

Section Prime.
Variable p : positive.
Hypothesis p_prime : prime (Zpos p).

Lemma residue_comm (a b : residues p) : mul a b = mul b a.
Proof. apply residue_equal. simpl. rewrite Z.mul_comm. reflexivity. Qed.

(** By u a + v p = d = 1 or -1. *)
Definition residue_inverse (a : residues p) : residues p :=
  match euclid (proj1_sig a) (Zpos p) with Euclid_intro _ _ u _ d _ _ => residue p (u * d) end.

Lemma residue_mul_inverse (a : residues p) : a <> null -> mul a (residue_inverse a) = one.
Proof.
  intro nonzero. unfold residue_inverse. destruct (euclid _ _) as [u v d e [da dp _]].
  assert (unit : (d = 1 \/ d = -1)%Z).
  { destruct (prime_divisors _ p_prime d dp) as [h | [h | [h | h]]]; auto; exfalso; apply nonzero;
      apply residue_equal; rewrite <- (proj2_sig a); apply Z.mod_divide; try lia;
      [rewrite <- h | apply Z.divide_opp_l; rewrite <- h]; exact da. }
  apply residue_equal. cbn [mul residues one residue proj1_sig]. rewrite Zmult_mod_idemp_r.
  apply mod_equal. exists (- (v * d))%Z. destruct unit as [-> | ->]; lia.
Qed.

Lemma residue_zero_or_not (a : residues p) : a = null \/ a <> null.
Proof.
  destruct (Z.eq_dec (proj1_sig a) 0) as [e | e]; [left; apply residue_equal; exact e | right].
  intro h. apply e. rewrite h. reflexivity.
Qed.

Lemma residue_one_not_zero : (one : residues p) <> null.
Proof.
  intro h. apply (f_equal (@proj1_sig _ _)) in h. cbn [proj1_sig residue one residues null] in h.
  pose proof (prime_ge_2 _ p_prime). rewrite Z.mod_1_l in h by lia. discriminate.
Qed.

Definition prime_field : field :=
  @Field (residues p) residue_comm residue_inverse residue_mul_inverse residue_zero_or_not
    residue_one_not_zero.
End Prime.

(** ** K^n *)

Definition point : group.
Proof.
  refine (@Group Datatypes.unit (fun _ _ => tt) (fun _ => tt) tt _ _ _ _); abstract (intros; now destruct a).
Defined.

Fixpoint power (K : group) (n : nat) : group :=
  match n with O => point | S n => product K (power K n) end.

Fixpoint dot (K : ring) (n : nat) : power K n -> power K n -> K :=
  match n with
  | O => fun _ _ => null
  | S n => fun u v => plus (mul (fst u) (fst v)) (dot K n (snd u) (snd v))
  end.

Theorem dot_biadditive (K : ring) n : biadditive (power K n) K (dot K n).
Proof.
  induction n as [|n [left right]]; split; intros x y z; simpl; try (symmetry; apply plus_null).
  - rewrite plus_mul, left. apply plus_swap.
  - rewrite mul_plus, right. apply plus_swap.
Qed.

Theorem rationals_ordered : ordered rationals Qcle.
Proof.
  split; [exact Qcle_trans|]. intros r s t h. apply Qcplus_le_compat; [exact h | apply Qcle_refl].
Qed.

Lemma square_positive (a : Qc) : Qcle 0%Qc (a * a)%Qc.
Proof.
  destruct (Qclt_le_dec a 0%Qc) as [h | h].
  - replace (a * a)%Qc with ((- a) * (- a))%Qc by ring. apply Qclt_le_weak, Qcopp_le_compat in h.
    change (- 0)%Qc with 0%Qc in h.
    rewrite <- (Qcmult_0_l (- a)). apply Qcmult_le_compat_r; exact h.
  - rewrite <- (Qcmult_0_l a). apply Qcmult_le_compat_r; exact h.
Qed.

Theorem dot_positive n : semidefinite (power rationals n) rationals (dot rationals n) Qcle.
Proof.
  induction n as [|n IH]; intro u; [apply Qcle_refl|]. unfold q in *. simpl.
  apply Qcle_trans with (0 + 0)%Qc; [apply Qcle_refl|].
  apply Qcplus_le_compat; [apply square_positive | apply IH].
Qed.
