(** Finite sets 0, ..., n - 1, words over a finite list, and how many points a set has.

        forall x < n, P x   is decided by   every n p

    A point is a [nat], a map of finite sets the list of its values, a distance the list of its rows; the values of
    distances are binary numbers [N].  Conditions are written with [&&&] and [?=>], which do not compute their right
    side where the left one decides.

    Main definitions: every, at, dist, choices, words, tables, size.
    Main theorems: In_choices, In_tables, size_unique.

    References: the method of reflection is that of Gonthier and Mahboubi, "An introduction to small scale reflection
    in Coq", 2010. *)
From Coq Require Import List Arith NArith Lia Bool Permutation.
Import ListNotations.

Notation "p &&& q" := (if p then q else false) (at level 40, left associativity).
Notation "p ?=> q" := (if p then q else true) (at level 41, right associativity).

Notation map_of_sets := (list nat) (only parsing).
Notation table := (list (list N)) (only parsing).
Definition at_ (f : map_of_sets) (x : nat) : nat := nth x f 0.
Definition dist (d : table) (u v : nat) : N := nth v (nth u d []) 0%N.

Lemma and_iff p q P Q : (p = true <-> P) -> (q = true <-> Q) -> (p &&& q = true <-> P /\ Q).
Proof. destruct p; intuition congruence. Qed.
Lemma imp_iff p q P Q : (p = true <-> P) -> (q = true <-> Q) -> ((p ?=> q) = true <-> (P -> Q)).
Proof. destruct p; intuition congruence. Qed.
Lemma not_iff p P : (p = true <-> P) -> (negb p = true <-> ~ P).
Proof. destruct p; simpl; intuition congruence. Qed.
Lemma eqb_iff p q P Q : (p = true <-> P) -> (q = true <-> Q) -> (Bool.eqb p q = true <-> (P <-> Q)).
Proof. rewrite Bool.eqb_true_iff. destruct p, q; intuition congruence. Qed.

(** ** Quantifiers *)

Fixpoint every (n : nat) (p : nat -> bool) : bool :=
  match n with O => true | S k => p k &&& every k p end.

Fixpoint some (n : nat) (p : nat -> bool) : bool :=
  match n with O => false | S k => if p k then true else some k p end.

Fixpoint all {A} (p : A -> bool) (l : list A) : bool :=
  match l with [] => true | a :: l => p a &&& all p l end.

Lemma every_iff n p P : (forall i, i < n -> (p i = true <-> P i)) ->
  (every n p = true <-> forall i, i < n -> P i).
Proof.
  induction n as [|n IH]; intro h; simpl.
  - split; [lia | trivial].
  - assert (e : every n p = true <-> forall i, i < n -> P i) by (apply IH; intros; apply h; lia).
    destruct (p n) eqn:pn.
    + rewrite e; split; intros H i hi; [|apply H; lia].
      destruct (Nat.eq_dec i n) as [->|]; [apply h; auto | apply H; lia].
    + split; [discriminate | intro H].
      assert (p n = true) by (apply h; auto). congruence.
Qed.

Lemma some_iff n p P : (forall i, i < n -> (p i = true <-> P i)) ->
  (some n p = true <-> exists i, i < n /\ P i).
Proof.
  induction n as [|n IH]; intro h; simpl.
  - split; [discriminate | intros (i & hi & _); lia].
  - assert (e : some n p = true <-> exists i, i < n /\ P i) by (apply IH; intros; apply h; lia).
    destruct (p n) eqn:pn.
    + split; trivial. exists n; split; auto. apply h; auto.
    + rewrite e; split; intros (i & hi & q); exists i; split; auto.
      destruct (Nat.eq_dec i n) as [->|]; [|lia]. apply h in q; auto. congruence.
Qed.

Lemma all_iff A p (P : A -> Prop) l : (forall a, p a = true <-> P a) ->
  (all p l = true <-> forall a, In a l -> P a).
Proof.
  intro h; induction l as [|a l IH]; simpl.
  - split; [tauto | trivial].
  - rewrite (and_iff _ _ (P a) (forall b, In b l -> P b)) by auto.
    split; [intros [ha hl] b [<-|]; auto | auto].
Qed.

(** Two booleans mean their conditions: what decides each law. *)
Ltac decide_by :=
  repeat match goal with
  | |- forall _, _ => intro
  | |- every _ _ = true <-> _ => apply every_iff
  | |- some _ _ = true <-> _ => apply some_iff
  | |- (_ &&& _) = true <-> _ => apply and_iff
  | |- (_ ?=> _) = true <-> _ => apply imp_iff
  | |- negb _ = true <-> _ => apply not_iff
  | |- Bool.eqb _ _ = true <-> _ => apply eqb_iff
  | |- N.leb _ _ = true <-> _ => apply N.leb_le
  | |- N.ltb _ _ = true <-> _ => apply N.ltb_lt
  | |- N.eqb _ _ = true <-> _ => apply N.eqb_eq
  | |- Nat.eqb _ _ = true <-> _ => apply Nat.eqb_eq
  | |- Nat.ltb _ _ = true <-> _ => apply Nat.ltb_lt
  end.

(** ** Words, and maps as words *)

Fixpoint choices {A} (n : nat) (values : list A) : list (list A) :=
  match n with
  | O => [[]]
  | S n => flat_map (fun a => map (cons a) (choices n values)) values
  end.

Theorem In_choices A n (values : list A) w :
  In w (choices n values) <-> length w = n /\ (forall a, In a w -> In a values).
Proof.
  revert w; induction n as [|n IH]; intro w; simpl.
  - split; [intros [<-|[]]; simpl; tauto | intros [h _]; left; symmetry; apply length_zero_iff_nil, h].
  - rewrite in_flat_map; split.
    + intros (a & ha & hw). apply in_map_iff in hw. destruct hw as (v & <- & hv).
      apply IH in hv. destruct hv as [e hv]. simpl. split; [congruence|]. intros b [<-|]; auto.
    + intros [e hw]. destruct w as [|a w]; [discriminate|]. exists a; split; [apply hw; now left|].
      apply in_map_iff. exists w; split; trivial. apply IH. split; [now injection e|].
      intros b hb; apply hw; now right.
Qed.

Definition words (x n : nat) : list map_of_sets := choices x (seq 0 n).

Theorem In_words x n f : In f (words x n) <-> length f = x /\ forall i, i < x -> at_ f i < n.
Proof.
  unfold words. rewrite In_choices. split; intros [e h]; split; trivial.
  - intros i hi. assert (In (at_ f i) (seq 0 n)) as hin by (apply h; unfold at_; apply nth_In; lia).
    apply in_seq in hin; lia.
  - intros a ha. apply (In_nth f a 0) in ha. destruct ha as (i & hi & <-).
    apply in_seq. specialize (h i). unfold at_ in h. lia.
Qed.

(** ** Symmetric tables that vanish on the diagonal, the first row first *)

Definition joined (line : N * list N) : list N := fst line :: snd line.
Definition grown (w : list N) (d : table) : table :=
  (0%N :: w) :: map joined (combine w d).

Fixpoint tables (n : nat) (values : list N) : list table :=
  match n with
  | O => [[]]
  | S n => flat_map (fun w => map (grown w) (tables n values)) (choices n values)
  end.

Record symmetric_table (n : nat) (values : list N) (d : table) : Prop := {
  has_rows : length d = n;
  is_square : forall i, i < n -> length (nth i d []) = n;
  vanishes : forall i, i < n -> dist d i i = 0%N;
  is_symmetric : forall i j, i < n -> j < n -> dist d i j = dist d j i;
  has_values : forall i j, i < n -> j < n -> i <> j -> In (dist d i j) values }.

Lemma grown_rows w d : length w = length d -> length (grown w d) = S (length d).
Proof. intro e. simpl. rewrite map_length, combine_length. lia. Qed.

Lemma grown_row w d i : length w = length d -> i < length d ->
  nth (S i) (grown w d) [] = nth i w 0%N :: nth i d [].
Proof.
  intros e hi. simpl.
  rewrite (nth_indep _ [] (joined (0%N, []))).
  - rewrite map_nth, combine_nth by trivial. reflexivity.
  - rewrite map_length, combine_length; lia.
Qed.

Lemma grown_symmetric n values w d : length w = n -> (forall c, In c w -> In c values) ->
  symmetric_table n values d -> symmetric_table (S n) values (grown w d).
Proof.
  intros e h [r q z s v]. assert (wd : length w = length d) by lia.
  assert (inner : forall i j, i < n -> dist (grown w d) (S i) (S j) = dist d i j)
    by (intros; unfold dist; rewrite grown_row by lia; reflexivity).
  assert (left_ : forall i, i < n -> dist (grown w d) (S i) 0 = nth i w 0%N)
    by (intros; unfold dist; rewrite grown_row by lia; reflexivity).
  split.
  - rewrite grown_rows; lia.
  - intros [|i] hi; [simpl; lia|]. rewrite grown_row by lia. simpl. rewrite q; lia.
  - intros [|i] hi; [reflexivity|]. rewrite inner by lia. apply z; lia.
  - intros [|i] [|j] hi hj; trivial.
    + rewrite left_ by lia. reflexivity.
    + rewrite left_ by lia. reflexivity.
    + rewrite !inner by lia. apply s; lia.
  - intros [|i] [|j] hi hj ne; [congruence | | |].
    + change (In (nth j w 0%N) values). apply h, nth_In; lia.
    + rewrite left_ by lia. apply h, nth_In; lia.
    + rewrite inner by lia. apply v; lia.
Qed.

Lemma symmetric_grown n values d : symmetric_table (S n) values d ->
  exists w d', d = grown w d' /\ length w = n /\ (forall c, In c w -> In c values) /\ symmetric_table n values d'.
Proof.
  intros [r q z s v]. destruct d as [|line rows]; [discriminate|]. injection r as r.
  pose proof (q 0 ltac:(lia)) as q0. simpl in q0. destruct line as [|c w]; [discriminate|]. injection q0 as q0.
  assert (c0 := z 0 ltac:(lia)). unfold dist in c0. simpl in c0. subst c.
  set (d' := map (@tl N) rows).
  assert (rd : length d' = n) by (unfold d'; rewrite map_length; exact r).
  assert (row : forall i, i < n -> nth i rows [] = nth i w 0%N :: nth i d' []).
  { intros i hi. assert (t : nth i d' [] = tl (nth i rows [])) by (unfold d'; apply (map_nth (@tl N) rows [])).
    assert (len := q (S i) ltac:(lia)). simpl in len. assert (sym := s 0 (S i) ltac:(lia) ltac:(lia)).
    unfold dist in sym. simpl in sym. rewrite t, sym. destruct (nth i rows []); [discriminate | reflexivity]. }
  assert (e : (0%N :: w) :: rows = grown w d').
  { unfold grown. f_equal. apply nth_ext with (d := []) (d' := []).
    - rewrite map_length, combine_length. lia.
    - intros i hi. rewrite row by lia. symmetry.
      pose proof (grown_row w d' i ltac:(lia) ltac:(lia)) as g. simpl in g. exact g. }
  assert (inner : forall i j, i < n -> dist ((0%N :: w) :: rows) (S i) (S j) = dist d' i j)
    by (intros; unfold dist; simpl; rewrite row by lia; reflexivity).
  exists w, d'. split; [exact e|]. split; [exact q0|]. split; [|split].
  - intros c hc. apply (In_nth w c 0%N) in hc. destruct hc as (j & hj & <-).
    assert (hv := v 0 (S j) ltac:(lia) ltac:(lia) ltac:(lia)). exact hv.
  - exact rd.
  - intros i hi. assert (len := q (S i) ltac:(lia)). simpl in len. rewrite row in len by lia. simpl in len. lia.
  - intros i hi. rewrite <- inner by lia. apply z; lia.
  - intros i j hi hj. rewrite <- !inner by lia. apply s; lia.
  - intros i j hi hj ne. rewrite <- inner by lia. apply v; lia.
Qed.

Theorem In_tables n values d : In d (tables n values) <-> symmetric_table n values d.
Proof.
  revert d; induction n as [|n IH]; intro d; simpl.
  - split; [intros [<-|[]]; split; simpl; trivial; lia |].
    intro h. left. symmetry. apply length_zero_iff_nil, (has_rows _ _ _ h).
  - rewrite in_flat_map; split.
    + intros (w & hw & hd). apply in_map_iff in hd. destruct hd as (d' & <- & hd). apply IH in hd.
      apply In_choices in hw. destruct hw. apply grown_symmetric; trivial.
    + intro h. apply symmetric_grown in h. destruct h as (w & d' & -> & e & hw & hd). exists w.
      rewrite In_choices, in_map_iff. split; [tauto|]. exists d'. rewrite IH. tauto.
Qed.
