(** * Bundles over graphs: holonomy, gauges, sections

        F_u --g_uv--> F_v         trivial: g_uv = h_v ∘ h_u^-1        section: g_uv(s_u) = s_v

    Main definitions
      step, walk l u v      an edge, with or against its direction; l goes from u to v
      along l               the holonomy of a walk
      flat                  around every cycle, a closed walk that meets no vertex twice, it is the identity
      flat_everywhere       around every closed walk
      trivial, is_section   there is a gauge h; g_uv(s_u) = s_v
      forest                a vertex of each component, and a walk from it to each of its vertices
      free                  a holonomy that fixes a point is the identity

    Main theorems
      flat_of_cycles        cycles decide: flat implies flat_everywhere
      forest_exists         finite graphs have spanning forests
      cocycle               decomposition.cocycle
      cocycle_converse      decomposition.cocycle_converse
      section_of_fixed, fixed_of_section    decomposition.sections: sections are choices of fixed points
      sections_always_refuted               decomposition.sections_always is false
      sections_trivial_refuted              decomposition.sections_trivial is false
      sections_principal                    decomposition.sections_principal

    Conventions
      Graphs may have loops and several edges between two vertices, and need not be connected.  Where cycles
      are to decide, they have finitely many edges, and vertices that can be told apart.  A walk e, e^-1 is a
      cycle here; around it the holonomy is the identity in any case.  The fiber is any
      type, and a transition comes with its inverse.

    References
      [1] N. Steenrod, The Topology of Fibre Bundles, 1951, § 8.3, § 13.
      [2] A. Hatcher, Algebraic Topology, 2002, § 1.3: representing covering spaces by permutations.      *)

From Coq Require Import List Arith Lia.
Import ListNotations.
Set Implicit Arguments.

Section Cocycle.
Variables (V E F : Type) (source target : E -> V) (g back : E -> F -> F).
Definition inverses := forall e x, back e (g e x) = x /\ g e (back e x) = x.
Hypothesis permutes : inverses.

Definition step := (E * bool)%type.
Definition start (s : step) := if snd s then source (fst s) else target (fst s).
Definition stop (s : step) := if snd s then target (fst s) else source (fst s).
Definition across (s : step) := if snd s then g (fst s) else back (fst s).

Fixpoint walk (l : list step) (u v : V) : Prop :=
  match l with nil => u = v | s :: l => start s = u /\ walk l (stop s) v end.
Fixpoint along (l : list step) (x : F) : F := match l with nil => x | s :: l => along l (across s x) end.

Definition flat_everywhere := forall v l, walk l v v -> forall x, along l x = x.
Definition flat := forall v l, walk l v v -> NoDup (map start l) -> forall x, along l x = x.

Lemma walk_app l m u w : walk (l ++ m) u w <-> exists v, walk l u v /\ walk m v w.
Proof.
  revert u. induction l as [|s l IH]; simpl; intro u.
  - split; [exists u; auto | intros (v & -> & h); exact h].
  - rewrite IH. firstorder.
Qed.

Lemma along_app l m x : along (l ++ m) x = along m (along l x).
Proof. revert x. induction l; simpl; auto. Qed.

(** ** The same walk back *)

Definition turned (s : step) : step := (fst s, negb (snd s)).
Definition reversed (l : list step) := rev (map turned l).

Lemma turned_across s x : across (turned s) (across s x) = x /\ across s (across (turned s) x) = x.
Proof. destruct s as [e []]; unfold across; simpl; split; apply permutes. Qed.

Lemma reversed_walk l u v : walk l u v -> walk (reversed l) v u.
Proof.
  revert u. induction l as [|[e forward] l IH]; simpl; [auto|]. intros u [<- h].
  apply walk_app. exists (stop (e, forward)). split; [apply IH, h|].
  destruct forward; split; reflexivity.
Qed.

Lemma reversed_along l x : along (reversed l) (along l x) = x /\ along l (along (reversed l) x) = x.
Proof.
  revert x. induction l as [|s l IH]; simpl; intro x; [split; reflexivity|].
  unfold reversed in *. simpl. rewrite !along_app, (proj1 (IH _)). simpl.
  split; [|rewrite (proj2 (turned_across s _))]; [apply turned_across | apply IH].
Qed.

(** ** Cycles decide: a walk that meets a vertex twice falls into two shorter ones *)

Section Cycles.
Hypothesis same_or_not : forall u v : V, u = v \/ u <> v.

Lemma met_or_not a l :
  (exists l2 s l3, l = l2 ++ s :: l3 /\ start s = a) \/ ~ In a (map start l).
Proof.
  induction l as [|s l [(l2 & t & l3 & -> & h) | h]]; simpl; [now right| |].
  - left. exists (s :: l2), t, l3. auto.
  - destruct (same_or_not (start s) a) as [e | e]; [left; exists nil, s, l; auto | right; tauto].
Qed.

Lemma simple_or_not l : NoDup (map start l) \/
  exists l1 s l2 t l3, l = l1 ++ s :: l2 ++ t :: l3 /\ start t = start s.
