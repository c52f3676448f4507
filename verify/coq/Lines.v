(** * Lines and circles: instances that attain the bounds, and bytes that wrap around

        f = 0, g = eps, f' = -a, g' = eps + b         the pair enters F'_r exactly at r = eps + a + b

    Main definitions
      integers, rationals   Z and Q as values
      line, line_Q          |u - v| on Z and on Q
      attained              a, b and eps for which the constant of robustness.inclusion is reached
    Main theorems
      sharp_Z, sharp_Q      attained by all a, b, eps >= 0
      sharp_circle          attained on Z_k where eps + a + b <= k/2
      unchanged_refuted     on a line some small perturbation always changes F_eps
      wraparound            noise of at most 1 moves a residue by at most 1 in the Lee distance
      wraparound_plain_refuted   for |u - v| and m >= 3 the noise 1 moves m - 1 by m - 1
      power_law_refuted     |F_eps| = C eps already fails on Z_5

    References
      [1] C. Y. Lee, Some properties of nonbinary error-correcting codes, IRE Trans. Inf. Theory 4, 1958. *)

From Coq Require Import ZArith QArith Qabs List Lia Lqa.
From Fibercheck Require Import Values Relaxation Robustness Counting LeeMetric.
Import ListNotations.
Set Implicit Arguments.

Definition integers : values.
Proof. refine (@Values Z Z.le Z.add 0%Z _ _ _ _ _ _ _); intros; abstract lia. Defined.

Definition rationals : values.
Proof. refine (@Values Q Qle Qplus 0%Q _ _ _ _ _ _ _); intros; abstract lra. Defined.

Definition line (u v : Z) : integers := Z.abs (u - v).
Definition line_Q (u v : Q) : rationals := Qabs (u - v).

