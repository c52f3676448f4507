(** * How many sections a bundle over a graph has

        |sections| = Π_r |{x in F_r : all closed walks from r fix x}|        r the roots of the components

    Main definitions
      fixed_at r x          all closed walks from r take x to x
      sections_on vs        the families of values, at the vertices vs, of sections
      product_of k rs       the product of the k(r)

    Main theorems
      lists_families        families of one of k(r) things for each r are as many as the product of the k(r)
      sections_by_roots     the same for a spanning forest that is given
      sections_counted      decomposition.sections

    Conventions
      The graph has finitely many vertices, listed with the roots before the others.

    References
      [1] A. Hatcher, Algebraic Topology, 2002, § 1.3: representing covering spaces by permutations.      *)

From Coq Require Import List Arith Lia FinFun.
From Fibercheck Require Import Groups Rings Orders Cocycles.
Import ListNotations.
Set Implicit Arguments.

Definition product_of (R : Type) (k : R -> nat) (rs : list R) := fold_right (fun r n => k r * n) 1 rs.

Lemma lists_families (R A : Type) (P : R -> A -> Prop) (k : R -> nat) rs :
  (forall r, In r rs -> exists l, lists l (P r) /\ length l = k r) ->
  exists all, lists all (Forall2 P rs) /\ length all = product_of k rs.
