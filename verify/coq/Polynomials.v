(** * Polynomials over residues: the fiber product over the gcd, in every degree

        Z_l[x] ≅ Z_m[x] ×_{Z_g[x]} Z_n[x]        h ↦ (h mod m, h mod n)

    Main definitions
      finite u              a sequence of integers with zeros from some place on: a polynomial
      same k u v            u and v have the same coefficients modulo k: they are equal in Z_k[x]
      constant c, total, convolution      c; u + v; u v

    Main theorems
      constant_finite, total_finite, convolution_finite       Z[x] is closed under the operations
      convolution_same, total_same        Z_k[x] is a quotient of Z[x] by a congruence, for each k
      polynomials_torsion                 classical.torsion, in every degree at once
      polynomials_crt                     classical.crt

    Conventions
      A member of Z_k[x] is an integer polynomial, and [same k] is equality there.  So h ↦ (h mod m, h mod n)
      leaves representatives as they are.

    References
      [1] S. Lang, Algebra, 3rd ed., 2002, II.2, for moduli that need not be coprime.                      *)

From Coq Require Import ZArith Znumtheory Lia.
From Fibercheck Require Import Groups Residues.
Set Implicit Arguments.
Local Open Scope Z_scope.

Definition sequence := nat -> Z.
Definition finite (u : sequence) := exists n, forall i, (n <= i)%nat -> u i = 0.
Definition same (k : Z) (u v : sequence) := forall i, (k | u i - v i).

Fixpoint sum (n : nat) (t : nat -> Z) := match n with O => t O | S n => sum n t + t (S n) end.
Definition constant (c : Z) : sequence := fun i => match i with O => c | S _ => 0 end.
Definition total (u v : sequence) : sequence := fun i => u i + v i.
Definition convolution (u v : sequence) : sequence := fun i => sum i (fun j => u j * v (i - j)%nat).

Lemma sum_zero n t : (forall j, (j <= n)%nat -> t j = 0) -> sum n t = 0.
Proof. induction n; simpl; intro h; [apply h | rewrite IHn, h by auto with arith]; lia. Qed.

Lemma sum_congruent k n s t : (forall j, (k | s j - t j)) -> (k | sum n s - sum n t).
Proof.
  intro h. induction n; simpl; [apply h|].
  replace (sum n s + s (S n) - (sum n t + t (S n))) with ((sum n s - sum n t) + (s (S n) - t (S n))) by ring.
  apply Z.divide_add_r; auto.
Qed.

(** ** Polynomials are closed under the operations, and congruence respects these *)

Theorem constant_finite c : finite (constant c).
Proof. exists 1%nat. intros [|i] h; [lia | reflexivity]. Qed.

Theorem total_finite u v : finite u -> finite v -> finite (total u v).
Proof. intros [m hm] [n hn]. exists (m + n)%nat. intros i h. unfold total. rewrite hm, hn; lia. Qed.

Theorem convolution_finite u v : finite u -> finite v -> finite (convolution u v).
Proof.
  intros [m hm] [n hn]. exists (m + n)%nat. intros i h. apply sum_zero. intros j hj.
  destruct (Nat.le_gt_cases m j); [rewrite (hm j) | rewrite (hn (i - j)%nat)]; lia.
Qed.

Theorem total_same k u u' v v' : same k u u' -> same k v v' -> same k (total u v) (total u' v').
Proof.
  intros hu hv i. unfold total.
  replace (u i + v i - (u' i + v' i)) with ((u i - u' i) + (v i - v' i)) by ring.
  apply Z.divide_add_r; auto.
Qed.

Theorem convolution_same k u u' v v' :
  same k u u' -> same k v v' -> same k (convolution u v) (convolution u' v').
