(** * How large shared and specific parts have to be

        im f ⊆ Z_s ⊕ Z_I,  im g ⊆ Z_s ⊕ Z_T   =>   d_s >= dim(im f ∩ im g),  d_s + d_I + d_T >= rk [f, g]

    Main definitions
      direct us vs ws       0 is the sum of a member of each span only if these are 0
      inside us vs f        im f ⊆ Z_s + Z_I, for parts spanned by us and vs
      orthogonal b vs ws    members of the two spans have product 0

    Main theorems
      allocation_shared, allocation_whole       decomposition.allocation
      allocation_rank                           decomposition.allocation_rank
      allocation_uncorrelated                   decomposition.allocation_uncorrelated

    Conventions
      Z_s, Z_I and Z_T are the spans of us, vs and ws: their bases, of d_s, d_I and d_T members, though only
      that they span is used.  A dimension is at most d if each independent list has at most d members.  The
      rank of the form on im f × im g is at least r if r members of each have a nonsingular Gram matrix.

    References
      [1] S. Lang, Algebra, 3rd ed., 2002, III.5: dimensions of sums and intersections.
      [2] Å. Björck, G. H. Golub, Numerical methods for computing angles between linear subspaces, 1973.  *)

From Coq Require Import List Arith Lia.
From Fibercheck Require Import Groups Rings Linear Splitting.
Import ListNotations.
Set Implicit Arguments.
Local Open Scope structure_scope.

Section Allocation.
Variables (K : field) (Z : space K) (X Y : Type) (f : X -> Z) (g : Y -> Z) (us vs ws : list Z).

Definition direct := forall u v w, span Z us u -> span Z vs v -> span Z ws w -> u + v + w = 0 ->
  u = 0 /\ v = 0 /\ w = 0.
Definition inside (A : Type) (h : A -> Z) (parts : list Z) :=
  forall a, exists u v, span Z us u /\ span Z parts v /\ h a = u + v.
Hypotheses (f_inside : inside f vs) (g_inside : inside g ws).

(** ** decomposition.allocation

    direct, f_inside, g_inside.  The first theorem is d_s >= dim(im f ∩ im g), where ts is a basis of the
    intersection; the second is d_s + d_I + d_T >= rk [f, g], where ts is a basis of im f + im g. *)
Theorem allocation_shared : direct -> forall ts, independent Z ts ->
  (forall t, In t ts -> (exists x, f x = t) /\ exists y, g y = t) -> (length ts <= length us)%nat.
