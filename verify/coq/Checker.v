(** Claims as executable laws with their meaning, checked on lists of instances or refuted on one of them.

        checks c (Block ds ms ns) = Some k   ->   every hypothesis of c implies its conclusion
                                                  on all instances (d, m, n), and k of them satisfy the hypotheses

    An instance has a space (a distance, or several), maps, and numbers.  A law is decided by a boolean function and
    comes with the proposition that it decides and the proof that it does, so that no law is trusted by its name.  A
    law of the space alone is asked once for each space, one of the space and the maps once for both.

    Main definitions: law, claim, row, without, block, checks, refutes.
    Main theorems: row_conclusion, row_hypothesis, checks_sound, checks_count, refutes_sound. *)
From Coq Require Import List Arith NArith Lia Bool String.
From Fibercheck Require Import Finite.
Import ListNotations.

Section Claims.
Variables A B C : Type.        (* spaces, maps, numbers *)

Inductive law : Type :=
| of_space (test : A -> bool) (P : A -> Prop) (ok : forall d, test d = true <-> P d)
| of_maps (test : A -> B -> bool) (P : A -> B -> Prop) (ok : forall d m, test d m = true <-> P d m)
| of_all (test : A -> B -> C -> bool) (P : A -> B -> C -> Prop) (ok : forall d m n, test d m n = true <-> P d m n).

Definition holds (l : law) (d : A) (m : B) (n : C) : bool :=
  match l with of_space t _ _ => t d | of_maps t _ _ => t d m | of_all t _ _ => t d m n end.
Definition means (l : law) (d : A) (m : B) (n : C) : Prop :=
  match l with of_space _ P _ => P d | of_maps _ P _ => P d m | of_all _ P _ => P d m n end.

Lemma holds_means l d m n : holds l d m n = true <-> means l d m n.
Proof. destruct l; simpl; auto. Qed.

Record claim : Type := Claim {
  given : list (string * law);
  conclusion : A -> B -> C -> bool;
  concludes : A -> B -> C -> Prop;
  decides : forall d m n, conclusion d m n = true <-> concludes d m n;
  fails_at : A -> B -> C -> list nat -> bool;
  fails : forall d m n points, fails_at d m n points = true -> ~ concludes d m n }.

(** ** The row of an instance: bit 0 the conclusion, bit i + 1 the i-th hypothesis *)

Fixpoint bits (l : list bool) : N :=
  match l with [] => 0%N | b :: l => ((if b then 1 else 0) + 2 * bits l)%N end.

Definition row (c : claim) (d : A) (m : B) (n : C) : N :=
  bits (conclusion c d m n :: map (fun h => holds (snd h) d m n) (given c)).

Lemma bits_spec l : forall i, N.testbit (bits l) (N.of_nat i) = nth i l false.
Proof.
  induction l as [|b l IH]; intro i.
  - destruct i; reflexivity.
  - destruct i as [|i]; simpl nth.
    + simpl N.of_nat. change (bits (b :: l)) with ((if b then 1 else 0) + 2 * bits l)%N.
      destruct b; rewrite N.add_comm; [apply N.testbit_odd_0 | rewrite N.add_0_r; apply N.testbit_even_0].
    + rewrite <- IH, Nat2N.inj_succ. change (bits (b :: l)) with ((if b then 1 else 0) + 2 * bits l)%N.
      destruct b; rewrite N.add_comm.
      * apply N.testbit_odd_succ, N.le_0_l.
      * rewrite N.add_0_r. apply N.testbit_even_succ, N.le_0_l.
Qed.

Theorem row_conclusion c d m n : N.testbit (row c d m n) 0 = true <-> concludes c d m n.
Proof. unfold row. rewrite <- (decides c).
  rewrite (bits_spec _ 0). reflexivity. Qed.

Theorem row_hypothesis c d m n i name l : nth_error (given c) i = Some (name, l) ->
  (N.testbit (row c d m n) (N.of_nat (S i)) = true <-> means l d m n).
Proof.
  intro h. unfold row. rewrite bits_spec. simpl nth. rewrite <- holds_means.
  apply (map_nth_error (fun h => holds (snd h) d m n)) in h. simpl in h.
  rewrite (nth_error_nth _ _ false h). reflexivity.
Qed.

(** ** Claims without some of their hypotheses *)

Definition kept (dropped : list string) (h : string * law) : bool :=
  negb (existsb (String.eqb (fst h)) dropped).
Definition hypotheses (c : claim) (dropped : list string) : list law :=
  map snd (filter (kept dropped) (given c)).

(** A claim without some hypotheses fails on an instance of a kind, at the points told. *)
Definition refutes (c : claim) (dropped : list string) (kind : A -> B -> C -> bool)
  (d : A) (m : B) (n : C) (points : list nat) : bool :=
  kind d m n &&& all (fun l => holds l d m n) (hypotheses c dropped) &&& fails_at c d m n points.

Theorem refutes_sound c dropped kind d m n points : refutes c dropped kind d m n points = true ->
  kind d m n = true /\ (forall l, In l (hypotheses c dropped) -> means l d m n) /\ ~ concludes c d m n.
