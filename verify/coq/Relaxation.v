(** * The relaxation of a fiber product, for any maps of sets

        F_eps ---> Y
          |        | g           F_eps = {(x, y) : d(f x, g y) <= eps}
          v        v
          X --f--> Z

    Main definitions
      F                     the relaxation, as a relation
      greatest, least       of the distances that are taken
    Main theorems
      monotone              a <= b  =>  F_a inside F_b
      limit_zero            F_eps = X x_Z Y for eps below every positive distance that is taken
      limit_infinity_all    F_eps = X x Y  iff  eps >= the greatest distance
      limit_infinity_some   F_eps is not empty  iff  eps >= the least distance
      extremes_exist        finitely many pairs in a linear order have a greatest and a least distance
      composition           F_a(f, g) o F_b(g, h) inside F_(a+b)(f, h)
      equivalence           F_eps(f, f) is an equivalence relation in an ultrametric
      functorial, isometric F_eps(f, g) inside F_(L eps)(hf, hg); equality for isometries
      relaxation_universal  a cone that commutes up to eps factors through F_eps, by exactly one map

    Conventions
      Sets are types, subsets predicates; no set is finite unless a theorem says so.

    References
      [1] D. Zhao, Approximate Fiber Product, arXiv:2412.00373, 2024.
      [2] W. H. Schikhof, Ultrametric Calculus, 1984, section 18. *)

From Coq Require Import List RelationClasses.
From Fibercheck Require Import Values.
Import ListNotations.
Set Implicit Arguments.

Definition F (W : values) (X Y Z : Type) (d : Z -> Z -> W) (f : X -> Z) (g : Y -> Z) (eps : W)
  (x : X) (y : Y) :=
  d (f x) (g y) <= eps.
Arguments F {W X Y Z} d f g eps x y.

Section Sets.
Variables (W : values) (X Y Z : Type) (d : Z -> Z -> W) (f : X -> Z) (g : Y -> Z).

(** relaxation.monotone.  ordered: [a <= b]. *)
Theorem monotone a b : a <= b -> forall x y, F d f g a x y -> F d f g b x y.
Proof. intros h x y k. exact (le_trans k h). Qed.

(** relaxation.limit_zero.  separating: d u v = 0 only for u = v.  below: no distance that is taken is
    positive and at most eps.  The last hypothesis decides which distances are 0: numbers do. *)
Theorem limit_zero eps : reflexive d -> separating d -> zero <= eps ->
  (forall x y, ~ (lt zero (d (f x) (g y)) /\ d (f x) (g y) <= eps)) ->
  (forall x y, d (f x) (g y) <= zero \/ lt zero (d (f x) (g y))) ->
  forall x y, F d f g eps x y <-> f x = g y.
Proof.
  unfold F; intros r s z below decide x y; split; intro h.
  - apply s. destruct (decide x y) as [k|k]; [exact k|]. destruct (below x y). split; assumption.
  - rewrite h. exact (le_trans (r _) z).
Qed.

(** Whatever the distance, with zero diagonal: the fiber product is inside every relaxation. *)
Theorem fiber_within eps : reflexive d -> zero <= eps -> forall x y, f x = g y -> F d f g eps x y.
Proof. unfold F; intros r z x y h. rewrite h. exact (le_trans (r _) z). Qed.

Definition greatest m := (exists x y, same (d (f x) (g y)) m) /\ forall x y, d (f x) (g y) <= m.
Definition least m := (exists x y, same (d (f x) (g y)) m) /\ forall x y, m <= d (f x) (g y).

(** relaxation.limit_infinity, first half: F_eps = X x Y iff eps >= max d(fx, gy). *)
Theorem limit_infinity_all m : greatest m -> forall eps, (forall x y, F d f g eps x y) <-> m <= eps.
Proof.
  intros [(x & y & _ & h) top] eps; split.
  - intro all. exact (le_trans h (all x y)).
  - intros k u v. exact (le_trans (top u v) k).
Qed.

(** relaxation.limit_infinity, second half: F_eps is not empty iff eps >= min d(fx, gy). *)
Theorem limit_infinity_some m : least m -> forall eps, (exists x y, F d f g eps x y) <-> m <= eps.
Proof.
  intros [(x & y & h & _) low] eps; split.
  - intros (u & v & k). exact (le_trans (low u v) k).
  - intro k. exists x, y. exact (le_trans h k).
Qed.