Proof.
  induction rs as [|r rs IH]; intro each.
  - exists [nil]. split; [split|reflexivity].
    + repeat constructor. intros [].
    + intro l. split; [intros [<- | []]; constructor | intro h; inversion h; now left].
  - destruct IH as (all & hall & size); [intros; apply each; now right|].
    destruct (each r (or_introl eq_refl)) as (l & hl & size').
    destruct (lists_product hl hall) as [once members].
    exists (map (fun p => fst p :: snd p) (list_prod l all)). split; [split|].
    + apply Injective_map_NoDup; trivial. intros [a m] [b n] [= -> ->]. reflexivity.
    + intro m. rewrite in_map_iff. split.
      * intros (p & <- & i). apply members in i. constructor; apply i.
      * intro h. inversion h as [|r' a rs' m' ha hm]; subst. exists (a, m'). split; [reflexivity|].
        apply members. split; trivial.
    + rewrite map_length, prod_length, size, size'. reflexivity.
Qed.

Section Sections.
Variables (V E F : Type) (source target : E -> V) (g back : E -> F -> F).
Variables (root : V -> V) (path : V -> list (step E)).
Hypotheses (permutes : inverses g back) (tree : forest source target root path).

Definition fixed_at (r : V) (x : F) := forall l, walk source target l r r -> along g back l x = x.
Definition sections_on (vs : list V) (values : list F) :=
  exists s, is_section source target g s /\ values = map s vs.

(** A function with given values at different places. *)
Lemma interpolate (decide : forall u v : V, {u = v} + {u <> v}) (base : V -> F) rs : NoDup rs ->
  forall xs, length xs = length rs -> exists p : V -> F, map p rs = xs.
Proof.
  induction rs as [|r rs IH]; intros once [|x xs] size; try discriminate; [exists base; reflexivity|].
  inversion once as [|r' rs' out once']; subst. destruct (IH once' xs) as [p' h]; [injection size; trivial|].
  exists (fun v => if decide v r then x else p' v). simpl. destruct (decide r r) as [_|]; [|contradiction].
  f_equal. rewrite <- h. apply map_ext_in. intros v i. destruct (decide v r) as [->|]; [contradiction|].
  reflexivity.
Qed.

(** The roots rs are the chosen vertices of the components, one of each; k(r) points
    over r are fixed by all closed walks from r, that is by the holonomy group; the others are the vertices
    that are no roots. *)
Theorem sections_by_roots rs others k : (forall u v : V, {u = v} + {u <> v}) ->
  NoDup rs -> (forall r, In r rs -> root r = r) -> (forall v, In (root v) rs) ->
  (forall r, In r rs -> exists l, lists l (fixed_at r) /\ length l = k r) ->
  exists all, lists all (sections_on (rs ++ others)) /\ length all = product_of k rs.
Proof.
  intros decide once self reach each.
  destruct (lists_families fixed_at k rs each) as (families & [distinct members] & size).
  destruct (@lists_over (list F) (list F) (sections_on (rs ++ others)) (firstn (length rs)) 1 families)
    as (all & [once' members'] & size'); trivial.
  - intros xs i. apply members in i.
    assert (start : V -> F).
    { intro v. destruct rs as [|r rs]; [destruct (reach v)|].
      destruct xs as [|x xs]; [exfalso; inversion i | exact x]. }
    destruct (interpolate decide start once xs) as [p hp]; [clear - i; induction i; simpl; congruence|].
    assert (value : forall r, In r rs -> fixed_at r (p r)).
    { subst xs. clear - i. induction rs as [|r rs IH]; [intros _ []|]. inversion i; subst.
      intros t [<- | h]; auto. }
    destruct (@section_of_fixed V E F source target g back permutes root path p tree)
      as (s & section & at_root & only).
    { intros v l w. apply (value (root v) (reach v) l w). }
    assert (on_roots : forall t, (forall v, t (root v) = p (root v)) -> map t rs = xs).
    { intros t h. rewrite <- hp. apply map_ext_in. intros r ir. rewrite <- (self r ir). apply h. }
    exists [map s (rs ++ others)]. split; [|reflexivity]. split; [repeat constructor; intros []|].
    intro values. split.
    + intros [<- | []]. split; [exists s; auto|]. rewrite map_app, firstn_app, map_length, Nat.sub_diag.
      simpl. rewrite app_nil_r, <- (map_length s rs), firstn_all. apply on_roots, at_root.
    + intros [(t & t_section & ->) e]. left. apply map_ext. intro v. symmetry. apply only; trivial.
      intro u. rewrite map_app, firstn_app, map_length, Nat.sub_diag in e. simpl in e.
      rewrite app_nil_r, <- (map_length t rs), firstn_all, <- hp in e.
      assert (same : forall r, In r rs -> t r = p r) by (apply map_ext_in_iff; exact e).
      apply same, reach.
  - exists all. split; [|rewrite size', <- size; lia]. split; trivial. intro values. rewrite members'.
    split; [tauto|]. intros (s & section & ->). split; [exists s; auto|]. apply members.
    rewrite map_app, firstn_app, map_length, Nat.sub_diag. simpl.
    rewrite app_nil_r, <- (map_length s rs), firstn_all.
    clear - section permutes. induction rs as [|r rs IH]; constructor; trivial.
    intros l w. apply (section_along permutes section l r r w).
Qed.
End Sections.

(** decomposition.sections, in a finite graph.  Each component has exactly one vertex in rs; k(r) points over
    that are fixed by all closed walks from it, that is by the holonomy group.  rs ++ others are all vertices,
    so that sections are the lists of their values there. *)
Theorem sections_counted (V E F : Type) (source target : E -> V) (g back : E -> F -> F) : inverses g back ->
  (forall u v : V, {u = v} + {u <> v}) -> (exists edges, forall e : E, In e edges) ->
  (exists vs, forall v : V, In v vs) ->
  exists rs others : list V, NoDup (rs ++ others) /\ (forall v, In v (rs ++ others))
    /\ (forall v, exists r l, In r rs /\ walk source target l r v)
    /\ (forall r s l, In r rs -> In s rs -> walk source target l r s -> r = s)
    /\ forall k, (forall r, In r rs -> exists l, lists l (fixed_at source target g back r) /\ length l = k r) ->
      exists all, lists all (sections_on source target g (rs ++ others)) /\ length all = product_of k rs.
Proof.
  intros permutes decide edges [vs every]. destruct (@forest_exists V E source target decide edges) as (root & path & tree).
  assert (constant : forall l u v, walk source target l u v -> root u = root v).
  { induction l as [|[e []] l IH]; simpl; intros u v w; [rewrite w; reflexivity| |];
    destruct w as [<- w]; rewrite <- (IH _ _ w); unfold start, stop; simpl; [|symmetry]; apply tree. }
  assert (self : forall v, root (root v) = root v) by (intro v; apply (constant (path v)), tree).
  set (rs := nodup decide (map root vs)).
  assert (among : forall v, In (root v) rs) by (intro v; apply nodup_In, in_map, every).
  assert (is_root : forall r, In r rs -> root r = r).
  { intros r i. apply nodup_In, in_map_iff in i. destruct i as (v & <- & _). apply self. }
  set (others := filter (fun v => if in_dec decide v rs then false else true) (nodup decide vs)).
  exists rs, others. split; [|split; [|split; [|split]]].
  - apply NoDup_both; [apply NoDup_nodup | apply NoDup_filter, NoDup_nodup|].
    intros v i j. apply filter_In in j. destruct j as [_ j]. destruct (in_dec decide v rs); easy.
  - intro v. apply in_app_iff. destruct (in_dec decide v rs) as [i | out]; [left; exact i | right].
    apply filter_In. split; [apply nodup_In, every|]. destruct (in_dec decide v rs); easy.
  - intro v. exists (root v), (path v). split; [apply among | apply tree].
  - intros r s l hr hs w. rewrite <- (is_root r hr), <- (is_root s hs). exact (constant l r s w).
  - intros k. apply (sections_by_roots permutes tree); trivial. apply NoDup_nodup.
Qed.