Proof.
  intros hu hv i. apply sum_congruent. intro j. set (w := v (i - j)%nat). set (w' := v' (i - j)%nat).
  replace (u j * w - u' j * w') with ((u j - u' j) * w + u' j * (w - w')) by ring.
  apply Z.divide_add_r; [apply Z.divide_mul_l, hu | apply Z.divide_mul_r, hv].
Qed.

(** ** classical.torsion

    additive: the third hypothesis on f, which is a map from Z_m[x] by the second; torsion-free: the first. *)
Theorem polynomials_torsion (m : nat) (B : group) (f : sequence -> B) : m <> O -> torsion_free B ->
  (forall u v, finite u -> finite v -> same (Z.of_nat m) u v -> f u = f v) ->
  (forall u v, finite u -> finite v -> f (total u v) = plus (f u) (f v)) ->
  forall u, finite u -> f u = null.
Proof.
  intros hm free maps sums u hu. set (multiple (k : nat) := fun i => Z.of_nat k * u i).
  assert (kept : forall k, finite (multiple k)).
  { intro k. destruct hu as [n h]. exists n. intros i hi. unfold multiple. rewrite (h i hi). lia. }
  assert (value : forall k, f (multiple k) = plus (f (multiple 0%nat)) (times k (f u))).
  { induction k as [|k IH]; [symmetry; apply plus_null|].
    rewrite (maps _ (total u (multiple k))), sums, IH, plus_assoc, (plus_comm _ (f u)), <- plus_assoc;
      auto using total_finite.
    intro i. unfold total, multiple. exists 0. lia. }
  assert (zero : f (multiple m) = f (multiple 0%nat)).
  { apply maps; trivial. intro i. unfold multiple. exists (u i). lia. }
  destruct (free m (f u)) as [|]; [|contradiction | assumption].
  apply (plus_cancel _ (f (multiple 0%nat))). rewrite <- value, zero. symmetry. apply plus_null.
Qed.

(** ** classical.crt

    base is gcd: g = gcd(m, n), and l = lcm(m, n).  On representatives h ↦ (h, h): it is well defined and
    one-to-one by the first part; by the second what it reaches is the fiber product, by a formula for the
    coefficients, [rejoined], in which s m + t n = g.  The operations of Z_l[x], Z_m[x], Z_n[x] are the same
    on representatives, and respect equality ([total_same], [convolution_same]): it is a homomorphism. *)
Definition rejoined (m g s : Z) (u v : sequence) : sequence := fun i => u i - (u i - v i) / g * s * m.

Theorem polynomials_crt (m n : Z) : 0 < m -> 0 < n ->
  (forall h h', same (Z.lcm m n) h h' <-> same m h h' /\ same n h h')
  /\ forall u v, finite u -> finite v ->
       (exists h, finite h /\ same m h u /\ same n h v) <-> same (Z.gcd m n) u v.
Proof.
  intros hm hn. split; [|intros u v [a ha] [b hb]; split].
  - intros h h'. split.
    + intro e. split; intro i; (eapply Z.divide_trans; [|apply e]);
        [apply Z.divide_lcm_l | apply Z.divide_lcm_r].
    + intros [e e'] i. apply Z.lcm_least; auto.
  - intros (h & _ & hu & hv) i. replace (u i - v i) with ((h i - v i) - (h i - u i)) by ring.
    apply Z.divide_sub_r; (eapply Z.divide_trans; [|solve [apply hv | apply hu]]);
      [apply Z.gcd_divide_r | apply Z.gcd_divide_l].
  - set (g := Z.gcd m n). intro e. destruct (Z.gcd_bezout m n g eq_refl) as (s & t & bezout).
    assert (0 < g).
    { assert (g <> 0) by (unfold g; rewrite Z.gcd_eq_0; lia). pose proof (Z.gcd_nonneg m n). lia. }
    exists (rejoined m g s u v). split; [|split].
    + exists (a + b)%nat. intros i h. unfold rejoined. rewrite ha, hb by lia. reflexivity.
    + intro i. exists (- ((u i - v i) / g * s)). unfold rejoined. ring.
    + intro i. exists ((u i - v i) / g * t). unfold rejoined. destruct (e i) as [q eq].
      rewrite eq, Z.div_mul by lia. replace (u i) with (v i + q * g) by lia. rewrite <- bezout. ring.
Qed.
