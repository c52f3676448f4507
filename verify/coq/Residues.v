(** * Residues: the fiber product over the gcd, and what residues cannot be mapped to

        Z_l ≅ Z_m ×_{Z_g} Z_n        g = gcd(m, n), l = lcm(m, n)

    Main definitions
      residues k                the ring Z_k, on the integers x with x mod k = x
      reduction k l             x ↦ x mod k, from Z_l to Z_k
      times k a                 k·a, a + ... + a
      killed, torsion_free      m·a = 0 for all a; k·a = 0 only for k = 0 or a = 0
      characteristic R c        k·1 = 0 exactly for the multiples k of c

    Main theorems
      killed_torsion, residues_torsion          classical.torsion
      residues_collapse, residues_collapse_iff, residues_collapse_over          classical.collapse
      residues_crt                              classical.crt for numbers; Polynomials.v has polynomials

    References
      [1] S. Lang, Algebra, 3rd ed., 2002, I.8 (torsion), II.1 (the characteristic), II.2 (remainders).   *)

From Coq Require Import ZArith Znumtheory Eqdep_dec Lia.
From Fibercheck Require Import Groups Rings.
Set Implicit Arguments.
Local Open Scope Z_scope.
Local Open Scope structure_scope.

(** ** The ring Z_k *)

Definition reduced (k : positive) (x : Z) := (x mod Zpos k = x)%Z.

Lemma mod_reduced k x : reduced k (x mod Zpos k)%Z.
Proof. apply Z.mod_mod. lia. Qed.

Definition residue k x : sig (reduced k) := exist _ (x mod Zpos k)%Z (mod_reduced k x).

Lemma residue_equal k (a b : sig (reduced k)) : proj1_sig a = proj1_sig b -> a = b.
Proof. destruct a as [a ha], b as [b hb]; simpl. intros <-. f_equal. apply UIP_dec, Z.eq_dec. Qed.

Ltac by_representatives := intros; apply residue_equal; simpl;
  repeat match goal with
    | a : sig (reduced _) |- _ => destruct a as [a ?]; unfold reduced in *; simpl
    | a : element _ |- _ => destruct a as [a ?]; unfold reduced in *; simpl
  end;
  rewrite ?Zplus_mod_idemp_l, ?Zplus_mod_idemp_r, ?Zmult_mod_idemp_l, ?Zmult_mod_idemp_r.

Definition residue_group (k : positive) : group.
Proof.
  refine (@Group (sig (reduced k)) (fun a b => residue k (proj1_sig a + proj1_sig b))
    (fun a => residue k (- proj1_sig a)) (residue k 0) _ _ _ _);
  abstract (by_representatives; rewrite ?Z.add_0_r; trivial; f_equal; lia).
Defined.

Definition residues (k : positive) : ring.
Proof.
  refine (@Ring (residue_group k) (fun a b => residue k (proj1_sig a * proj1_sig b)) (residue k 1) _ _ _ _ _);
  abstract (by_representatives; rewrite ?Z.mul_1_l, ?Z.mul_1_r; trivial; f_equal; lia).
Defined.

Definition reduction (k l : positive) (a : residues l) : residues k := residue k (proj1_sig a).

Lemma mod_mod_divide k l x : (Zpos k | Zpos l)%Z -> ((x mod Zpos l) mod Zpos k = x mod Zpos k)%Z.
Proof. intro h. symmetry. apply Zmod_div_mod; [lia | lia | exact h]. Qed.

Lemma reduction_homomorphic k l : (Zpos k | Zpos l)%Z -> homomorphic (reduction k (l := l)).
Proof.
  intro h. split; [|split]; repeat intro; apply residue_equal; simpl; rewrite mod_mod_divide by exact h.
  - apply Zplus_mod.
  - apply Zmult_mod.
  - reflexivity.
Qed.

Lemma mod_equal k a b : (a mod Zpos k = b mod Zpos k <-> (Zpos k | a - b))%Z.
Proof.
  split; intro h.
  - apply Z.mod_divide; [lia|]. rewrite Zminus_mod, h, Z.sub_diag. reflexivity.
  - destruct h as [q h]. replace a with (b + q * Zpos k)%Z by lia. apply Z.mod_add. lia.
Qed.

(** ** Multiples, torsion *)

Fixpoint times (A : group) (k : nat) (a : A) : A := match k with O => 0 | S k => a + times A k a end.
Arguments times {A}.

Lemma times_map (A B : group) (f : A -> B) k a : additive f -> f (times k a) = times k (f a).
Proof. intro fa. induction k; simpl; [apply (additive_null fa) | rewrite fa, IHk; reflexivity]. Qed.

Lemma times_plus (A : group) k l (a : A) : times (k + l) a = times k a + times l a.
Proof. induction k; simpl; [rewrite null_plus | rewrite IHk, plus_assoc]; reflexivity. Qed.

Lemma times_times (A : group) k l (a : A) : times (k * l) a = times k (times l a).
Proof. induction k; simpl; [|rewrite times_plus, IHk]; reflexivity. Qed.

