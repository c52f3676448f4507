(** What a checked certificate says, claim by claim, without the language of laws.

        checked c (Block ds ms rs) k = true   ->   hypotheses -> conclusion, for all d in ds, maps in ms, numbers in rs

    Main theorems: NAME_said for each claim NAME, from [valid NAME ds ms rs]; sets_said, noise_said and groups_said.
    The distance of f x and g y is written [apart d f g x y]; [x below f] says that x is in the domain of f. *)
From Coq Require Import String List Arith NArith Lia Bool.
From Fibercheck Require Import Finite Tables Checker CheckedSets CheckedNoise CheckedInputs.
From Fibercheck Require Import Sizes CheckedGroups CheckedOrders.
Import ListNotations.
Local Open Scope N_scope.

Ltac as_given := let l := fresh "l" in let h := fresh "h" in intros ? l h; simpl in h;
  repeat (destruct h as [h|h]; [apply (f_equal snd) in h; cbn [snd] in h; subst l; assumption|]); destruct h.
Ltac said H d m r hd hm hr := refine (H d m r hd hm hr _); as_given.

Notation "x 'below' f" := (Nat.lt x (length f)) (at level 70).
Definition apart (d : list (list N)) (f g : list nat) (x y : nat) : N := dist d (at_ f x) (at_ g y).

Section Said.
Variable ds : list (list (list N)).

Theorem monotone_said ms rs : valid monotone ds ms rs -> forall d f g a b,
  In d ds -> In (f, g) ms -> In (a, b) rs -> a <= b ->
  forall x, x below f -> forall y, y below g -> apart d f g x y <= a -> apart d f g x y <= b.
Proof. intros H d f g a b hd hm hr h. said H d (f, g) (a, b) hd hm hr. Qed.

Theorem limit_zero_said ms rs : valid limit_zero ds ms rs -> forall d f g e,
  In d ds -> In (f, g) ms -> In e rs -> separating d ->
  (forall x, x below f -> forall y, y below g -> ~ (0 < apart d f g x y /\ apart d f g x y <= e)) ->
  forall x, x below f -> forall y, y below g -> (apart d f g x y <= e <-> at_ f x = at_ g y).
Proof. intros H d f g e hd hm hr h h'. said H d (f, g) e hd hm hr. Qed.

Theorem limit_infinity_said ms rs : valid limit_infinity ds ms rs -> forall d f g e,
  In d ds -> In (f, g) ms -> In e rs ->
  (forall top, In top (taken d f g) -> (forall c, In c (taken d f g) -> c <= top) ->
     ((forall c, In c (taken d f g) -> c <= e) <-> top <= e)) /\
  (forall low, In low (taken d f g) -> (forall c, In c (taken d f g) -> low <= c) ->
     (~ (forall c, In c (taken d f g) -> ~ c <= e) <-> low <= e)).
Proof. intros H d f g e hd hm hr. said H d (f, g) e hd hm hr. Qed.

Theorem composition_said ms rs : valid composition ds ms rs -> forall d f g h a b,
  In d ds -> In (f, g, h) ms -> In (a, b) rs -> triangle d ->
  forall x, x below f -> forall y, y below g -> forall z, z below h ->
    apart d f g x y <= a -> apart d g h y z <= b -> apart d f h x z <= a + b.
Proof. intros H d f g h a b hd hm hr t. said H d (f, g, h) (a, b) hd hm hr. Qed.

Theorem equivalences_said ms rs : valid equivalences ds ms rs -> forall d f e,
  In d ds -> In f ms -> In e rs -> pseudometric d -> ultrametric d ->
  (forall x, x below f -> apart d f f x x <= e) /\
  (forall x, x below f -> forall y, y below f -> apart d f f x y <= e -> apart d f f y x <= e) /\
  (forall x, x below f -> forall y, y below f -> forall z, z below f ->
    apart d f f x y <= e -> apart d f f y z <= e -> apart d f f x z <= e).
Proof. intros H d f e hd hm hr h h'. said H d f e hd hm hr. Qed.