Proof.
  induction l as [|s l [h | (l1 & t & l2 & r & l3 & -> & h)]]; [left; constructor| |].
  - destruct (met_or_not (start s) l) as [(l2 & t & l3 & -> & e) | out].
    + right. exists nil, s, l2, t, l3. auto.
    + left. simpl. constructor; assumption.
  - right. exists (s :: l1), t, l2, r, l3. auto.
Qed.

Theorem flat_of_cycles : flat -> flat_everywhere.
Proof.
  intros h v l. remember (length l) as n eqn:size. revert v l size.
  induction n as [n IH] using (well_founded_induction lt_wf). intros v l -> around x.
  destruct (simple_or_not l) as [simple | (l1 & s & l2 & t & l3 & -> & same)]; [apply (h v); assumption|].
  apply walk_app in around. destruct around as (a & to & around). destruct around as [<- around].
  apply walk_app in around. destruct around as (c & inner & rest).
  assert (c = start s) as -> by (destruct rest as [<- _]; exact same).
  change (s :: l2 ++ t :: l3) with ((s :: l2) ++ t :: l3). rewrite !along_app.
  rewrite (IH (length (s :: l2)) ltac:(rewrite !app_length; simpl; rewrite app_length; simpl; lia)
    (start s) (s :: l2) eq_refl (conj eq_refl inner)).
  rewrite <- along_app. apply (IH (length (l1 ++ t :: l3))) with v; trivial.
  - rewrite !app_length. simpl. rewrite app_length. simpl. lia.
  - apply walk_app. exists (start s). auto.
Qed.
End Cycles.

(** ** Gauges *)

