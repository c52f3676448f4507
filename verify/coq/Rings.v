(** * The fiber product of rings

        X ×_Z Y = { (x, y) : f x = g y }

             X ×_Z Y --snd--> Y
                |             |
               fst            g
                v             v
                X ----f-----> Z

    States what is true of the fiber product before any distance comes in: it is a unital subring of X × Y,
    it is the pullback, its units are the pairs of units, and over an f that is onto it covers Y with the
    kernel of f.

    Main definitions
      square f g                the pairs over one point: the fiber product, as a subset of X × Y
      factors                   a map to the fiber product over two given maps
      unit_in, unit             what has an inverse in a subset; in the ring

    Main theorems
      square_subring            classical.subring
      square_universal          classical.universal
      square_units              classical.units
      square_milnor             classical.milnor
      square_kernel             the fiber product is the kernel of (x, y) ↦ f x - g y

    Conventions
      A fiber product is a predicate on X × Y and not a type of its own, so that its members are pairs, two of
      them are equal when their components are, and no axiom about proofs is needed.

    References
      [1] J. Milnor, Introduction to Algebraic K-Theory, 1971, § 2.
      [2] S. Mac Lane, Categories for the Working Mathematician, 2nd ed., 1998, III.4.                      *)

From Fibercheck Require Import Groups.
Set Implicit Arguments.

Declare Scope structure_scope.
Infix "+" := plus : structure_scope.
Infix "*" := mul : structure_scope.
Notation "- a" := (opp a) : structure_scope.
Notation "a - b" := (minus a b) : structure_scope.
Notation "0" := null : structure_scope.
Notation "1" := one : structure_scope.
Local Open Scope structure_scope.

Definition onto (A B : Type) (f : A -> B) := forall b, exists a, f a = b.

Definition square (X Y Z : Type) (f : X -> Z) (g : Y -> Z) (p : X * Y) := f (fst p) = g (snd p).

(** ** classical.subring

    multiplicative, additive, unital: [homomorphic f] and [homomorphic g] are these three for f and g. *)
Theorem square_subring (X Y Z : ring) (f : X -> Z) (g : Y -> Z) :
  homomorphic f -> homomorphic g ->
  @subring_of (product_ring X Y) (square f g)
  /\ @homomorphic (product_ring X Y) X fst
  /\ @homomorphic (product_ring X Y) Y snd
  /\ forall p, square f g p -> f (fst p) = g (snd p).
Proof.
  intros (fa & fm & fu) (ga & gm & gu). unfold square.
  split; [|now repeat split].
  split; [split; [|split]|split]; simpl.
  - rewrite (additive_null fa), (additive_null ga). reflexivity.
  - intros p q hp hq. rewrite fa, ga, hp, hq. reflexivity.
  - intros p hp. rewrite (additive_opp fa), (additive_opp ga), hp. reflexivity.
  - rewrite fu, gu. reflexivity.
  - intros p q hp hq. rewrite fm, gm, hp, hq. reflexivity.
Qed.

(** The same for groups. *)
Theorem square_subgroup (X Y Z : group) (f : X -> Z) (g : Y -> Z) :
  additive f -> additive g -> @subgroup (product X Y) (square f g).
Proof.
  intros fa ga. unfold square. split; [|split]; simpl.
  - rewrite (additive_null fa), (additive_null ga). reflexivity.
  - intros p q hp hq. rewrite fa, ga, hp, hq. reflexivity.
  - intros p hp. rewrite (additive_opp fa), (additive_opp ga), hp. reflexivity.
Qed.

(** The fiber product is the kernel of the difference, so it has all invariants of this kernel. *)
Theorem square_kernel (X Y Z : group) (f : X -> Z) (g : Y -> Z) (p : X * Y) :
  square f g p <-> f (fst p) - g (snd p) = 0.
Proof.
  unfold square. split; [intros ->; apply minus_self|]. intro h.
  rewrite <- (minus_plus _ (f (fst p)) (g (snd p))), h. apply null_plus.
Qed.