Theorem functorial_said ss ms rs : valid functorial ss ms rs -> forall d d' h f g L e,
  In (d, d') ss -> In (h, f, g) ms -> In (L, e) rs ->
  (forall u, u below d -> forall v, v below d -> dist d' (at_ h u) (at_ h v) <= L * dist d u v) ->
  forall x, x below f -> forall y, y below g ->
    (apart d f g x y <= e -> dist d' (at_ h (at_ f x)) (at_ h (at_ g y)) <= L * e) /\
    (L = 1 /\ (forall u, u below d -> forall v, v below d -> dist d' (at_ h u) (at_ h v) = dist d u v) ->
     dist d' (at_ h (at_ f x)) (at_ h (at_ g y)) <= L * e -> apart d f g x y <= e).
Proof. intros H d d' h f g L e hd hm hr l. said H (d, d') (h, f, g) (L, e) hd hm hr. Qed.

Theorem inputs_said ss ms rs : valid inputs ss ms rs -> forall d dx dy f g L M e,
  In (d, (dx, dy)) ss -> In (f, g) ms -> In (L, M, e) rs -> triangle d ->
  (forall a, a below dx -> forall b, b below dx -> dist d (at_ f a) (at_ f b) <= L * dist dx a b) ->
  (forall a, a below dy -> forall b, b below dy -> dist d (at_ g a) (at_ g b) <= M * dist dy a b) ->
  forall x, x below f -> forall y, y below g -> forall x', x' below f -> forall y', y' below g ->
    apart d f g x y <= e -> apart d f g x' y' <= e + (L * dist dx x' x + M * dist dy y y').
Proof. intros H d dx dy f g L M e hd hm hr t p q. said H (d, (dx, dy)) (f, g) (L, M, e) hd hm hr. Qed.

(** ** Perturbed maps *)

Section Noise.
Variables (d : list (list N)) (f g f' g' : list nat) (a b e : N).
Let a_close := forall x, x below f' -> apart d f' f x x <= a.
Let b_close := forall y, y below g -> apart d g g' y y <= b.
Let here (ms : list (list nat * list nat * (list nat * list nat))) := In (f, g, (f', g')) ms.
Let unchanged_here :=
  forall x, x below f -> forall y, y below g -> (apart d f g x y <= e <-> apart d f' g' x y <= e).

Theorem inclusion_said ms rs : valid inclusion ds ms rs -> In d ds -> here ms -> In (a, b, e) rs ->
  triangle d -> a_close -> b_close ->
  forall x, x below f -> forall y, y below g -> apart d f g x y <= e -> apart d f' g' x y <= e + (a + b).
Proof. intros H hd hm hr t p q. said H d (f, g, (f', g')) (a, b, e) hd hm hr. Qed.

Theorem sandwich_said ms rs : valid sandwich ds ms rs -> In d ds -> here ms -> In (a, b, e) rs ->
  triangle d -> symmetric d -> a_close -> b_close ->
  forall x, x below f -> forall y, y below g ->
    (apart d f g x y + (a + b) <= e -> apart d f' g' x y <= e) /\
    (apart d f' g' x y <= e -> apart d f g x y <= e + (a + b)).
Proof. intros H hd hm hr t s p q. said H d (f, g, (f', g')) (a, b, e) hd hm hr. Qed.

Theorem gap_said ms rs : valid gap ds ms rs -> In d ds -> here ms -> In (a, b, e) rs ->
  triangle d -> symmetric d -> a_close -> b_close ->
  (forall x, x below f -> forall y, y below g -> ~ (e < apart d f g x y + (a + b) /\ apart d f g x y <= e + (a + b))) ->
  unchanged_here.
Proof. intros H hd hm hr t s p q h. said H d (f, g, (f', g')) (a, b, e) hd hm hr. Qed.

Theorem count_said ms rs : valid count ds ms rs -> In d ds -> here ms -> In (a, b, e) rs ->
  triangle d -> symmetric d -> a_close -> b_close -> forall k s,
  has_size (fun q => (fst q below f /\ snd q below g) /\
    ~ (apart d f g (fst q) (snd q) <= e <-> apart d f' g' (fst q) (snd q) <= e)) k ->
  has_size (fun q => (fst q below f /\ snd q below g) /\
    (e < apart d f g (fst q) (snd q) + (a + b) /\ apart d f g (fst q) (snd q) <= e + (a + b))) s -> k <= s.
Proof. intros H hd hm hr t s p q. said H d (f, g, (f', g')) (a, b, e) hd hm hr. Qed.

Theorem interleaving_said ms rs : valid interleaving ds ms rs -> In d ds -> here ms -> In (a, b) rs ->
  triangle d -> symmetric d -> a_close -> b_close ->
  forall x, x below f -> forall y, y below g -> forall delta,
    (apart d f g x y <= delta -> apart d f' g' x y <= delta + (a + b)) /\
    (apart d f' g' x y <= delta -> apart d f g x y <= delta + (a + b)).
Proof. intros H hd hm hr t s p q. said H d (f, g, (f', g')) (a, b) hd hm hr. Qed.

Theorem tolerance_said ms rs : valid tolerance ds ms rs -> In d ds -> here ms -> In (a, b, e) rs ->
  pseudometric d -> ultrametric d -> a_close -> b_close -> a <= e /\ b <= e -> unchanged_here.
Proof. intros H hd hm hr t s p q h. said H d (f, g, (f', g')) (a, b, e) hd hm hr. Qed.

Theorem unchanged_said ms rs : valid unchanged ds ms rs -> In d ds -> here ms -> In (a, b, e) rs ->
  metric d -> a_close -> b_close -> a + b < e -> unchanged_here.
Proof. intros H hd hm hr t p q h. said H d (f, g, (f', g')) (a, b, e) hd hm hr. Qed.
End Noise.

(** ** Groups *)

Section Groups.
Variables X Y Z : list (list nat).
Let additive_both f g := additive X Z f /\ additive Y Z g.

Theorem subgroups_said ms rs : valid (subgroups X Y Z) ds ms rs -> forall d f g e,
  In d ds -> In (f, g) ms -> In e rs -> additive_both f g -> invariant Z d -> pseudometric d -> ultrametric d ->
  apart d f g 0 0 <= e /\
  forall x, x below X -> forall y, y below Y -> apart d f g x y <= e ->
  forall s, s below X -> forall t, t below Y -> apart d f g s t <= e -> apart d f g (plus X x s) (plus Y y t) <= e.
Proof. intros H d f g e hd hm hr l i p u. said H d (f, g) e hd hm hr. Qed.

Theorem sum_said ms rs : valid (sum X Y Z) ds ms rs -> forall d f g a b,
  In d ds -> In (f, g) ms -> In (a, b) rs -> additive_both f g -> invariant Z d -> triangle d -> symmetric d ->
  (forall x, x below X -> forall y, y below Y -> apart d f g x y <= a ->
   forall s, s below X -> plus X x s = 0%nat -> forall t, t below Y -> plus Y y t = 0%nat -> apart d f g s t <= a) /\
  forall x, x below X -> forall y, y below Y -> apart d f g x y <= a ->
  forall s, s below X -> forall t, t below Y -> apart d f g s t <= b ->
    apart d f g (plus X x s) (plus Y y t) <= a + b.
Proof. intros H d f g a b hd hm hr l i t s. said H d (f, g) (a, b) hd hm hr. Qed.

Theorem quotient_said ms rs : valid (quotient X Y Z) ds ms rs -> forall d f g e,
  In d ds -> In (f, g) ms -> In e rs -> additive_both f g -> invariant Z d -> pseudometric d -> ultrametric d ->
  subgroup Z (fun z => dist d z 0 <= e) /\
  forall x, x below f -> forall y, y below g ->
    (apart d f g x y <= e <-> exists c, c below Z /\ dist d c 0 <= e /\ plus Z c (at_ g y) = at_ f x).
Proof. intros H d f g e hd hm hr l i p u. said H d (f, g) e hd hm hr. Qed.

Theorem quotient_converse_said ms rs : valid (quotient_converse Z) ds ms rs -> In tt ms -> In tt rs ->
  forall d, In d ds -> invariant Z d ->
  (forall z, z below d -> subgroup Z (fun c => dist d c 0 <= dist d z 0)) -> ultrametric d.
Proof. intros H hm hr d hd i b. said H d tt tt hd hm hr. Qed.

Theorem growth_said ms rs : valid (growth X Y Z) ds ms rs -> forall d f g e,
  In d ds -> In (f, g) ms -> In e rs -> additive_both f g -> invariant Z d -> forall F L B,
  has_size (fun q => (fst q below f /\ snd q below g) /\ apart d f g (fst q) (snd q) <= e) F ->
  has_size (fun z => z below Z /\ difference Z (f, g) z) L ->
  has_size (fun z => z below Z /\ (dist d z 0 <= e /\ difference Z (f, g) z)) B ->
  F * L = N.of_nat (length f) * N.of_nat (length g) * B.
Proof. intros H d f g e hd hm hr l i. said H d (f, g) e hd hm hr. Qed.

Theorem order_said us ms rs : valid (order X Y Z) us ms rs -> forall f g,
  In tt us -> In (f, g) ms -> In tt rs -> additive_both f g -> forall F L K J I,
  has_size (fun q => (fst q below f /\ snd q below g) /\ at_ f (fst q) = at_ g (snd q)) F ->
  has_size (fun z => z below Z /\ difference Z (f, g) z) L ->
  has_size (fun x => x below f /\ at_ f x = 0%nat) K ->
  has_size (fun y => y below g /\ at_ g y = 0%nat) J ->
  has_size (fun z => z below Z /\ (image f z /\ image g z)) I ->
  F * L = N.of_nat (length f) * N.of_nat (length g) /\ F = K * J * I.
Proof. intros H f g hd hm hr l. said H tt (f, g) tt hd hm hr. Qed.
End Groups.
End Said.

(** All of them together. *)
Definition sets_said := conj monotone_said
  (conj limit_zero_said (conj limit_infinity_said
    (conj composition_said (conj equivalences_said (conj functorial_said inputs_said))))).
Definition noise_said := conj inclusion_said
  (conj sandwich_said (conj gap_said (conj count_said (conj interleaving_said (conj tolerance_said unchanged_said))))).
Definition groups_said := conj subgroups_said
  (conj sum_said (conj quotient_said (conj quotient_converse_said (conj growth_said order_said)))).