Definition trivial := exists h h' : V -> F -> F,
  (forall v x, h' v (h v x) = x /\ h v (h' v x) = x) /\ forall e x, g e x = h (target e) (h' (source e) x).

(** decomposition.cocycle_converse.  trivial: [trivial].  Around every closed walk, so around every cycle. *)
Theorem cocycle_converse : trivial -> flat_everywhere.
Proof.
  intros (h & h' & inverse & made).
  assert (value : forall l u v x, walk l u v -> along l x = h v (h' u x)).
  { induction l as [|[e []] l IH]; simpl; intros u v x.
    - intros <-. symmetry. apply inverse.
    - intros [<- w]. rewrite (IH _ v _ w). unfold across, start, stop. simpl. rewrite made.
      rewrite (proj1 (inverse _ _)). reflexivity.
    - intros [<- w]. rewrite (IH _ v _ w). unfold across, start, stop. simpl. f_equal.
      rewrite <- (proj1 (inverse (target e) (h' (source e) (back e x)))), <- made, (proj2 (permutes e x)).
      reflexivity. }
  intros v l w x. rewrite (value l v v x w). apply inverse.
Qed.

Definition is_section (s : V -> F) := forall e, g e (s (source e)) = s (target e).
Definition free := forall v l, walk l v v -> (exists x, along l x = x) -> forall x, along l x = x.

Lemma section_along s : is_section s -> forall l u v, walk l u v -> along l (s u) = s v.
Proof.
  intros section. induction l as [|[e []] l IH]; simpl; intros u v w; [rewrite w; reflexivity| |];
  destruct w as [<- w]; unfold across, start, stop in *; simpl in *.
  - rewrite section. apply IH, w.
  - rewrite <- (section e), (proj1 (permutes e _)). apply IH, w.
Qed.

(** ** Forests *)

Section Forest.
(** A spanning forest: the root of each component, and a walk to each vertex. *)
Variables (root : V -> V) (path : V -> list step).
Definition forest :=
  (forall v, walk (path v) (root v) v) /\ forall e, root (source e) = root (target e).

Theorem trivial_of_flat : forest -> flat_everywhere -> trivial.
Proof.
  intros [reaches joined] h. exists (fun v => along (path v)), (fun v => along (reversed (path v))).
  split; [intros v x; apply reversed_along|].
  intros e x. set (y := along (reversed (path (source e))) x).
  assert (loop : along (path (source e) ++ (e, true) :: reversed (path (target e))) y = y).
  { apply (h (root (source e))). apply walk_app. exists (source e). split; [apply reaches|].
    simpl. split; [reflexivity|]. rewrite joined. apply reversed_walk, reaches. }
  rewrite along_app in loop. simpl in loop. unfold across in loop. simpl in loop.
  unfold y in loop at 1. rewrite (proj2 (reversed_along _ _)) in loop.
  rewrite <- loop. symmetry. apply reversed_along.
Qed.

(** decomposition.sections: a section is a choice, for each component, of a point over the root that all
    closed walks fix; so there are as many as the product over components of the numbers of fixed points. *)
Definition fixed (p : V -> F) := forall v l, walk l (root v) (root v) -> along l (p (root v)) = p (root v).

Theorem fixed_of_section s : is_section s -> fixed s.
Proof. intros section v l w. apply (section_along section), w. Qed.

Theorem section_of_fixed p : forest -> fixed p ->
  exists s, is_section s /\ (forall v, s (root v) = p (root v)) /\
    forall s', is_section s' -> (forall v, s' (root v) = p (root v)) -> forall v, s' v = s v.
Proof.
  intros [reaches joined] h. exists (fun v => along (path v) (p (root v))). split; [|split].
  - intro e. set (x := p (root (source e))).
    assert (loop : along (path (source e) ++ (e, true) :: reversed (path (target e))) x = x).
    { apply h. apply walk_app. exists (source e). split; [apply reaches|].
      simpl. split; [reflexivity|]. rewrite joined. apply reversed_walk, reaches. }
    rewrite along_app in loop. simpl in loop. unfold across in loop. simpl in loop.
    rewrite <- joined. fold x. rewrite <- loop at 2. symmetry. apply reversed_along.
  - assert (constant : forall l u v, walk l u v -> root u = root v).
    { induction l as [|[e []] l IH]; simpl; intros u v w; [rewrite w; reflexivity| |];
      destruct w as [<- w]; rewrite <- (IH _ _ w); unfold start, stop; simpl; auto. }
    intro v. pose proof (reaches (root v)) as w. rewrite (constant _ _ _ (reaches v)) in *. apply h, w.
  - intros s' section at_root v. rewrite <- at_root. symmetry. apply (section_along section), reaches.
Qed.

End Forest.

(** ** Finite graphs *)

(** Each edge either joins two vertices of one tree, or makes one tree of two. *)
Lemma forest_exists : (forall u v : V, {u = v} + {u <> v}) -> (exists edges, forall e : E, In e edges) ->
  exists root path, forest root path.
Proof.
  intros decide [edges all].
  assert (on : exists root path, (forall v, walk (path v) (root v) v)
    /\ forall e, In e edges -> root (source e) = root (target e)).
  { clear all. induction edges as [|e edges (root & path & reaches & joined)].
    - exists (fun v => v), (fun _ => nil). split; [reflexivity | intros e []].
    - set (moved v := if decide (root v) (root (target e)) then true else false).
      exists (fun v => if moved v then root (source e) else root v).
      exists (fun v => if moved v
        then path (source e) ++ (e, true) :: reversed (path (target e)) ++ path v else path v).
      assert (move : forall v, moved v = true <-> root v = root (target e))
        by (intro v; unfold moved; destruct (decide _ _); intuition discriminate).
      split.
      + intro v. destruct (moved v) eqn:m; [|apply reaches]. apply move in m.
        apply walk_app. exists (source e). split; [apply reaches|]. simpl. split; [reflexivity|].
        apply walk_app. exists (root v). split; [|apply reaches]. rewrite m. apply reversed_walk, reaches.
      + intros e' [<- | i].
        * rewrite (proj2 (move (target e)) eq_refl). destruct (moved (source e)); reflexivity.
        * assert (both : moved (source e') = moved (target e'))
            by (unfold moved; rewrite (joined e' i); trivial).
          rewrite both, (joined e' i). reflexivity. }
  destruct on as (root & path & reaches & joined). exists root, path. split; auto.
Qed.

(** decomposition.cocycle.  trivial holonomy: [flat], around every cycle. *)
Theorem cocycle : (forall u v : V, {u = v} + {u <> v}) -> (exists edges, forall e : E, In e edges) ->
  flat -> trivial.
Proof.
  intros decide finite h. destruct (forest_exists decide finite) as (root & path & tree).
  apply (trivial_of_flat tree). apply flat_of_cycles; trivial. intros u v. destruct (decide u v); auto.
Qed.

(** decomposition.sections_principal.  free: [free]; section: [is_section s]. *)
Theorem sections_principal : (forall u v : V, {u = v} + {u <> v}) ->
  (exists edges, forall e : E, In e edges) -> free -> (exists s, is_section s) -> trivial.
Proof.
  intros decide finite moves [s section]. destruct (forest_exists decide finite) as (root & path & tree).
  apply (trivial_of_flat tree). intros v l w. apply (moves v l w). exists (s v).
  apply (section_along section), w.
Qed.
End Cocycle.

(** ** decomposition.sections_always, sections_trivial: a loop with two points swapped *)

Definition connected (V E : Type) (source target : E -> V) :=
  forall u v, exists l, walk source target l u v.
Definition here (_ : unit) := tt.

(** connected: [connected]. *)
Theorem sections_always_refuted : let swap (_ : unit) := negb in
  inverses swap swap /\ connected here here /\ ~ exists s, is_section here here swap s.
Proof.
  intro swap. split; [|split].
  - intros e []; split; reflexivity.
  - intros [] []. exists nil. reflexivity.
  - intros [s h]. specialize (h tt). unfold here, swap in h. destruct (s tt); discriminate.
Qed.

(** section: [is_section]; beside the two points is one that stays. *)
Theorem sections_trivial_refuted : let swap (_ : unit) := option_map negb in
  inverses swap swap /\ (exists s, is_section here here swap s) /\ ~ trivial here here swap.
Proof.
  intro swap. split; [|split].
  - intros e [[]|]; split; reflexivity.
  - exists (fun _ => None). intro e. reflexivity.
  - intros (h & h' & inverse & made). specialize (made tt (Some true)).
    rewrite (proj2 (inverse _ _)) in made. discriminate.
Qed.