Proof.
  unfold refutes. destruct (kind d m n); [|discriminate].
  destruct (all _ _) eqn:e; [|discriminate]. intro f. split; trivial. split; [|exact (fails c d m n points f)].
  apply (all_iff _ (fun l => holds l d m n) (fun l => means l d m n)); trivial. intro l; apply holds_means.
Qed.

(** ** All instances of a block *)

Record block : Type := Block { spaces : list A; maps : list B; numbers : list C }.

Definition instances (b : block) : list (A * (B * C)) := list_prod (spaces b) (list_prod (maps b) (numbers b)).

Definition satisfies (c : claim) (i : A * (B * C)) : bool :=
  all (fun h => holds (snd h) (fst i) (fst (snd i)) (snd (snd i))) (given c).

Definition on_space (d : A) (h : string * law) : bool :=
  match snd h with of_space t _ _ => t d | _ => true end.
Definition on_maps (d : A) (m : B) (h : string * law) : bool :=
  match snd h with of_maps t _ _ => t d m | _ => true end.
Definition on_all (d : A) (m : B) (n : C) (h : string * law) : bool :=
  match snd h with of_all t _ _ => t d m n | _ => true end.

(** [None] at a counterexample, else how many elements of a list were counted on top of [k]. *)
Fixpoint add_up {X} (f : X -> N -> option N) (l : list X) (k : N) : option N :=
  match l with
  | [] => Some k
  | x :: l => match f x k with Some k => add_up f l k | None => None end
  end.

Definition one (c : claim) (d : A) (m : B) (n : C) (k : N) : option N :=
  if all (on_all d m n) (given c) then (if conclusion c d m n then Some (N.succ k) else None) else Some k.
Definition checks (c : claim) (b : block) : option N :=
  add_up (fun d k =>
    if all (on_space d) (given c) then
      add_up (fun m k =>
        if all (on_maps d m) (given c) then add_up (one c d m) (numbers b) k else Some k) (maps b) k
    else Some k) (spaces b) 0%N.

Lemma satisfies_in_turn c d m n : satisfies c (d, (m, n)) =
  (all (on_space d) (given c) &&& all (on_maps d m) (given c) &&& all (on_all d m n) (given c)).
Proof.
  unfold satisfies; simpl. induction (given c) as [|[s l] g IH]; simpl; trivial.
  rewrite IH. unfold on_space, on_maps, on_all; simpl.
  destruct l; simpl; [destruct (test d) | destruct (test d m) | destruct (test d m n)];
    destruct (all _ g); simpl; trivial; destruct (all _ g); simpl; trivial; destruct (all _ g); trivial.
Qed.

(** What [add_up] counts, if each step counts the elements of a list that pass a test and finds no counterexample. *)
Definition counted {I} (good bad : I -> bool) (l : list I) (k : N) (out : option N) : Prop :=
  forall k', out = Some k' ->
    (forall i, In i l -> good i = true -> bad i = false) /\ k' = (k + N.of_nat (List.length (filter good l)))%N.

Lemma counted_app {I} good bad (l l' : list I) k k' out :
  counted good bad l k (Some k') -> counted good bad l' k' out -> counted good bad (l ++ l') k out.
Proof.
  intros h h' k2 e. destruct (h k' eq_refl) as [g ->]. destruct (h' k2 e) as [g' ->]. split.
  - intros i hi. apply in_app_iff in hi. destruct hi; auto.
  - rewrite filter_app, app_length. lia.
Qed.

Lemma counted_add_up {I X} (good bad : I -> bool) (part : X -> list I) f :
  (forall x k, counted good bad (part x) k (f x k)) ->
  forall l k, counted good bad (flat_map part l) k (add_up f l k).
Proof.
  intros h l. induction l as [|x l IH]; intro k; simpl.
  - intros k' e. injection e as <-. split; [intros i [] | simpl; lia].
  - destruct (f x k) as [k1|] eqn:e; [|intros k' e'; discriminate].
    apply (counted_app good bad _ _ k k1); [rewrite <- e; apply h | apply IH].
Qed.

Lemma counted_none {I} (good bad : I -> bool) l k : (forall i, In i l -> good i = false) ->
  counted good bad l k (Some k).
Proof.
  intros h k' e. injection e as <-. split.
  - intros i hi g. rewrite h in g; [discriminate | trivial].
  - assert (e : filter good l = []); [|rewrite e; simpl; lia].
    clear -h. induction l as [|i l IH]; simpl; trivial.
    rewrite h by (now left). apply IH. intros; apply h; now right.
Qed.

Definition breaks (c : claim) (i : A * (B * C)) : bool := negb (conclusion c (fst i) (fst (snd i)) (snd (snd i))).

Lemma flat_map_prod {X Y} (l : list X) (l' : list Y) :
  list_prod l l' = flat_map (fun x => map (fun y => (x, y)) l') l.
Proof. induction l as [|x l IH]; simpl; [|rewrite IH]; reflexivity. Qed.

