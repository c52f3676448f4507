(** * Relaxations in an invariant ultrametric: subgroups, subrings, quotients

        F_eps = X x_(Z/B_eps) Y        B_eps = {z : |z| <= eps}, a subgroup

    Main theorems
      subgroup_of_ultrametric   F_eps is a subgroup of X x Y
      strong_of_closed          where F_e(id, id) is closed under sums, the strong law holds at e
      subring_of_ultrametric    F_eps is a subring of X x Y, for a submultiplicative norm that is at most 1
      ball_subgroup, quotient   B_eps is a subgroup; (x, y) in F_eps iff fx + B_eps = gy + B_eps
      quotient_converse         if each ball about 0 is a subgroup, the distance is an ultrametric

    Hypotheses
      pseudometric and ultrametric give [symmetric d], [strong d], [reflexive d]; the triangle
      inequality is not used.

    References
      [1] W. H. Schikhof, Ultrametric Calculus, 1984, section 18. *)

From Fibercheck Require Import Values Relaxation Groups.
Set Implicit Arguments.

Section Groups.
Variables (W : values) (X Y Z : group) (d : Z -> Z -> W) (f : X -> Z) (g : Y -> Z).

(** relaxation.subgroup.  additive: f and g; invariant; ultrametric. *)
Theorem subgroup_of_ultrametric : additive f -> additive g -> invariant d -> ultrametric d ->
  forall eps, zero <= eps -> @subgroup (product X Y) (fun p => F d f g eps (fst p) (snd p)).
Proof.
  unfold F; intros hf hg inv [r sym st] eps z; split; [|split]; simpl.
  - rewrite (additive_null hf), (additive_null hg). exact (le_trans (r _) z).
  - intros [x y] [s t]; simpl; intros h k. rewrite hf, hg. apply (st eps _ (plus (g y) (f s))).
    + exact (le_trans (proj1 (inv _ _ _)) h).
    + exact (le_trans (proj1 (invariant_left inv _ _ _)) k).
  - intros [x y]; simpl; intro h. exact (negative_within hf hg inv sym eps x y h).
Qed.

Section Quotient.
Hypotheses (inv : invariant d) (ult : ultrametric d).
Variable eps : W.
Hypothesis z : zero <= eps.

(** relaxation.quotient, first part: Z/B_eps is a group. *)
Theorem ball_subgroup : subgroup (ball d eps).
Proof.
  destruct ult as [r sym st]. unfold ball, norm. split; [|split].
  - exact (le_trans (r _) z).
  - intros u v h k. apply (st eps _ v); [|exact k].
    apply (@le_trans W _ (d u null)); [|exact h].
    pose proof (proj1 (inv u null v)) as l. rewrite null_plus in l. exact l.
  - intros u h. apply (@le_trans W _ (d u null)); [|exact h]. apply (@le_trans W _ (d null u)); [|apply sym].
    pose proof (proj1 (inv null u (opp u))) as l. rewrite null_plus, plus_opp in l. exact l.
Qed.

Lemma near_iff_minus u v : d u v <= eps <-> ball d eps (minus u v).
Proof.
  destruct (norm_of_minus inv u v) as [h k].
  split; intro l; [exact (le_trans k l)|exact (le_trans h l)].
Qed.

Lemma near_iff_coset u v : d u v <= eps <-> forall w, coset d eps u w <-> coset d eps v w.
Proof.
  destruct ball_subgroup as (b0 & badd & bopp). rewrite near_iff_minus. split.
  - intros h w; split; intros (b & hb & ->).
    + exists (plus (minus u v) b). split; [exact (badd _ _ h hb)|].
      rewrite plus_assoc, (plus_comm _ v), minus_plus. reflexivity.
    + exists (plus (minus v u) b). split; [|rewrite plus_assoc, (plus_comm _ u), minus_plus; reflexivity].
      apply badd; [|exact hb]. rewrite <- opp_minus. exact (bopp _ h).
  - intro same_coset. destruct (proj1 (same_coset u)) as (b & hb & e).
    + exists null. split; [exact b0|symmetry; apply plus_null].
    + rewrite e. unfold minus. rewrite (plus_comm _ v), <- plus_assoc, plus_opp, plus_null. exact hb.
Qed.

(** relaxation.quotient.  invariant, ultrametric; that f and g are additive is not used: only X x_(Z/B_eps) Y
    as a group needs it. *)
Theorem quotient : subgroup (ball d eps) /\
  forall x y, F d f g eps x y <-> forall w, coset d eps (f x) w <-> coset d eps (g y) w.