(** relaxation.functorial: h is L-Lipschitz for a monotone L (v |-> L v for a number L >= 0). *)
Theorem functorial (W' : values) (Z' : Type) (e : Z' -> Z' -> W') (h : Z -> Z') (L : W -> W') :
  (forall a b, a <= b -> L a <= L b) -> (forall u v, e (h u) (h v) <= L (d u v)) ->
  forall eps x y, F d f g eps x y -> F e (fun x => h (f x)) (fun y => h (g y)) (L eps) x y.
Proof. unfold F; intros mono lip eps x y k. exact (le_trans (lip _ _) (mono _ _ k)). Qed.

(** relaxation.functorial, with equality for isometries (L = 1). *)
Theorem isometric (Z' : Type) (e : Z' -> Z' -> W) (h : Z -> Z') :
  (forall u v, same (e (h u) (h v)) (d u v)) ->
  forall eps x y, F d f g eps x y <-> F e (fun x => h (f x)) (fun y => h (g y)) eps x y.
Proof.
  unfold F; intros i eps x y. destruct (i (f x) (g y)) as [k l].
  split; intro m; [exact (le_trans k m)|exact (le_trans l m)].
Qed.

(** A distance turned round turns the relaxation round. *)
Theorem transposed : symmetric d -> forall eps x y, F d f g eps x y <-> F d g f eps y x.
Proof. unfold F; intros s eps x y; split; intro h; exact (le_trans (s _ _) h). Qed.
End Sets.
Arguments greatest {W X Y Z} d f g m.
Arguments least {W X Y Z} d f g m.

(** relaxation.composition.  triangle: [triangle d]. *)
Theorem composition (W : values) (X Y T Z : Type) (d : Z -> Z -> W) (f : X -> Z) (g : Y -> Z) (h : T -> Z) :
  triangle d -> forall a b x y t, F d f g a x y -> F d g h b y t -> F d f h (a + b) x t.
Proof. unfold F; intros tri a b x y t k l. exact (le_trans (tri _ _ _) (add_mono _ _ _ _ _ k l)). Qed.

(** relaxation.equivalence.  pseudometric and ultrametric: their zero diagonal, symmetry and strong law. *)
Theorem equivalence (W : values) (X Z : Type) (d : Z -> Z -> W) (f : X -> Z) :
  ultrametric d -> forall eps, zero <= eps -> Equivalence (F d f f eps).
Proof.
  unfold F; intros [r s st] eps z; split.
  - intro x. exact (le_trans (r _) z).
  - intros x y h. exact (le_trans (s _ _) h).
  - intros x y t h k. exact (st _ _ _ _ h k).
Qed.

(** The extremes of finitely many pairs, for the two halves of relaxation.limit_infinity. *)
Section Finite.
Variables (W : values) (T : Type) (v : T -> W).

Lemma max_exists : total W -> forall l, l <> nil -> exists t, In t l /\ forall s, In s l -> v s <= v t.
Proof.
  intros tot l. induction l as [|a l IH]; [congruence|intros _].
  destruct l as [|b l].
  - exists a. split; [now left|]. intros s [<-|[]]. apply le_refl.
  - destruct IH as (t & h & top); [congruence|].
    destruct (le_total tot (v a) (v t)) as [k|k].
    + exists t. split; [now right|]. intros s [<-|i]; [exact k|exact (top s i)].
    + exists a. split; [now left|]. intros s [<-|i]; [apply le_refl|exact (le_trans (top s i) k)].
Qed.

Lemma min_exists : total W -> forall l, l <> nil -> exists t, In t l /\ forall s, In s l -> v t <= v s.
Proof.
  intros tot l. induction l as [|a l IH]; [congruence|intros _].
  destruct l as [|b l].
  - exists a. split; [now left|]. intros s [<-|[]]. apply le_refl.
  - destruct IH as (t & h & low); [congruence|].
    destruct (le_total tot (v t) (v a)) as [k|k].
    + exists t. split; [now right|]. intros s [<-|i]; [exact k|exact (low s i)].
    + exists a. split; [now left|]. intros s [<-|i]; [apply le_refl|exact (le_trans k (low s i))].
Qed.
End Finite.

Theorem extremes_exist (W : values) (X Y Z : Type) (d : Z -> Z -> W) (f : X -> Z) (g : Y -> Z) :
  total W -> forall l : list (X * Y), l <> nil -> (forall x y, In (x, y) l) ->
  (exists m, greatest d f g m) /\ (exists m, least d f g m).
Proof.
  intros tot l ne all; split.
  - destruct (max_exists (fun p : X * Y => d (f (fst p)) (g (snd p))) tot ne) as ((x & y) & _ & top).
    exists (d (f x) (g y)); split; [exists x, y; split; apply le_refl|].
    intros u w. exact (top (u, w) (all u w)).
  - destruct (min_exists (fun p : X * Y => d (f (fst p)) (g (snd p))) tot ne) as ((x & y) & _ & low).
    exists (d (f x) (g y)); split; [exists x, y; split; apply le_refl|].
    intros u w. exact (low (u, w) (all u w)).
Qed.

(** The universal property of F_eps: maps into it are the cones that commute up to eps. *)
Theorem relaxation_universal (W : values) (P X Y Z : Type) (d : Z -> Z -> W) (f : X -> Z) (g : Y -> Z) eps
  (p : P -> X) (q : P -> Y) : (forall t, F d f g eps (p t) (q t)) ->
  exists u : P -> { xy : X * Y | F d f g eps (fst xy) (snd xy) },
    (forall t, proj1_sig (u t) = (p t, q t)) /\
    forall v : P -> { xy : X * Y | F d f g eps (fst xy) (snd xy) },
      (forall t, fst (proj1_sig (v t)) = p t /\ snd (proj1_sig (v t)) = q t) ->
      forall t, proj1_sig (v t) = proj1_sig (u t).
Proof.
  intro c. exists (fun t => exist (fun xy => F d f g eps (fst xy) (snd xy)) (p t, q t) (c t)).
  split; [reflexivity|]. intros v h t. destruct (h t) as [k l].
  destruct (v t) as [[x y] m]; simpl in *. congruence.
Qed.