Lemma times_null (A : group) k : times k (0 : A) = 0.
Proof. induction k; simpl; [|rewrite null_plus, IHk]; reflexivity. Qed.

Lemma times_residue m k x : @times (residues m) k (residue m x) = residue m (Z.of_nat k * x).
Proof.
  induction k; [reflexivity|]. rewrite Nat2Z.inj_succ, Z.mul_succ_l, (Z.add_comm _ x). cbn [times].
  rewrite IHk. apply residue_equal. unfold residue. simpl proj1_sig. symmetry. apply Zplus_mod.
Qed.

Lemma residue_self m (a : residues m) : residue m (proj1_sig a) = a.
Proof. apply residue_equal. destruct a as [a h]. exact h. Qed.

Definition killed (A : group) m := forall a : A, times m a = 0.
Definition torsion_free (A : group) := forall k (a : A), times k a = 0 -> k = O \/ a = 0.

Lemma residues_killed m : killed (residues m) (Pos.to_nat m).
Proof.
  intro a. rewrite <- (residue_self a), times_residue, positive_nat_Z. apply residue_equal.
  change ((Zpos m * proj1_sig a) mod Zpos m = 0)%Z. rewrite Z.mul_comm. apply Z.mod_mul. lia.
Qed.

(** ** classical.torsion

    additive: [additive f]; torsion-free: [torsion_free B].  Z_m is one group killed by m; so is Z_m[x], and
    each group of polynomials over Z_m of bounded degree. *)
Theorem killed_torsion (A B : group) (m : nat) (f : A -> B) :
  m <> O -> killed A m -> additive f -> torsion_free B -> forall a, f a = 0.
Proof.
  intros hm kills fa free a.
  destruct (free m (f a)) as [-> | h]; [|contradiction | exact h].
  rewrite <- (times_map m a fa), (kills a). apply (additive_null fa).
Qed.

Theorem residues_torsion (m : positive) (B : group) (f : residues m -> B) :
  additive f -> torsion_free B -> forall a, f a = 0.
Proof. apply killed_torsion with (Pos.to_nat m); [lia | apply residues_killed]. Qed.

(** ** classical.collapse

    unital: [u 1 = 1] and [v 1 = 1].  A and B stand for Z_m[x] and Z_n[x]: of them only m·1 = 0 and n·1 = 0
    matter.  A nonzero ring is one with 1 <> 0.  For the converse Z_g itself receives Z_m and Z_n. *)
Definition characteristic (R : ring) c := forall k, times k (1 : R) = 0 <-> Nat.divide c k.

Lemma killed_one (A R : ring) m (u : A -> R) :
  additive u -> u 1 = 1 -> times m (1 : A) = 0 -> times m (1 : R) = 0.
Proof. intros ua uu h. rewrite <- uu, <- (times_map m 1 ua), h. apply (additive_null ua). Qed.

Lemma gcd_one (R : ring) m n :
  times m (1 : R) = 0 -> times n (1 : R) = 0 -> times (Nat.gcd m n) (1 : R) = 0.
Proof.
  intros hm hn. destruct (Nat.eq_dec m 0) as [-> | hz]; [exact hn|].
  destruct (Nat.gcd_bezout_pos m n) as (a & b & e); [lia|].
  apply (plus_cancel _ (times (b * n) 1)). rewrite <- times_plus, Nat.add_comm, <- e, !times_times, hm, hn.
  rewrite !times_null, plus_null. reflexivity.
Qed.

Theorem residues_collapse (A B C : ring) (m n : nat) (u : A -> C) (v : B -> C) :
  times m (1 : A) = 0 -> times n (1 : B) = 0 ->
  additive u -> additive v -> u 1 = 1 -> v 1 = 1 ->
  (forall c, characteristic C c -> Nat.divide c (Nat.gcd m n)) /\ ((1 : C) <> 0 -> Nat.gcd m n <> 1%nat).
Proof.
  intros hm hn ua va uu vu.
  assert (h : times (Nat.gcd m n) (1 : C) = 0).
  { apply gcd_one; [apply (killed_one A C m ua uu hm) | apply (killed_one B C n va vu hn)]. }
  split.
  - intros c char. apply char, h.
  - intros nonzero e. rewrite e in h. simpl in h. rewrite plus_null in h. contradiction.
Qed.

Theorem residues_collapse_iff (m n : positive) :
  (exists (C : ring) (u : residues m -> C) (v : residues n -> C),
     (1 : C) <> 0 /\ homomorphic u /\ homomorphic v) <-> (1 < Pos.gcd m n)%positive.