Proof.
  intros apart ts free both. apply (@independent_length K Z); trivial. intros t i.
  destruct (both t i) as ([x hx] & [y hy]). destruct (f_inside x) as (u & v & hu & hv & e).
  destruct (g_inside y) as (u' & w & hu' & hw & e'). rewrite hx in e. rewrite hy in e'.
  destruct (apart (u - u') v (- w)) as (_ & zero & _); trivial.
  - apply span_plus; [|apply span_opp]; trivial.
  - apply span_opp, hw.
  - rewrite <- plus_assoc. fold (v - w). rewrite <- minus_of_plus, <- e, <- e'. apply minus_self.
  - rewrite e, zero, plus_null. exact hu.
Qed.

Theorem allocation_whole ts : independent Z ts ->
  (forall t, In t ts -> exists x y, t = f x + g y) ->
  (length ts <= length us + length vs + length ws)%nat.
Proof.
  intros free sums. rewrite <- !app_length. apply (@independent_length K Z); trivial. intros t i.
  destruct (sums t i) as (x & y & ->). destruct (f_inside x) as (u & v & hu & hv & ->).
  destruct (g_inside y) as (u' & w & hu' & hw & ->). rewrite plus_swap, plus_assoc.
  apply span_app; [apply span_app; [apply span_plus|]|]; assumption.
Qed.

(** ** decomposition.allocation_rank

    orthogonal: each two of the parts; f_inside and g_inside.  The sum of the parts need not be direct.  Where
    left and right have r members each, the last hypothesis says that the matrix of their products is
    nonsingular. *)
Variable b : Z -> Z -> K.
Hypothesis b_form : form b.
Definition orthogonal (l m : list Z) := forall v w, span Z l v -> span Z m w -> b v w = 0.

Theorem allocation_rank : orthogonal us vs -> orthogonal us ws -> orthogonal vs ws ->
  forall left right : list Z,
  (forall v, In v left -> exists x, f x = v) -> (forall w, In w right -> exists y, g y = w) ->
  (forall l, map snd l = right -> (forall v, In v left -> b v (lin Z l) = 0) -> trivial K l) ->
  (length right <= length us)%nat.
Proof.
  intros uv uw vw left right in_f in_g regular.
  destruct (Nat.le_gt_cases (length right) (length us)) as [|more]; [assumption | exfalso].
  destruct (choose (fun w u => span Z us u /\ exists t, span Z ws t /\ w = u + t) right)
    as (m & names & parts).
  { intros w i. destruct (in_g w i) as [y <-]. destruct (g_inside y) as (u & t & hu & ht & e).
    exists u. eauto. }
  destruct (@exchange K Z (Z * Z) snd m us) as (l & names' & (p & i & nonzero) & zero).
  - rewrite <- names, map_length in more. exact more.
  - intros a i. apply (parts a i).
  - apply nonzero. set (l' := map (fun p => (fst p, fst (snd p))) l).
    apply (regular l') with (p := (fst p, fst (snd p))).
    + unfold l'. rewrite map_map. simpl. rewrite <- names, <- names', map_map. reflexivity.
    + intros v iv. destruct (in_f v iv) as [x <-]. destruct (f_inside x) as (u & s & hu & hs & ->).
      assert (in_left : forall r, In r l ->
        b (u + s) (fst (snd r)) = b u (snd (snd r))).
      { intros r ir. destruct (parts (snd r)) as (hr & t & ht & e); [rewrite <- names'; apply in_map, ir|].
        rewrite e, (form_additive b_form). rewrite !(form_symmetric b_form (u + s)), !(form_additive b_form).
        rewrite !(form_symmetric b_form _ u), !(form_symmetric b_form _ s), (uw u t), (vw s t) by trivial.
        rewrite (form_symmetric b_form s), (uv (snd (snd r)) s), !plus_null by trivial. reflexivity. }
      unfold lin, l'. rewrite sum_of_map. simpl. rewrite (form_sum b_form).
      transitivity (sum (fun r => fst r * b u (snd (snd r))) l).
      * apply sum_equal. intros r ir. rewrite in_left; trivial.
      * rewrite <- (form_sum b_form (fun r => fst r) (fun r => snd (snd r))), zero.
        apply (additive_null (form_additive b_form u)).
    + apply in_map_iff. exists p. auto.
Qed.
End Allocation.

(** ** decomposition.allocation_uncorrelated

    ss is a basis of Z_s = im f ∩ im g; nondegenerate: [nondegenerate b ss]; uncorrelated: the rank of the
    form on im f × im g is at most d_s (it is at least that, on Z_s).  Then im f and im g are direct sums of
    Z_s with what is orthogonal to it in them, so of dimensions rk f - d_s and rk g - d_s, and these parts are
    orthogonal. *)
Section Uncorrelated.
Variables (K : field) (Z : space K) (b : Z -> Z -> K) (ss fs gs : list Z).
Hypotheses (b_form : form b) (both : forall v, span Z ss v <-> span Z fs v /\ span Z gs v).
Hypothesis regular : nondegenerate b ss.
Hypothesis uncorrelated : forall left right, length left = length right ->
  (forall v, In v left -> span Z fs v) -> (forall w, In w right -> span Z gs w) ->
  (forall l, map snd l = right -> (forall v, In v left -> b v (lin Z l) = 0) -> trivial K l) ->
  (length right <= length ss)%nat.

Lemma beside (ts : list Z) z : (forall v, span Z ss v -> span Z ts v) -> span Z ts z ->
  exists u v, span Z ss u /\ (span Z ts v /\ perp b ss v) /\ z = u + v.
Proof.
  intros inside h. destruct (proj1 (splitting b_form regular) z) as (u & v & hu & hv & e). exists u, v.
  split; [exact hu|]. split; [split; [|exact hv] | exact e].
  replace v with (- u + z); [apply span_plus; [apply span_opp, inside, hu | exact h]|].
  rewrite e, plus_assoc, opp_plus. apply null_plus.
Qed.

Theorem allocation_uncorrelated :
  (forall z, span Z fs z -> exists u v, span Z ss u /\ (span Z fs v /\ perp b ss v) /\ z = u + v)
  /\ (forall z, span Z gs z -> exists u v, span Z ss u /\ (span Z gs v /\ perp b ss v) /\ z = u + v)
  /\ (forall z, span Z ss z -> perp b ss z -> z = 0)
  /\ forall v w, span Z fs v -> perp b ss v -> span Z gs w -> perp b ss w -> b v w = 0.
Proof.
  split; [|split; [|split]].
  - intro z. apply beside. intros v h. apply both, h.
  - intro z. apply beside. intros v h. apply both, h.
  - apply (splitting b_form regular).
  - intros v w hv pv hw pw. destruct (zero_or_not K (b v w)) as [e | nonzero]; [exact e | exfalso].
    assert (more : (length (ss ++ [w]) <= length ss)%nat).
    { apply uncorrelated with (ss ++ [v]).
      - rewrite !app_length. reflexivity.
      - intros u i. apply in_app_iff in i. destruct i as [i | [<- | []]]; trivial. apply both, span_member, i.
      - intros u i. apply in_app_iff in i. destruct i as [i | [<- | []]]; trivial. apply both, span_member, i.
      - intros l names zero. destruct (map_eq_app _ _ _ _ names) as (l1 & l2 & -> & names1 & names2).
        destruct l2 as [|[c w'] [|]]; try discriminate. injection names2 as ->.
        assert (value : forall u, In u (ss ++ [v]) -> b u (lin Z l1) + c * b u w = 0).
        { intros u i. rewrite <- (zero u i). unfold lin. rewrite sum_app, (form_additive b_form). simpl.
          rewrite plus_null, (form_scale b_form). reflexivity. }
        assert (small : trivial K l1).
        { apply (regular l1 names1). intros u i. rewrite <- (value u) by (apply in_app_iff; auto).
          rewrite (pw u), mul_null, plus_null by (apply span_member, i). reflexivity. }
        specialize (value v ltac:(apply in_app_iff; right; now left)).
        rewrite (lin_trivial Z small), (additive_null (form_additive b_form v)), null_plus in value.
        assert (c = 0) as ->.
        { rewrite <- (mul_one _ c), <- (mul_inverse K nonzero), mul_assoc, value. apply null_mul. }
        intros p i. apply in_app_iff in i. destruct i as [i | [<- | []]]; [apply (small p i) | reflexivity]. }
    rewrite app_length in more. simpl in more. lia.
Qed.
End Uncorrelated.
