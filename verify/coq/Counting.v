(** * Relaxations of finitely many pairs, counted

        |F_eps (+) F'_eps| <= |F_(eps+eta)| - |F_(eps-eta)|         |F_b| = |F_a| + #{pairs : a < d <= b}

    Main definitions
      count                 how many members of a list satisfy a test
      size                  |F_eps| on a list of pairs
    Main theorems
      count_within_shell    robustness.count
      steps                 |F_b| - |F_a| counts the distances in (a, b]
      jumps                 eps |-> |F_eps| grows from a to b exactly if a distance in (a, b] is taken
      right_continuous      from each radius on it is constant for a while

    Conventions
      X x Y is a list of pairs, as long as one likes; that it names each pair once is not used.
      [leb] decides the order of the values.

    References
      [1] D. Zhao, Approximate Fiber Product, arXiv:2412.00373, 2024. *)

From Coq Require Import List Bool Arith.
From Fibercheck Require Import Values Relaxation Robustness.
Import ListNotations.
Set Implicit Arguments.

Definition count (T : Type) (p : T -> bool) (l : list T) := length (filter p l).
Arguments count {T} p l.

Section Count.
Variables (T : Type) (l : list T).
Implicit Types p q r : T -> bool.

Lemma count_disjoint p q r : (forall t, In t l -> p t = true -> q t = false) ->
  (forall t, In t l -> p t || q t = true -> r t = true) -> (count p l + count q l <= count r l)%nat.
Proof.
  unfold count. induction l as [|t m IH]; simpl; [auto|]. intros apart cover.
  assert (k : (length (filter p m) + length (filter q m) <= length (filter r m))%nat)
    by (apply IH; intros s i; [apply apart|apply cover]; now right).
  pose proof (apart t (or_introl eq_refl)) as a. pose proof (cover t (or_introl eq_refl)) as c.
  destruct (p t), (q t), (r t); simpl in *; try discriminate (a eq_refl); try discriminate (c eq_refl);
    rewrite ?Nat.add_succ_r; auto using le_n_S.
Qed.

Lemma count_split p q r : (forall t, In t l -> p t = true -> q t = false) ->
  (forall t, In t l -> r t = p t || q t) -> count r l = (count p l + count q l)%nat.
Proof.
  unfold count. induction l as [|t m IH]; simpl; [auto|]. intros apart cover.
  assert (k : length (filter r m) = (length (filter p m) + length (filter q m))%nat)
    by (apply IH; intros s i; [apply apart|apply cover]; now right).
  rewrite (cover t (or_introl eq_refl)). pose proof (apart t (or_introl eq_refl)) as a.
  destruct (p t), (q t); simpl; try discriminate (a eq_refl); rewrite ?Nat.add_succ_r; auto.
Qed.

Lemma count_some p : (0 < count p l)%nat <-> exists t, In t l /\ p t = true.
Proof.
  unfold count. split.
  - destruct (filter p l) as [|t m] eqn:e; simpl; [intro h; inversion h|intros _]. exists t.
    apply filter_In. rewrite e. now left.
  - intros (t & h). apply filter_In in h. destruct (filter p l); simpl; [destruct h|apply Nat.lt_0_succ].
Qed.
End Count.

Section Sizes.
Variables (W : values) (leb : W -> W -> bool).
Hypothesis decides : forall a b, leb a b = true <-> a <= b.
Variables (X Y Z : Type) (d : Z -> Z -> W) (l : list (X * Y)).

Definition near (f : X -> Z) (g : Y -> Z) eps (p : X * Y) := leb (d (f (fst p)) (g (snd p))) eps.
Definition near_below (f : X -> Z) (g : Y -> Z) eps eta (p : X * Y) :=
  leb (d (f (fst p)) (g (snd p)) + eta) eps.
(** |F_eps|. *)
Definition size f g eps := count (near f g eps) l.

Lemma leb_false a b : leb a b = false <-> ~ a <= b.
Proof. rewrite <- decides. destruct (leb a b); intuition congruence. Qed.

(** robustness.count.  triangle, symmetric, f_within_a, g_within_b; |F_(eps-eta)| counts d + eta <= eps. *)
Theorem count_within_shell (f f' : X -> Z) (g g' : Y -> Z) a b : triangle d -> symmetric d ->
  (forall x, d (f' x) (f x) <= a) -> (forall y, d (g y) (g' y) <= b) -> zero <= a + b -> forall eps,
  (count (fun p => xorb (near f g eps p) (near f' g' eps p)) l + count (near_below f g eps (a + b)) l
    <= size f g (eps + (a + b)))%nat.
