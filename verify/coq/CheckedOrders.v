(** Claims about the sizes of fiber products and relaxations of finite groups, as laws that are decided.

        |F_eps| |L| = |X| |Y| |B_eps /\ L|,   L = {f x - g y}

    Claims: relaxation.growth, classical.order.  The groups X, Y, Z are given by their tables of sums; f : X -> Z and
    g : Y -> Z are any maps of sets, additive or not. *)
From Coq Require Import String List Arith NArith Lia Bool.
From Fibercheck Require Import Finite Tables Checker CheckedSets Sizes CheckedGroups.
Import ListNotations.
Open Scope string_scope.

Section Orders.
Variables X Y Z : list (list nat).
Notation cospan := (list nat * list nat)%type (only parsing).

(** ** relaxation.growth: |F_eps| |L| = |X| |Y| |B_eps /\ L| with L = {f x - g y} *)

Definition difference (m : cospan) (z : nat) : Prop :=
  exists x, x < length (fst m) /\ exists y, y < length (snd m) /\ plus Z z (at_ (snd m) y) = at_ (fst m) x.
Definition difference_b (m : cospan) (z : nat) : bool :=
  some (length (fst m)) (fun x => some (length (snd m)) (fun y =>
    Nat.eqb (plus Z z (at_ (snd m) y)) (at_ (fst m) x))).
Lemma difference_iff m z : difference_b m z = true <-> difference m z.
Proof. unfold difference_b, difference; decide_by. Qed.

Definition pairs_within (m : cospan) (P : nat -> nat -> Prop) (q : nat * nat) : Prop :=
  (fst q < length (fst m) /\ snd q < length (snd m)) /\ P (fst q) (snd q).
Definition pairs_size (m : cospan) (p : nat -> nat -> bool) : N := size2 (length (fst m)) (length (snd m)) p.
Definition all_pairs (m : cospan) : N := (N.of_nat (length (fst m)) * N.of_nat (length (snd m)))%N.

Definition close_difference_b (d : table) (m : cospan) (eps : N) (z : nat) : bool :=
  ball_b d eps z &&& difference_b m z.
Lemma close_difference_iff d m eps z :
  close_difference_b d m eps z = true <-> ball d eps z /\ difference m z.
Proof. apply and_iff; [apply ball_iff | apply difference_iff]. Qed.

Definition grows_like_balls (d : table) (m : cospan) (eps : N) : Prop := forall F L B,
  has_size (pairs_within m (at_near d m eps)) F ->
  has_size (fun z => z < length Z /\ difference m z) L ->
  has_size (fun z => z < length Z /\ (ball d eps z /\ difference m z)) B -> (F * L = all_pairs m * B)%N.
Definition growth_sizes (d : table) (m : cospan) (eps : N) : N * N * N :=
  (pairs_size m (at_near_b d m eps), size (length Z) (difference_b m), size (length Z) (close_difference_b d m eps)).
Definition grows_like_balls_b (d : table) (m : cospan) (eps : N) : bool :=
  let '(F, L, B) := growth_sizes d m eps in N.eqb (F * L) (all_pairs m * B).
Theorem grows_like_balls_iff d m eps : grows_like_balls_b d m eps = true <-> grows_like_balls d m eps.
Proof.
  assert (f := size2_ok (length (fst m)) (length (snd m)) _ _ (at_near_iff d m eps)).
  assert (l := size_ok (length Z) _ _ (difference_iff m)).
  assert (b := size_ok (length Z) _ _ (close_difference_iff d m eps)).
  unfold grows_like_balls_b, growth_sizes. rewrite N.eqb_eq. split.
  - intros e F L B hF hL hB. rewrite (has_size_unique _ _ _ hF f), (has_size_unique _ _ _ hL l),
      (has_size_unique _ _ _ hB b). exact e.
  - intro h. exact (h _ _ _ f l b).
Qed.

