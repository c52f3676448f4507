(** * Bases of what two spans share, and parts of the least dimensions

        dim Z_s = dim(im f ∩ im g),  dim Z_I = rk f - d_s,  dim Z_T = rk g - d_s,  together rk [f, g]

    Main theorems
      extend_basis          independent vectors in a span are part of a basis of it
      meet                  what two spans share has a basis
      least_parts           parts of the least dimensions, where it can be decided what is in a span
      allocation_least      decomposition.allocation_least

    References
      [1] S. Lang, Algebra, 3rd ed., 2002, III.5: dimensions of sums and intersections.                   *)

From Coq Require Import List.
From Fibercheck Require Import Groups Rings Linear Fields Coordinates.
Import ListNotations.
Set Implicit Arguments.
Local Open Scope structure_scope.

Section Least.
Variables (K : field) (Z : space K).
Hypothesis decided : forall us (v : Z), span Z us v \/ ~ span Z us v.

Lemma independent_more us v : independent Z us -> ~ span Z us v -> independent Z (us ++ [v]).
Proof.
  intros free out l names zero. destruct (map_eq_app _ _ _ _ names) as (l1 & l2 & -> & names1 & names2).
  destruct l2 as [|[c v'] [|]]; try discriminate. injection names2 as ->.
  unfold lin in zero. rewrite sum_app in zero. simpl in zero. rewrite plus_null in zero.
  fold (lin Z l1) in zero.
  destruct (zero_or_not K c) as [-> | nonzero].
  - rewrite scale_zero, plus_null in zero. intros p i. apply in_app_iff in i.
    destruct i as [i | [<- | []]]; [apply (free l1 names1 zero p i) | reflexivity].
  - exfalso. apply out. replace v with (scale (inverse c) (- lin Z l1)).
    + apply span_scale, span_opp. exists l1. auto.
    + rewrite <- (opp_unique _ _ _ zero), scale_scale, mul_comm, mul_inverse by exact nonzero.
      apply scale_one.
Qed.

Lemma span_more us vs v : span Z us v -> span Z (us ++ vs) v.
Proof. intro h. rewrite <- (plus_null _ v). apply span_app; [exact h | apply span_zero]. Qed.

Lemma span_split us vs v : span Z (us ++ vs) v -> exists u w, span Z us u /\ span Z vs w /\ v = u + w.
Proof.
  intros (l & names & <-). destruct (map_eq_app _ _ _ _ names) as (l1 & l2 & -> & names1 & names2).
  exists (lin Z l1), (lin Z l2). split; [exists l1; auto | split; [exists l2; auto | apply sum_app]].
Qed.

Lemma span_trans us vs v : (forall u, In u us -> span Z vs u) -> span Z us v -> span Z vs v.
Proof.
  intros inside (l & <- & <-). induction l as [|p l IH]; [apply span_zero|].
  unfold lin in *. simpl. apply span_plus; [apply span_scale, inside; now left|].
  apply IH. intros u i. apply inside. now right.
Qed.

Lemma extend fs : forall us, independent Z us -> exists es, independent Z (us ++ es)
  /\ (forall e, In e es -> In e fs) /\ forall f, In f fs -> span Z (us ++ es) f.
Proof.
  induction fs as [|f fs IH]; intros us free.
  - exists nil. rewrite app_nil_r. split; [exact free | split; intros e []].
  - destruct (decided us f) as [h | h].
    + destruct (IH us free) as (es & free' & from & spans). exists es. split; [exact free'|].
      split; [intros e i; right; auto|]. intros v [<- | i]; [apply span_more, h | auto].
    + destruct (IH (us ++ [f]) (independent_more free h)) as (es & free' & from & spans).
      rewrite <- app_assoc in free', spans. exists (f :: es). split; [exact free'|]. split.
      * intros e [<- | i]; [now left | right; auto].
      * intros v [<- | i]; [|apply spans, i]. apply span_member. rewrite in_app_iff. simpl. auto.
Qed.

Lemma extend_basis us fs : independent Z us -> (forall u, In u us -> span Z fs u) ->
  exists es, independent Z (us ++ es) /\ forall v, span Z (us ++ es) v <-> span Z fs v.
Proof.
  intros free inside. destruct (extend fs free) as (es & free' & from & spans). exists es.
  split; [exact free'|]. intro v. split; apply span_trans; trivial.
  intros u i. apply in_app_iff in i. destruct i as [i | i]; [auto | apply span_member; auto].
Qed.

Lemma span_within us vs v : (forall u, In u us -> In u vs) -> span Z us v -> span Z vs v.
Proof. intro h. apply span_trans. intros u i. apply span_member, h, i. Qed.

(** Each g that is u + w, u in the span of fs and w in that of ts, is traded for u; the others make up ts. *)
Lemma traded fs gs : exists ss ts, (forall s, In s ss -> span Z fs s)
  /\ (forall w, span Z ts w -> span Z fs w -> w = 0) /\ forall v, span Z gs v <-> span Z (ss ++ ts) v.
Proof.
  induction gs as [|g gs (ss & ts & in_f & apart & spans)].
  - exists nil, nil. split; [intros s []|]. split; [|tauto]. intros w ([|] & names & <-) _; easy.
  - destruct (decided (fs ++ ts) g) as [h | out].
    + destruct (span_split _ _ h) as (u & w & hu & hw & e). exists (u :: ss), ts.
      split; [intros s [<- | i]; auto|]. split; [exact apart|]. intro v. split; apply span_trans.
      * intros x [<- | i]; [rewrite e; apply (@span_app K Z [u]); [apply span_member; now left|]|].
        -- rewrite <- (null_plus _ w). apply span_app; [apply span_zero | exact hw].
        -- apply (@span_within (ss ++ ts)); [simpl; auto | apply spans, span_member, i].
      * intros x [<- | i]; [|apply (@span_within gs); [simpl; auto | apply spans, span_member, i]].
        replace u with (g + - w) by (rewrite e, <- plus_assoc, plus_opp; apply plus_null).
        apply (@span_app K Z [g]); [apply span_member; now left|]. apply span_opp, spans.
        rewrite <- (null_plus _ w). apply span_app; [apply span_zero | exact hw].
    + exists ss, (g :: ts). split; [exact in_f|]. split.
      * intros w h wf. destruct (span_split [g] ts h) as (u & w' & ([|[c g'] [|]] & names & <-) & hw & ->);
          try discriminate. injection names as ->. unfold lin in *. simpl in *. rewrite plus_null in *.
        destruct (zero_or_not K c) as [-> | nonzero].
        -- rewrite scale_zero, null_plus in *. apply apart; trivial.
        -- destruct out. replace g with (scale (inverse c) (scale c g + w' + - w')).
           ++ apply span_scale, span_app; [exact wf | apply span_opp, hw].
           ++ rewrite <- plus_assoc, plus_opp, plus_null, scale_scale, mul_comm, mul_inverse by exact nonzero.
              apply scale_one.
      * intro v. split; apply span_trans; intros x i.
        -- destruct i as [<- | i]; [apply span_member, in_elt|].
           apply (@span_within (ss ++ ts)); [|apply spans, span_member, i].
           intro y. rewrite !in_app_iff. simpl. tauto.
        -- rewrite in_app_iff in i. simpl in i.
           assert (x = g \/ In x (ss ++ ts)) as [-> | k] by (rewrite in_app_iff; intuition auto);
             [apply span_member; now left|].
           apply (@span_within gs); [simpl; auto | apply spans, span_member, k].
Qed.

Lemma meet fs gs : exists ss, independent Z ss /\ forall v, span Z ss v <-> span Z fs v /\ span Z gs v.
Proof.
  destruct (traded fs gs) as (all & ts & in_f & apart & spans).
  destruct (@extend_basis nil all) as (ss & free & same); [|intros u []|].
  { intros [|] names _ r i; [destruct i | discriminate]. }
  exists ss. split; [exact free|]. intro v. rewrite (same v), (spans v). split.
  - intro h. split; [exact (span_trans in_f h) | apply span_more, h].
  - intros [hf h]. destruct (span_split _ _ h) as (u & w & hu & hw & ->).
    rewrite (apart w hw), plus_null; [exact hu|].
    rewrite <- (null_plus _ w), <- (opp_plus _ u), <- plus_assoc.
    apply span_plus; [apply span_opp, (span_trans in_f hu) | exact hf].
Qed.

Lemma beyond ss fs gs : independent Z ss ->
  (forall v, span Z ss v <-> span Z fs v /\ span Z gs v) ->
  exists vs ws, independent Z (ss ++ vs ++ ws)
    /\ (forall z, span Z (ss ++ vs ++ ws) z <-> exists u v, span Z fs u /\ span Z gs v /\ z = u + v)
    /\ independent Z (ss ++ vs) /\ (forall v, span Z (ss ++ vs) v <-> span Z fs v)
    /\ independent Z (ss ++ ws) /\ (forall v, span Z (ss ++ ws) v <-> span Z gs v).
Proof.
  intros free both.
  destruct (@extend_basis ss fs free) as (vs & free_f & im_f); [intros u i; apply both, span_member, i|].
  destruct (@extend_basis ss gs free) as (ws & free_g & im_g); [intros u i; apply both, span_member, i|].
  exists vs, ws. split; [|split; [|auto]]; [intros l names zero | intro z; split].
  2: { rewrite app_assoc. intro h. apply span_split in h. destruct h as (u & w & hu & hw & ->). exists u, w.
    split; [apply im_f, hu|]. split; [|reflexivity]. apply im_g. rewrite <- (null_plus _ w).
    apply span_app; [apply span_zero | exact hw]. }
  2: { intros (u & w & hu & hw & ->). apply im_f in hu. apply im_g in hw.
    apply span_plus; [revert hu | revert hw]; apply span_trans; intros v i; apply span_member;
      rewrite !in_app_iff in *; tauto. }
  rewrite app_assoc in names. destruct (map_eq_app _ _ _ _ names) as (lf & lt & -> & names_f & names_t).
  unfold lin in zero. rewrite sum_app in zero. fold (lin Z lf) (lin Z lt) in zero.
  assert (shared : span Z ss (lin Z lt)).
  { apply both. split.
    - apply im_f. rewrite plus_comm in zero. rewrite <- (opp_opp _ (lin Z lt)), <- (opp_unique _ _ _ zero).
      apply span_opp. exists lf. auto.
    - apply im_g. rewrite <- (null_plus _ (lin Z lt)). apply span_app; [apply span_zero | exists lt; auto]. }
  destruct shared as (ls & names_s & same).
  assert (all : trivial K (map (fun p => (- fst p, snd p)) ls ++ lt)).
  { apply free_g; [rewrite map_app, map_map, names_t; f_equal; exact names_s|].
    unfold lin. rewrite sum_app, sum_of_map. simpl. fold (lin Z lt). rewrite <- same. unfold lin.
    rewrite <- sum_plus. apply sum_zero. intros p _.
    rewrite (additive_opp (additive_scale Z (snd p))). apply opp_plus. }
  assert (trivial_t : trivial K lt) by (intros p i; apply all, in_app_iff; auto).
  rewrite (lin_trivial Z trivial_t), plus_null in zero.
  intros p i. apply in_app_iff in i. destruct i as [i | i]; [apply (free_f lf names_f zero p i) | auto].
Qed.

(** fs and gs span im f and im g; ss, vs and ws are bases of Z_s, Z_I and Z_T: ss is one of im f ∩ im g, the
    sum is direct and im f + im g, and ss ++ vs and ss ++ ws are bases of im f and im g. *)
Theorem least_parts fs gs : exists ss vs ws : list Z,
  (forall v, span Z ss v <-> span Z fs v /\ span Z gs v) /\ independent Z (ss ++ vs ++ ws)
  /\ (forall z, span Z (ss ++ vs ++ ws) z <-> exists u v, span Z fs u /\ span Z gs v /\ z = u + v)
  /\ independent Z (ss ++ vs) /\ (forall v, span Z (ss ++ vs) v <-> span Z fs v)
  /\ independent Z (ss ++ ws) /\ (forall v, span Z (ss ++ ws) v <-> span Z gs v).
Proof.
  destruct (meet fs gs) as (ss & free & both). destruct (beyond free both) as (vs & ws & h).
  exists ss, vs, ws. split; [exact both | exact h].
Qed.
End Least.

(** decomposition.allocation_least: the same in K^n. *)
Theorem allocation_least (K : field) n (fs gs : list (coordinates K n)) : let Z := coordinates K n in
  exists ss vs ws : list Z,
    (forall v, span Z ss v <-> span Z fs v /\ span Z gs v) /\ independent Z (ss ++ vs ++ ws)
    /\ (forall z, span Z (ss ++ vs ++ ws) z <-> exists u v, span Z fs u /\ span Z gs v /\ z = u + v)
    /\ independent Z (ss ++ vs) /\ (forall v, span Z (ss ++ vs) v <-> span Z fs v)
    /\ independent Z (ss ++ ws) /\ (forall v, span Z (ss ++ ws) v <-> span Z gs v).
Proof. exact (least_parts (@span_decided K n) fs gs). Qed.