Proof.
  intros tri sym hf hg z eps. apply count_disjoint; unfold near, near_below; intros [x y] _; simpl.
  - destruct (sandwich tri sym hf hg eps x y) as [low _]. rewrite leb_false. intros h k.
    assert (m : d (f' x) (g' y) <= eps) by exact (low k).
    assert (n : d (f x) (g y) <= eps) by exact (le_trans (le_add_r z (le_refl _)) k).
    apply decides in m, n. rewrite m, n in h. discriminate.
  - destruct (sandwich tri sym hf hg eps x y) as [low high]. rewrite orb_true_iff, !decides. intros [h|h].
    + destruct (leb (d (f x) (g y)) eps) eqn:e.
      * apply decides in e. exact (le_add_r z e).
      * rewrite xorb_false_l in h. apply high. apply decides. exact h.
    + apply le_add_r; [exact z|]. exact (le_trans (le_add_r z (le_refl _)) h).
Qed.

Section Steps.
Variables (f : X -> Z) (g : Y -> Z).
Let dist (p : X * Y) := d (f (fst p)) (g (snd p)).
Definition between a b (p : X * Y) :=
  leb (d (f (fst p)) (g (snd p))) b && negb (leb (d (f (fst p)) (g (snd p))) a).

(** relaxation.steps, as a sum: |F_b| = |F_a| + #{(x, y) : a < d(fx, gy) <= b}. *)
Theorem steps a b : a <= b -> size f g b = (size f g a + count (between a b) l)%nat.
Proof.
  intro h. apply count_split; unfold near, between; intros p _.
  - intros ->. now rewrite andb_false_r.
  - destruct (leb _ a) eqn:e; [|now rewrite andb_true_r]. apply decides in e.
    rewrite andb_false_r, orb_false_r. apply decides. exact (le_trans e h).
Qed.

(** relaxation.steps: monotone, and it jumps exactly at the distances taken. *)
Theorem jumps a b : a <= b -> (size f g a <= size f g b)%nat /\
  ((size f g a < size f g b)%nat <-> exists p, In p l /\ dist p <= b /\ ~ dist p <= a).
Proof.
  intro h. rewrite (steps _ _ h). split; [apply Nat.le_add_r|].
  rewrite <- (Nat.add_0_r (size f g a)) at 1. rewrite <- Nat.add_lt_mono_l, count_some.
  split; intros (p & i & k); exists p; split; trivial; revert k; unfold between, dist.
  - now rewrite andb_true_iff, negb_true_iff, decides, leb_false.
  - now rewrite andb_true_iff, negb_true_iff, decides, leb_false.
Qed.

(** relaxation.steps: right-continuous.  From a on the size stays, up to the next distance taken. *)
Theorem right_continuous : total W -> forall a,
  (forall e, a <= e -> size f g e = size f g a) \/
  (exists p, In p l /\ lt a (dist p) /\ forall e, a <= e -> lt e (dist p) -> size f g e = size f g a).
Proof.
  intros tot a. set (later := filter (fun p => negb (leb (dist p) a)) l).
  assert (out : forall p, In p later <-> In p l /\ ~ dist p <= a).
  { intro p. unfold later. now rewrite filter_In, negb_true_iff, leb_false. }
  assert (flat : forall e, a <= e -> ~ (exists p, In p l /\ dist p <= e /\ ~ dist p <= a) ->
    size f g e = size f g a).
  { intros e h no. destruct (jumps _ _ h) as [up jump]. rewrite <- jump in no.
    apply Nat.le_antisymm; [apply Nat.nlt_ge, no|exact up]. }
  destruct later as [|q m] eqn:e0.
  - left. intros e h. apply (flat e h). intros (p & i & _ & k). destruct (proj2 (out p) (conj i k)).
  - right. destruct (min_exists dist tot (l := q :: m)) as (p & i & low); [discriminate|].
    apply out in i as j. destruct j as [j k]. exists p. split; [exact j|]. split.
    + destruct (tot (dist p) a) as [n|n]; [contradiction|exact n].
    + intros e h [_ n]. apply (flat e h). intros (s & u & v & w). apply n.
      exact (le_trans (low s (proj2 (out s) (conj u w))) v).
Qed.
End Steps.
End Sizes.
Arguments near {W} leb {X Y Z} d f g eps p.
Arguments near_below {W} leb {X Y Z} d f g eps eta p.
Arguments between {W} leb {X Y Z} d f g a b p.
Arguments size {W} leb {X Y Z} d l f g eps.