Lemma checks_counted c b : counted (satisfies c) (breaks c) (instances b) 0 (checks c b).
Proof.
  unfold instances, checks. rewrite flat_map_prod. apply counted_add_up. intros d k.
  destruct (all (on_space d) (given c)) eqn:ed.
  - rewrite flat_map_prod.
    assert (e : forall l, map (fun y : B * C => (d, y)) (flat_map (fun m => map (fun n => (m, n)) (numbers b)) l)
              = flat_map (fun m => map (fun n => (d, (m, n))) (numbers b)) l).
    { induction l as [|m l IH]; simpl; trivial. rewrite map_app, map_map, IH. reflexivity. }
    rewrite e. apply counted_add_up. intros m k1.
    destruct (all (on_maps d m) (given c)) eqn:em.
    + assert (e1 : forall l : list C, map (fun n => (d, (m, n))) l = flat_map (fun n => [(d, (m, n))]) l).
      { induction l as [|n l IH]; simpl; congruence. }
      rewrite e1. apply counted_add_up. intros n k2. unfold one.
      assert (s := satisfies_in_turn c d m n). rewrite ed, em in s.
      destruct (all (on_all d m n) (given c)).
      * destruct (conclusion c d m n) eqn:con; intros k3 e3; [|discriminate]. injection e3 as <-. split.
        -- intros i [<-|[]] _. unfold breaks; simpl. now rewrite con.
        -- simpl. rewrite s. simpl. lia.
      * apply counted_none. intros i [<-|[]]. exact s.
    + apply counted_none. intros i hi. apply in_map_iff in hi. destruct hi as (n & <- & _).
      rewrite satisfies_in_turn, ed, em. reflexivity.
  - apply counted_none. intros i hi. apply in_map_iff in hi. destruct hi as ([m n] & <- & _).
    rewrite satisfies_in_turn, ed. reflexivity.
Qed.

(** What a checked block says. *)
Definition valid (c : claim) (ds : list A) (ms : list B) (ns : list C) : Prop :=
  forall d m n, In d ds -> In m ms -> In n ns ->
    (forall name l, In (name, l) (given c) -> means l d m n) -> concludes c d m n.

Theorem checks_sound c b k : checks c b = Some k -> valid c (spaces b) (maps b) (numbers b).
Proof.
  intros e d m n hd hm hn h. destruct (checks_counted c b k e) as [g _]. rewrite <- (decides c).
  assert (f : breaks c (d, (m, n)) = false).
  { apply g.
    - unfold instances. rewrite !in_prod_iff. auto.
    - unfold satisfies. apply (all_iff _ _ (fun h => means (snd h) d m n)); [intro; apply holds_means|].
      intros [name l] hl; exact (h name l hl). }
  unfold breaks in f; simpl in f. destruct (conclusion c d m n); [trivial | discriminate].
Qed.

Theorem checks_count c b k : checks c b = Some k ->
  N.of_nat (List.length (filter (satisfies c) (instances b))) = k.
Proof. intro e. destruct (checks_counted c b k e) as [_ ->]. reflexivity. Qed.

Theorem instances_size b :
  List.length (instances b) = (List.length (spaces b) * (List.length (maps b) * List.length (numbers b)))%nat.
Proof. unfold instances. now rewrite !prod_length. Qed.

(** A block in parts: the first k spaces, and the others. *)
Theorem valid_parts c k ds ms ns : valid c (firstn k ds) ms ns -> valid c (skipn k ds) ms ns -> valid c ds ms ns.
Proof.
  intros h h' d m n hd. rewrite <- (firstn_skipn k ds) in hd. apply in_app_iff in hd.
  destruct hd; [apply h | apply h']; trivial.
Qed.

(** What a certificate asks Coq to compute. *)
Definition checked (c : claim) (b : block) (k : N) : bool :=
  match checks c b with Some k' => N.eqb k' k | None => false end.

Theorem checked_sound c b k : checked c b k = true ->
  valid c (spaces b) (maps b) (numbers b) /\ N.of_nat (List.length (filter (satisfies c) (instances b))) = k.
Proof.
  unfold checked. destruct (checks c b) as [k'|] eqn:e; [|discriminate]. intro h. apply N.eqb_eq in h. subst k'.
  split; [exact (checks_sound c b k e) | exact (checks_count c b k e)].
Qed.
Definition many (c : claim) (b : block) : N := match checks c b with Some k => k | None => 0%N end.
End Claims.

Arguments of_space {A B C}. Arguments of_maps {A B C}. Arguments of_all {A B C}.
Arguments Claim {A B C}. Arguments given {A B C}. Arguments conclusion {A B C}. Arguments concludes {A B C}.
Arguments fails_at {A B C}. Arguments holds {A B C}. Arguments means {A B C}. Arguments row {A B C}.
Arguments hypotheses {A B C}. Arguments refutes {A B C}. Arguments Block {A B C}. Arguments spaces {A B C}.
Arguments maps {A B C}. Arguments numbers {A B C}. Arguments instances {A B C}. Arguments checks {A B C}.
Arguments valid {A B C}. Arguments checked {A B C}. Arguments many {A B C}. Arguments satisfies {A B C}.
Arguments refutes_sound {A B C}. Arguments checked_sound {A B C}. Arguments valid_parts {A B C}.
