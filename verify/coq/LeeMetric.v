(** * The Lee distance

        d(a, b) = min((a - b) mod k, (b - a) mod k)        on Z_k, and on Z_k^n by sums or by the maximum

    Main definitions
      lee k a b             the distance of the residues of two integers
      lee_sum, lee_max      the l1 and the l∞ distance of the first n coordinates

    Main theorems
      lee_le                d(a, b) <= e exactly when a - b is within e of a multiple of k
      lee_zero, lee_symmetric, lee_triangle, lee_invariant        a metric on Z_k that translations keep
      lee_sum_triangle, ...                                       the same on Z_k^n
      lee_closed            F_e over Z_k is closed under sums iff e = 0 or k <= 2 e + 1: for e = 1, iff k <= 3

    Conventions
      Residues are integers, equal when k divides their difference: [lee_zero] says that d separates them, and
      [lee_congruent] that d does not depend on representatives.

    References
      [1] F. J. MacWilliams, N. J. A. Sloane, The Theory of Error-Correcting Codes, 1977, ch. 5.         *)

From Coq Require Import ZArith Znumtheory Lia.
Set Implicit Arguments.
Local Open Scope Z_scope.

Definition lee (k a b : Z) := Z.min ((a - b) mod k) ((b - a) mod k).

Section Lee.
Variable k : Z.
Hypothesis k_positive : 0 < k.
Notation d := (lee k).

(** The way round a circle of length k: by q whole turns less. *)
Theorem lee_le a b e : d a b <= e <-> exists q, Z.abs (a - b - q * k) <= e.
Proof.
  unfold lee. pose proof (Z.div_mod (a - b) k). pose proof (Z.div_mod (b - a) k).
  pose proof (Z.mod_pos_bound (a - b) k k_positive). pose proof (Z.mod_pos_bound (b - a) k k_positive).
  assert (least : forall u q, 0 <= u - q * k -> u mod k <= u - q * k).
  { intros u q h. replace u with (u - q * k + q * k) at 1 by ring. rewrite Z.mod_add by lia.
    apply Z.mod_le; lia. }
  split.
  - intro h. apply Z.min_le in h. destruct h; [exists ((a - b) / k) | exists (- ((b - a) / k))]; lia.
  - intros [q h]. pose proof (least (a - b) q). pose proof (least (b - a) (- q)). lia.
Qed.

Theorem lee_nonnegative a b : 0 <= d a b.
Proof. apply Z.min_glb; apply Z.mod_pos_bound, k_positive. Qed.

Theorem lee_zero a b : d a b = 0 <-> (k | a - b).
Proof.
  pose proof (lee_nonnegative a b). transitivity (d a b <= 0); [lia|]. rewrite lee_le.
  split; intros [q h]; exists q; lia.
Qed.

Theorem lee_symmetric a b : d a b = d b a.
Proof. apply Z.min_comm. Qed.

Theorem lee_triangle a b c : d a c <= d a b + d b c.
Proof.
  destruct (proj1 (lee_le a b _) (Z.le_refl _)) as [p hp].
  destruct (proj1 (lee_le b c _) (Z.le_refl _)) as [q hq]. apply lee_le. exists (p + q). lia.
Qed.

Theorem lee_invariant a b c : d (a + c) (b + c) = d a b.
Proof. unfold lee. f_equal; f_equal; ring. Qed.