Proof.
  split.
  - intros (C & u & v & nonzero & (ua & _ & uu) & va & _ & vu).
    destruct (@residues_collapse (residues m) (residues n) C (Pos.to_nat m) (Pos.to_nat n) u v) as [_ h];
      trivial; try apply residues_killed.
    specialize (h nonzero). destruct (Pos.eq_dec (Pos.gcd m n) 1) as [e|]; [exfalso; apply h | lia].
    assert (to_Z : forall d k, Nat.divide d (Pos.to_nat k) -> (Z.of_nat d | Zpos k)%Z)
      by (intros d k [q eq]; exists (Z.of_nat q); lia).
    apply Nat2Z.inj, Z.divide_1_r_nonneg; [lia|]. rewrite <- (f_equal Zpos e).
    apply (Z.gcd_greatest (Zpos m) (Zpos n)); apply to_Z; [apply Nat.gcd_divide_l | apply Nat.gcd_divide_r].
  - intro h. set (g := Pos.gcd m n) in *. exists (residues g), (reduction g (l := m)), (reduction g (l := n)).
    split; [|split; apply reduction_homomorphic;
      [apply (Z.gcd_divide_l (Zpos m) (Zpos n)) | apply (Z.gcd_divide_r (Zpos m) (Zpos n))]].
    intro e. apply (f_equal (@proj1_sig _ _)) in e. cbn [proj1_sig residue one residues null] in e.
    rewrite Z.mod_1_l in e by lia. discriminate.
Qed.

(** The same of rings A and B that have Z_m and Z_n for constants and, like Z_m[x] and Z_n[x], a value at 0. *)
Theorem residues_collapse_over (A B : ring) (m n : positive) (a : residues m -> A) (a' : A -> residues m)
  (b : residues n -> B) (b' : B -> residues n) :
  homomorphic a -> homomorphic a' -> homomorphic b -> homomorphic b' ->
  (exists (C : ring) (u : A -> C) (v : B -> C), (1 : C) <> 0 /\ homomorphic u /\ homomorphic v)
  <-> (1 < Pos.gcd m n)%positive.
Proof.
  assert (after : forall (Q R S : ring) (g : R -> S) (f : Q -> R),
    homomorphic f -> homomorphic g -> homomorphic (fun x => g (f x))).
  { intros Q R S g f (fa & fm & fu) (ga & gm & gu).
    split; [|split]; repeat intro; rewrite ?fa, ?fm, ?fu; auto. }
  intros ha ha' hb hb'. rewrite <- residues_collapse_iff. split.
  - intros (C & u & v & nonzero & hu & hv). exists C, (fun x => u (a x)), (fun y => v (b y)). auto.
  - intros (C & u & v & nonzero & hu & hv). exists C, (fun x => u (a' x)), (fun y => v (b' y)). auto.
Qed.

(** ** classical.crt

    base is gcd: [Z.gcd m n = g]; [Z.lcm m n = l] names the lcm. *)
Theorem residues_crt (m n g l : positive) :
  Z.gcd (Zpos m) (Zpos n) = Zpos g -> Z.lcm (Zpos m) (Zpos n) = Zpos l ->
  let pair (x : residues l) := (reduction m x, reduction n x) in
  let F := square (reduction g (l := m)) (reduction g (l := n)) in
  @homomorphic (residues l) (product_ring (residues m) (residues n)) pair
  /\ (forall x, F (pair x)) /\ (forall x y, pair x = pair y -> x = y)
  /\ forall p, F p -> exists x, pair x = p.
Proof.
  intros eg el pair F.
  assert (gm : (Zpos g | Zpos m)%Z) by (rewrite <- eg; apply Z.gcd_divide_l).
  assert (gn : (Zpos g | Zpos n)%Z) by (rewrite <- eg; apply Z.gcd_divide_r).
  assert (ml : (Zpos m | Zpos l)%Z) by (rewrite <- el; apply Z.divide_lcm_l).
  assert (nl : (Zpos n | Zpos l)%Z) by (rewrite <- el; apply Z.divide_lcm_r).
  split; [|split; [|split]].
  - destruct (reduction_homomorphic ml) as (ma & mm & mu), (reduction_homomorphic nl) as (na & nm & nu).
    split; [|split]; [intros a b | intros a b | ]; unfold pair; simpl;
      [f_equal; [apply ma | apply na] | f_equal; [apply mm | apply nm] | f_equal; assumption].
  - intro x. apply residue_equal. simpl. rewrite !mod_mod_divide; trivial.
  - intros [x hx] [y hy] h. apply residue_equal. simpl.
    apply (f_equal (fun p => (proj1_sig (fst p), proj1_sig (snd p)))) in h. injection h as h1 h2.
    apply mod_equal in h1. apply mod_equal in h2. rewrite <- hx, <- hy. apply mod_equal.
    rewrite <- el. apply Z.lcm_least; assumption.
  - intros [[a ha] [b hb]] h. apply (f_equal (@proj1_sig _ _)) in h. simpl in h.
    apply mod_equal in h. destruct h as [q h]. destruct (Z.gcd_bezout _ _ _ eg) as (s & t & e).
    exists (residue l (a - q * s * Zpos m)%Z). unfold pair. f_equal; apply residue_equal; simpl.
    + rewrite mod_mod_divide by exact ml. transitivity (a mod Zpos m)%Z; [|exact ha].
      apply mod_equal. exists (- (q * s))%Z. lia.
    + rewrite mod_mod_divide by exact nl. transitivity (b mod Zpos n)%Z; [|exact hb].
      apply mod_equal. exists (q * t)%Z. replace a with (b + q * Zpos g)%Z by lia. rewrite <- e. ring.
Qed.