(** robustness.sharp: f' and g' within a and b of f and g, a pair of F_eps, in F'_r iff r >= eps + a + b. *)
Definition attained (W : values) (Z : Type) (d : Z -> Z -> W) (a b eps : W) :=
  exists f f' g g' : unit -> Z,
    (forall x, d (f' x) (f x) <= a) /\ (forall y, d (g y) (g' y) <= b) /\
    F d f g eps tt tt /\ forall r, F d f' g' r tt tt <-> eps + (a + b) <= r.
Arguments attained {W Z} d a b eps.

Theorem sharp_Z a b eps : (0 <= a -> 0 <= b -> 0 <= eps -> attained line a b eps)%Z.
Proof.
  intros ha hb he. exists (fun _ => 0%Z), (fun _ => (- a)%Z), (fun _ => eps), (fun _ => (eps + b)%Z).
  unfold F, line; simpl. repeat split; intros; lia.
Qed.

Theorem sharp_Q a b eps : (0 <= a -> 0 <= b -> 0 <= eps -> attained line_Q a b eps)%Q.
Proof.
  intros ha hb he. exists (fun _ => 0%Q), (fun _ => (- a)%Q), (fun _ => eps), (fun _ => (eps + b)%Q).
  unfold F, line_Q; cbn [le add rationals]. repeat split.
  all: intros; rewrite ?Qabs_Qle_condition in *; lra.
Qed.

(** ** The circle of residues *)
(** Going round is never longer than going straight. *)
Lemma lee_within_line m u v : (0 < m -> lee m u v <= Z.abs (u - v))%Z.
Proof. intro h. apply lee_le; [exact h|]. exists 0%Z. lia. Qed.

(** Up to half the circle they are the same. *)
Lemma lee_is_line m u v : (0 < m -> 2 * Z.abs (u - v) <= m -> lee m u v = Z.abs (u - v))%Z.
Proof.
  intros h k. apply Z.le_antisymm; [exact (lee_within_line u v h)|].
  destruct (proj1 (lee_le h u v _) (Z.le_refl _)) as [q hq].
  assert (far : (q = 0 \/ m <= Z.abs (q * m))%Z) by nia. destruct far as [-> |far]; lia.
Qed.

Lemma lee_residues m u v : lee m (u mod m) (v mod m) = lee m u v.
Proof. unfold lee. now rewrite <- !Zminus_mod. Qed.

Lemma lee_residue m u v : lee m (u mod m) v = lee m u v.
Proof. unfold lee. now rewrite Zminus_mod_idemp_l, Zminus_mod_idemp_r. Qed.

(** robustness.sharp on Z_k: the points are residues.  fits: eps + a + b <= k/2. *)
Theorem sharp_circle k a b eps : (0 < k -> 0 <= a -> 0 <= b -> 0 <= eps -> 2 * (eps + a + b) <= k ->
  attained (W := integers) (fun u v => lee k (u mod k) (v mod k)) a b eps)%Z.
Proof.
  intros hk ha hb he fits.
  exists (fun _ => 0%Z), (fun _ => (- a)%Z), (fun _ => eps), (fun _ => (eps + b)%Z).
  unfold F; repeat split; intros; rewrite ?lee_residues in *; rewrite lee_is_line in * by lia; simpl in *;
    lia.
Qed.

(** ** robustness.unchanged, refuted *)
Lemma line_metric : metric line.
Proof. split; [split|]; unfold reflexive, symmetric, triangle, separating, line; simpl; lia. Qed.

(** robustness.unchanged says: metric, f_within_a, g_within_b, smaller (a + b < eps)
    => F_eps(f', g') = F_eps(f, g).  On Z it fails for all a and b, not both 0, and all eps > a + b: the pair of
    the sharp instance is lost. *)
Theorem unchanged_refuted : metric line /\
  forall a b eps, (0 <= a -> 0 <= b -> 0 < a + b -> a + b < eps ->
    exists f f' g g' : unit -> Z,
      (forall x, line (f' x) (f x) <= a) /\ (forall y, line (g y) (g' y) <= b) /\
      F line f g eps tt tt /\ ~ F line f' g' eps tt tt)%Z.
Proof.
  split; [exact line_metric|]. intros a b eps ha hb hab he.
  destruct (@sharp_Z a b eps) as (f & f' & g & g' & hf & hg & h & r); try lia.
  exists f, f', g, g'. repeat split; trivial. rewrite r. simpl. lia.
Qed.

(** ** Bytes *)
(** robustness.wraparound, for noise of any size; slight is |n| <= 1. *)
Lemma wraparound_by m v n : (0 < m -> lee m ((v + n) mod m) v <= Z.abs n)%Z.
Proof.
  intro h. rewrite lee_residue. pose proof (@lee_within_line m (v + n) v h). lia.
Qed.

Theorem wraparound m v n : (0 < m -> Z.abs n <= 1 -> lee m ((v + n) mod m) v <= 1)%Z.
Proof. intros h k. pose proof (@wraparound_by m v n h). simpl in *. lia. Qed.

(** robustness.wraparound_plain, refuted for every m >= 3: m - 1 with noise 1 is 0. *)
Theorem wraparound_plain_refuted m : (3 <= m -> ~ forall v n, 0 <= v < m -> Z.abs n <= 1 ->
  Z.abs ((v + n) mod m - v) <= 1)%Z.
Proof.
  intros h claim. specialize (claim (m - 1) 1 ltac:(lia) ltac:(lia))%Z.
  replace (m - 1 + 1)%Z with m in claim by lia. rewrite Z.mod_same in claim by lia. lia.
Qed.

(** ** relaxation.power_law, refuted *)
(** |F_eps| for f = g = the identity of Z_k in the Lee distance. *)
Definition identity_size (k : nat) (eps : Z) : nat :=
  let Zk := map Z.of_nat (seq 0 k) in
  size (W := integers) Z.leb (lee (Z.of_nat k)) (list_prod Zk Zk) (fun z => z) (fun z => z) eps.

Theorem power_law_refuted : ~ forall k, exists C, forall eps,
  (0 < eps)%nat -> (2 * eps < k)%nat -> identity_size k (Z.of_nat eps) = (C * eps)%nat.
Proof.
  intro claim. destruct (claim 5%nat) as [C h].
  pose proof (h 1%nat ltac:(lia) ltac:(lia)) as one. pose proof (h 2%nat ltac:(lia) ltac:(lia)) as two.
  assert (k : identity_size 5 (Z.of_nat 1) = 15%nat /\ identity_size 5 (Z.of_nat 2) = 25%nat) by now split.
  lia.
Qed.