Theorem lee_congruent a a' b b' : (k | a - a') -> (k | b - b') -> d a b = d a' b'.
Proof.
  intros ha hb. apply lee_zero in ha, hb.
  pose proof (lee_triangle a a' b). pose proof (lee_triangle a' b' b). pose proof (lee_triangle a' a b').
  pose proof (lee_triangle a b b'). rewrite (lee_symmetric a' a), (lee_symmetric b' b) in *. lia.
Qed.

Theorem lee_bound a b : 2 * d a b <= k.
Proof.
  destruct (Z.le_gt_cases (2 * d a b) k) as [|h]; [assumption|exfalso].
  destruct (proj1 (lee_le a b _) (Z.le_refl _)) as [q hq].
  assert (no : forall p, d a b <= Z.abs (a - b - p * k)) by (intro p; apply lee_le; exists p; lia).
  pose proof (no q). pose proof (no (q + 1)). pose proof (no (q - 1)). lia.
Qed.

(** relaxation.subgroup fails for the Lee distance as soon as the radius is neither 0 nor all of Z_k: for maps
    that are the identity, F_e is closed under sums exactly if e = 0 or k <= 2 e + 1. *)
Definition closed e := forall x y s t, d x y <= e -> d s t <= e -> d (x + s) (y + t) <= e.

Theorem lee_closed e : 0 <= e -> (closed e <-> e = 0 \/ k <= 2 * e + 1).
Proof.
  intro he. split.
  - intro c. destruct (Z.eq_dec e 0); [now left | right].
    assert (h : d e 0 <= e) by (apply lee_le; exists 0; lia).
    assert (one : d 1 0 <= e) by (apply lee_le; exists 0; lia).
    destruct (proj1 (lee_le _ _ _) (c _ _ _ _ h one)) as [q hq].
    destruct (Z.le_gt_cases q 0); [destruct (Z.eq_dec q 0)|]; nia.
  - intros [-> | h] x y s t hx hs; [|pose proof (lee_bound (x + s) (y + t)); lia].
    destruct (proj1 (lee_le _ _ _) hx) as [p hp], (proj1 (lee_le _ _ _) hs) as [q hq].
    apply lee_le. exists (p + q). lia.
Qed.

Corollary lee_closed_one : closed 1 <-> k <= 3.
Proof. rewrite lee_closed by lia. lia. Qed.

(** ** Z_k^n *)

Fixpoint lee_sum (n : nat) (x y : nat -> Z) := match n with O => 0 | S n => lee_sum n x y + d (x n) (y n) end.
Fixpoint lee_max (n : nat) (x y : nat -> Z) :=
  match n with O => 0 | S n => Z.max (lee_max n x y) (d (x n) (y n)) end.

Theorem lee_sum_zero n x y : lee_sum n x y = 0 <-> forall i, (i < n)%nat -> (k | x i - y i).
Proof.
  assert (pos : forall m, 0 <= lee_sum m x y)
    by (induction m; simpl; [|pose proof (lee_nonnegative (x m) (y m))]; lia).
  induction n; simpl; [split; [lia | reflexivity]|].
  pose proof (pos n). pose proof (lee_nonnegative (x n) (y n)). split.
  - intros h i hi. destruct (Nat.eq_dec i n) as [-> |]; [apply lee_zero | apply IHn]; lia.
  - intro h. rewrite (proj2 IHn) by auto with arith. rewrite (proj2 (lee_zero _ _)) by auto with arith. lia.
Qed.

Theorem lee_max_zero n x y : lee_max n x y = 0 <-> forall i, (i < n)%nat -> (k | x i - y i).
Proof.
  assert (pos : forall m, 0 <= lee_max m x y) by (induction m; simpl; lia).
  induction n; simpl; [split; [lia | reflexivity]|].
  pose proof (pos n). pose proof (lee_nonnegative (x n) (y n)). split.
  - intros h i hi. destruct (Nat.eq_dec i n) as [-> |]; [apply lee_zero | apply IHn]; lia.
  - intro h. rewrite (proj2 IHn) by auto with arith. rewrite (proj2 (lee_zero _ _)) by auto with arith. lia.
Qed.

Theorem lee_sum_symmetric n x y : lee_sum n x y = lee_sum n y x.
Proof. induction n; simpl; [|rewrite IHn, lee_symmetric]; reflexivity. Qed.
Theorem lee_max_symmetric n x y : lee_max n x y = lee_max n y x.
Proof. induction n; simpl; [|rewrite IHn, lee_symmetric]; reflexivity. Qed.

Theorem lee_sum_triangle n x y z : lee_sum n x z <= lee_sum n x y + lee_sum n y z.
Proof. induction n; simpl; [|pose proof (lee_triangle (x n) (y n) (z n))]; lia. Qed.
Theorem lee_max_triangle n x y z : lee_max n x z <= lee_max n x y + lee_max n y z.
Proof. induction n; simpl; [|pose proof (lee_triangle (x n) (y n) (z n))]; lia. Qed.

Theorem lee_sum_invariant n x y z : lee_sum n (fun i => x i + z i) (fun i => y i + z i) = lee_sum n x y.
Proof. induction n; simpl; [|rewrite IHn, lee_invariant]; reflexivity. Qed.
Theorem lee_max_invariant n x y z : lee_max n (fun i => x i + z i) (fun i => y i + z i) = lee_max n x y.
Proof. induction n; simpl; [|rewrite IHn, lee_invariant]; reflexivity. Qed.
End Lee.
