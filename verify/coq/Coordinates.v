(** * K^n: whether a vector is in a span can be decided

        u ↦ u - (u_1/p_1) p        takes the first coordinate from all vectors

    Main definitions
      linear                maps that preserve sums and multiples
      before V              K × V
      coordinates n         K^n

    Main theorems
      span_decided          over a field in which a = 0 or a <> 0, v is in the span of us or is not

    References
      [1] S. Lang, Algebra, 3rd ed., 2002, III.5 and XIII.4: bases, and elimination.                     *)

From Coq Require Import List Ring.
From Fibercheck Require Import Groups Rings Linear Fields.
Import ListNotations.
Set Implicit Arguments.
Local Open Scope structure_scope.

Section Coordinates.
Variable K : field.
Add Ring K_ring : (field_theory K).

Definition before (V : space K) : space K.
Proof.
  refine (@Space K (product K V) (fun c v => (c * fst v, scale c (snd v))) _ _ _ _);
  abstract (intros; simpl; rewrite ?mul_plus, ?plus_mul, ?mul_assoc, ?one_mul, ?scale_plus, ?plus_scale,
    ?scale_scale, ?scale_one, <- ?surjective_pairing; trivial).
Defined.

Definition nothing : space K.
Proof.
  refine (@Space K point (fun _ _ => tt) _ _ _ _); abstract (intros; now destruct v).
Defined.

Fixpoint coordinates (n : nat) : space K :=
  match n with O => nothing | S n => before (coordinates n) end.

Definition linear (V W : space K) (h : V -> W) := additive h /\ forall c v, h (scale c v) = scale c (h v).

Lemma span_image (V W : space K) (h : V -> W) us v : linear V W h -> span V us v -> span W (map h us) (h v).
Proof.
  intros [ha hs] (l & <- & <-). exists (map (fun p => (fst p, h (snd p))) l).
  split; [rewrite !map_map; reflexivity|]. unfold lin. rewrite sum_of_map. simpl.
  rewrite (sum_map _ l ha). apply sum_equal. intros p _. symmetry. apply hs.
Qed.

Section Before.
Variable V : space K.
Hypothesis decided : forall us (v : V), span V us v \/ ~ span V us v.

Lemma second_linear : linear (before V) V snd.
Proof. split; repeat intro; reflexivity. Qed.

Lemma under_linear : linear V (before V) (fun v => (0, v) : before V).
Proof. split; repeat intro; simpl; rewrite ?plus_null, ?mul_null; reflexivity. Qed.

(** Where all first coordinates are 0, the others decide. *)
Lemma decided_under us (v : before V) : (forall u, In u us -> fst u = 0) ->
  span (before V) us v \/ ~ span (before V) us v.
Proof.
  intro zero. assert (first : span (before V) us v -> fst v = 0).
  { intros (l & <- & <-). unfold lin. rewrite (@sum_map _ (before V) K fst) by (repeat intro; reflexivity).
    apply sum_zero. intros p i. transitivity (fst p * fst (snd p)); [reflexivity|].
    rewrite (zero (snd p)) by (apply in_map, i). apply mul_null. }
  destruct (zero_or_not K (fst v)) as [e | e]; [|right; auto].
  destruct (decided (map snd us) (snd v)) as [h | h]; [left | right].
  - apply (span_image under_linear) in h. rewrite map_map, <- e, <- surjective_pairing in h.
    replace us with (map (fun u : before V => (fst v, snd u)) us); [exact h|].
    rewrite <- (map_id us) at 2. apply map_ext_in. intros u i. rewrite e, <- (zero u i).
    symmetry. apply surjective_pairing.
  - intro k. exact (h (span_image second_linear k)).
Qed.

Lemma decided_before us (v : before V) : span (before V) us v \/ ~ span (before V) us v.
Proof.
  destruct (pivot K (fun u : before V => fst u) us) as [zero | (l1 & p & l2 & -> & nonzero)];
    [apply decided_under, zero|].
  set (us := l1 ++ p :: l2). set (c (u : before V) := fst u * inverse (fst p)).
  set (rest (u : before V) := u + scale (- c u) p : before V).
  assert (rest_linear : linear (before V) (before V) rest).
  { split; [intros u w | intros a u]; unfold rest, c.
    - replace (- (fst (u + w : before V) * inverse (fst p)))
        with (- (fst u * inverse (fst p)) + - (fst w * inverse (fst p))) by (simpl; ring).
      rewrite plus_scale. apply plus_swap.
    - rewrite scale_plus, scale_scale. f_equal. f_equal. simpl. ring. }
  destruct (@decided_under (map rest us) (rest v)) as [h | h].
  - intros u i. apply in_map_iff in i. destruct i as (w & <- & _). unfold rest, c. simpl.
    transitivity (fst w - fst w * (fst p * inverse (fst p))); [ring | rewrite mul_inverse by exact nonzero; ring].
  - left. assert (back : forall u, span (before V) us (scale u p)) by
      (intro u; apply span_scale, span_member, in_elt).
    replace v with (rest v + scale (c v) p); [apply span_plus; [|apply back]|].
    + destruct h as (l & names & <-). unfold lin. clearbody us.
      assert (inside : forall q, In q l -> span (before V) us (snd q)).
      { intros q i. assert (j : In (snd q) (map rest us)) by (rewrite <- names; apply in_map, i).
        apply in_map_iff in j. destruct j as (w & <- & k). apply span_plus; [apply span_member, k | apply back]. }
      clear names. induction l as [|q l IH]; [apply span_zero|]. apply span_plus.
      * apply span_scale, inside. now left.
      * apply IH. intros r i. apply inside. now right.
    + unfold rest. rewrite <- plus_assoc, <- plus_scale, opp_plus, scale_zero. apply plus_null.
  - right. intro k. exact (h (span_image rest_linear k)).
Qed.
End Before.

Theorem span_decided n us (v : coordinates n) : span (coordinates n) us v \/ ~ span (coordinates n) us v.
Proof.
  revert us v. induction n as [|n IH]; [|apply (decided_before IH)].
  intros us []. left. apply (span_zero (coordinates 0)).
Qed.
End Coordinates.