(** ** classical.universal

    commutes: [forall t, f (u t) = g (v t)].  The map goes to X × Y with values in the fiber product; "exactly
    one" is that any other such map has the same values. *)
Definition factors (T X Y Z : Type) (f : X -> Z) (g : Y -> Z) (u : T -> X) (v : T -> Y) (w : T -> X * Y) :=
  forall t, square f g (w t) /\ fst (w t) = u t /\ snd (w t) = v t.

Theorem square_universal (X Y Z : Type) (f : X -> Z) (g : Y -> Z) (T : Type) (u : T -> X) (v : T -> Y) :
  (forall t, f (u t) = g (v t)) ->
  exists w, factors f g u v w /\ forall w', factors f g u v w' -> forall t, w' t = w t.
Proof.
  intro commutes. exists (fun t => (u t, v t)). split.
  - intro t. split; [apply commutes | split; reflexivity].
  - intros w' h t. destruct (h t) as (_ & hu & hv). rewrite <- hu, <- hv. apply surjective_pairing.
Qed.

(** ... a homomorphism when u and v are. *)
Theorem square_universal_homomorphism (X Y Z T : ring) (f : X -> Z) (g : Y -> Z) (u : T -> X) (v : T -> Y) w :
  factors f g u v w -> homomorphic u -> homomorphic v -> @homomorphic T (product_ring X Y) w.
Proof.
  intros h (ua & um & uu) (va & vm & vu).
  assert (e : forall t, w t = (u t, v t)).
  { intro t. destruct (h t) as (_ & hu & hv). rewrite <- hu, <- hv. apply surjective_pairing. }
  split; [|split]; repeat intro; rewrite !e; simpl; f_equal; auto.
Qed.

(** ** classical.units

    A unit has an inverse on both sides: in a finite ring one side is enough.  unital, additive,
    multiplicative: [homomorphic]; additivity plays no part. *)
Definition unit_in (R : ring) (P : R -> Prop) a := exists b, P b /\ a * b = 1 /\ b * a = 1.
Definition unit (R : ring) (a : R) := unit_in R (fun _ => True) a.
Arguments unit_in {R}. Arguments unit {R}.

Lemma inverse_unique (R : ring) (a b c : R) : b * a = 1 -> a * c = 1 -> b = c.
Proof. intros hb hc. rewrite <- (mul_one _ b), <- hc, mul_assoc, hb, one_mul. reflexivity. Qed.

Lemma unit_image (A B : ring) (f : A -> B) a : homomorphic f -> unit a -> unit (f a).
Proof. intros (_ & fm & fu) (b & _ & ab & ba). exists (f b). rewrite <- !fm, ab, ba. auto. Qed.

Theorem square_units (X Y Z : ring) (f : X -> Z) (g : Y -> Z) :
  homomorphic f -> homomorphic g ->
  square f g (1, 1) /\
  forall p, square f g p ->
    (@unit_in (product_ring X Y) (square f g) p <-> unit (fst p) /\ unit (snd p) /\ unit (f (fst p))).
Proof.
  intros hf (_ & gm & gu). assert (hf' := hf). destruct hf' as (_ & fm & fu).
  split; [unfold square; simpl; rewrite fu, gu; reflexivity|].
  intros [x y] h. unfold square in h. simpl in *. split.
  - intros ([s t] & _ & st & ts). simpl in *. injection st as xs yt. injection ts as sx ty.
    assert (unit x) by (exists s; auto). split; [trivial|]. split; [exists t; auto|].
    apply unit_image; trivial.
  - intros ((s & _ & xs & sx) & (t & _ & yt & ty) & _). exists (s, t). simpl. rewrite xs, yt, sx, ty.
    split; [|auto]. unfold square. simpl. apply (@inverse_unique Z (f x)).
    + rewrite <- fm, sx. exact fu.
    + rewrite h, <- gm, yt. exact gu.
Qed.

(** ** classical.milnor

    onto: [onto f]; additive: [additive f] and [additive g].  Above 0 lie the (x, 0) with f x = 0, and
    x ↦ (x, 0) is an additive bijection with them. *)
Theorem square_milnor (X Y Z : group) (f : X -> Z) (g : Y -> Z) :
  onto f -> additive f -> additive g ->
  (forall y, exists p, square f g p /\ snd p = y)
  /\ (forall p, (square f g p /\ snd p = 0) <-> exists x, p = (x, 0) /\ f x = 0)
  /\ @additive X (product X Y) (fun x => (x, 0))
  /\ forall x x' : X, (x, 0 : Y) = (x', 0) -> x = x'.
Proof.
  intros f_onto fa ga. split; [|split; [|split]].
  - intro y. destruct (f_onto (g y)) as [x hx]. exists (x, y). split; [exact hx | reflexivity].
  - unfold square. intros [x y]; simpl. split.
    + intros [h ->]. exists x. rewrite h, (additive_null ga). auto.
    + intros (x' & [= -> ->] & h). rewrite h, (additive_null ga). auto.
  - intros x x'. simpl. rewrite null_plus. reflexivity.
  - intros x x' [= ->]. reflexivity.
Qed.