Definition growth : claim table cospan N.
Proof.
  refine {|
    given := [additives X Y Z; invariants Z];
    decides := grows_like_balls_iff;
    fails_at d m r points := match points with
      | [i; j; k] => let '(F, L, B) := growth_sizes d m r in
          N.eqb (N.of_nat i) F &&& N.eqb (N.of_nat j) L &&& N.eqb (N.of_nat k) B &&&
          negb (grows_like_balls_b d m r)
      | _ => false end |}.
  intros d m r points e h. apply grows_like_balls_iff in h. rewrite h in e.
  destruct points as [|i [|j [|k [|]]]]; try discriminate. destruct (growth_sizes d m r) as [[F L] B].
  destruct (N.eqb _ F); [destruct (N.eqb _ L); [destruct (N.eqb _ B)|]|]; discriminate.
Defined.

(** ** classical.order: |F| |L| = |X| |Y| and |F| = |ker f| |ker g| |im f /\ im g| *)

Definition equal_b (m : cospan) (x y : nat) : bool := Nat.eqb (at_ (fst m) x) (at_ (snd m) y).
Definition killed_b (f : map_of_sets) (x : nat) : bool := Nat.eqb (at_ f x) 0.
Definition image (f : map_of_sets) (z : nat) : Prop := exists x, x < length f /\ at_ f x = z.
Definition image_b (f : map_of_sets) (z : nat) : bool := some (length f) (fun x => Nat.eqb (at_ f x) z).
Definition common_b (m : cospan) (z : nat) : bool := image_b (fst m) z &&& image_b (snd m) z.
Lemma common_iff m z : common_b m z = true <-> image (fst m) z /\ image (snd m) z.
Proof. unfold common_b, image_b, image; decide_by. Qed.

Definition ordered (_ : unit) (m : cospan) (_ : unit) : Prop := forall F L K J I,
  has_size (pairs_within m (fun x y => at_ (fst m) x = at_ (snd m) y)) F ->
  has_size (fun z => z < length Z /\ difference m z) L ->
  has_size (fun x => x < length (fst m) /\ at_ (fst m) x = 0) K ->
  has_size (fun y => y < length (snd m) /\ at_ (snd m) y = 0) J ->
  has_size (fun z => z < length Z /\ (image (fst m) z /\ image (snd m) z)) I ->
  (F * L = all_pairs m /\ F = K * J * I)%N.
Definition ordered_b (_ : unit) (m : cospan) (_ : unit) : bool :=
  let F := pairs_size m (equal_b m) in
  N.eqb (F * size (length Z) (difference_b m)) (all_pairs m) &&&
  N.eqb F (size (length (fst m)) (killed_b (fst m)) * size (length (snd m)) (killed_b (snd m))
           * size (length Z) (common_b m)).
Theorem ordered_iff u m v : ordered_b u m v = true <-> ordered u m v.
Proof.
  assert (f := size2_ok (length (fst m)) (length (snd m)) (equal_b m) _ (fun x y => Nat.eqb_eq _ _)).
  assert (l := size_ok (length Z) _ _ (difference_iff m)).
  assert (k := size_ok (length (fst m)) (killed_b (fst m)) _ (fun x => Nat.eqb_eq _ _)).
  assert (j := size_ok (length (snd m)) (killed_b (snd m)) _ (fun x => Nat.eqb_eq _ _)).
  assert (i := size_ok (length Z) _ _ (common_iff m)).
  unfold ordered_b. rewrite (and_iff _ _ _ _ (N.eqb_eq _ _) (N.eqb_eq _ _)). split.
  - intros e F L K J I hF hL hK hJ hI. rewrite (has_size_unique _ _ _ hF f), (has_size_unique _ _ _ hL l),
      (has_size_unique _ _ _ hK k), (has_size_unique _ _ _ hJ j), (has_size_unique _ _ _ hI i). exact e.
  - intro h. exact (h _ _ _ _ _ f l k j i).
Qed.

Definition order : claim unit cospan unit.
Proof.
  refine {|
    given := [additives X Y Z];
    decides := ordered_iff;
    fails_at u m v points := match points with [] => negb (ordered_b u m v) | _ => false end |}.
  intros u m v points e h. apply ordered_iff in h. destruct points; [rewrite h in e|]; discriminate.
Defined.
End Orders.