Proof. split; [apply ball_subgroup|]. intros x y. apply near_iff_coset. Qed.
End Quotient.

(** relaxation.quotient_converse.  invariant; balls_are_subgroups, of the radii that are taken; total: radii
    of a linear order.  The zero diagonal is part of every distance of the program. *)
Theorem quotient_converse : total W -> reflexive d -> invariant d ->
  (forall c, subgroup (ball d (norm d c))) -> ultrametric d /\ strong_max d.
Proof.
  intros tot r inv balls.
  assert (sym : symmetric d).
  { intros u v. apply (le_trans (proj1 (norm_of_minus inv u v))). rewrite <- opp_minus.
    apply (@le_trans W _ (norm d (minus v u))); [|exact (proj2 (norm_of_minus inv v u))].
    apply (balls (minus v u)). unfold ball. apply le_refl. }
  assert (st : strong_max d).
  { intros u v w. destruct (norm_of_minus inv u v) as [_ huv], (norm_of_minus inv v w) as [_ hvw].
    destruct (norm_of_minus inv u w) as [huw _]. rewrite (minus_chain _ u v w) in huw.
    destruct (le_total tot (norm d (minus u v)) (norm d (minus v w))) as [h|h].
    - right. apply (le_trans huw). apply (@le_trans W _ (norm d (minus v w))); [|exact hvw].
      apply (balls (minus v w)); unfold ball; [exact h|apply le_refl].
    - left. apply (le_trans huw). apply (@le_trans W _ (norm d (minus u v))); [|exact huv].
      apply (balls (minus u v)); unfold ball; [apply le_refl|exact h]. }
  split; [|exact st]. split; [exact r|exact sym|]. apply strong_by_levels; assumption.
Qed.
End Groups.

(** The strong law is needed: sums of pairs of F_e(id, id) stay in it only where the law holds at e. *)
Theorem strong_of_closed (W : values) (Z : group) (d : Z -> Z -> W) e : invariant d ->
  (forall x y s t : Z, F d (fun u => u) (fun u => u) e x y -> F d (fun u => u) (fun u => u) e s t ->
    F d (fun u => u) (fun u => u) e (plus x s) (plus y t)) ->
  forall u v w, d u v <= e -> d v w <= e -> d u w <= e.
Proof.
  unfold F; intros inv closed u v w h k. pose proof (closed _ _ _ _ h k) as l.
  rewrite (plus_comm _ v w) in l. exact (le_trans (proj2 (inv _ _ _)) l).
Qed.

Section Rings.
Variables (W : values) (X Y Z : ring) (d : Z -> Z -> W) (f : X -> Z) (g : Y -> Z).
(** Products of values, of which only this is used: a factor that is at most 1 does not enlarge. *)
Variables (times : W -> W -> W) (unit : W).
Hypotheses
  (times_left : forall a b, zero <= a -> zero <= b -> a <= unit -> times a b <= b)
  (times_right : forall a b, zero <= a -> zero <= b -> b <= unit -> times a b <= a).
Definition submultiplicative :=
  (forall u : Z, norm d u <= unit) /\ forall u v : Z, norm d (mul u v) <= times (norm d u) (norm d v).

(** relaxation.subring.  homomorphic: f and g keep sums, products and 1; invariant; ultrametric;
    submultiplicative. *)
Theorem subring_of_ultrametric :
  homomorphic f -> homomorphic g -> invariant d -> ultrametric d -> nonnegative d -> submultiplicative ->
  forall eps, zero <= eps ->
  @subring_of (product_ring X Y) (fun p => F d f g eps (fst p) (snd p)).
Proof.
  intros (hf & mf & uf) (hg & mg & ug) inv ult pos [unit_bound sub] eps z. split; [|split].
  - exact (subgroup_of_ultrametric hf hg inv ult eps z).
  - unfold F; simpl. rewrite uf, ug. exact (le_trans (has_reflexive ult _) z).
  - intros [x y] [s t]; unfold F; simpl; intros h k. rewrite mf, mg.
    apply (near_iff_minus inv). rewrite mul_difference. apply (near_iff_minus inv) in h, k.
    destruct (ball_subgroup inv ult eps z) as (_ & closed & _). apply closed; unfold ball.
    + apply (le_trans (sub _ _)), (le_trans (times_left _ _ (pos _ _) (pos _ _) (unit_bound _))), k.
    + apply (le_trans (sub _ _)), (le_trans (times_right _ _ (pos _ _) (pos _ _) (unit_bound _))), h.
Qed.
End Rings.
Arguments submultiplicative {W Z} d times unit.
