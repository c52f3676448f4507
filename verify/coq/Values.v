(** * Values: what distances are measured in, and the laws that a distance may obey

        d : Z -> Z -> W            W = nat, Z, Q, R, [0, oo], ...

    A distance is any function to a preordered commutative monoid W.  Equations between values are not
    asked for: [same a b] says a <= b and b <= a, so that Q with its many names for one number is an
    instance, and nothing here needs the axioms of the real numbers.

    Main definitions
      values, lt, same, total      preordered commutative monoids; a < b; a = b up to order; a linear order
      triangle, symmetric, reflexive, separating, strong      laws of a distance
      pseudometric, metric, ultrametric      the laws that the claims of these names ask for
    Main theorems
      strong_by_levels             the ultrametric law by maxima and by levels is one in a linear order

    Conventions
      The distance of the program is never negative and zero on the diagonal; where a proof needs that, the
      statement says so.  Squared distances (the l2 norms of the program) enter by their square roots.

    References
      [1] W. H. Schikhof, Ultrametric Calculus, 1984, section 18. *)

Set Implicit Arguments.

Record values := Values {
  value :> Type;
  le : value -> value -> Prop;
  add : value -> value -> value;
  zero : value;
  le_refl : forall a, le a a;
  le_trans : forall a b c, le a b -> le b c -> le a c;
  add_mono : forall a b c d, le a b -> le c d -> le (add a c) (add b d);
  add_comm : forall a b, le (add a b) (add b a);
  add_assoc : forall a b c, le (add (add a b) c) (add a (add b c));
  add_zero : forall a, le (add a zero) a;
  zero_add : forall a, le a (add a zero)
}.
Arguments le {v} _ _.
Arguments add {v} _ _.
Arguments zero {v}.
Arguments le_trans {v} [a b c] _ _.

Declare Scope value_scope.
Delimit Scope value_scope with value.
Bind Scope value_scope with value.
Infix "<=" := le : value_scope.
Infix "+" := add : value_scope.
Open Scope value_scope.

Section Order.
Variable W : values.
Implicit Types a b c : W.

Definition lt a b := a <= b /\ ~ b <= a.
Definition same a b := a <= b /\ b <= a.
(** A linear order that can be decided, or in which one reasons classically. *)
Definition total := forall a b, a <= b \/ lt b a.

Lemma le_total : total -> forall a b, a <= b \/ b <= a.
Proof. intros t a b. destruct (t a b) as [h|[h _]]; [left|right]; exact h. Qed.

Lemma le_add_r a b c : zero <= a -> b <= c -> b <= c + a.
Proof. intros h k. apply le_trans with (b + zero); [apply zero_add|apply add_mono; assumption]. Qed.

End Order.
Arguments lt {W} a b.
Arguments same {W} a b.
Arguments le_add_r {W} [a b c] _ _.
Arguments le_refl {v} a.

(** * Laws of a distance *)
Section Laws.
Variables (W : values) (Z : Type) (d : Z -> Z -> W).

Definition reflexive := forall u, d u u <= zero.
Definition nonnegative := forall u v, zero <= d u v.
Definition symmetric := forall u v, d u v <= d v u.
Definition triangle := forall u v w, d u w <= d u v + d v w.
Definition separating := forall u v, d u v <= zero -> u = v.
(** The strong triangle inequality, level by level: being within e is transitive. *)
Definition strong := forall e u v w, d u v <= e -> d v w <= e -> d u w <= e.
(** The same by maxima: a long side is no longer than one of the two others. *)
Definition strong_max := forall u v w, d u w <= d u v \/ d u w <= d v w.

Record pseudometric : Prop := Pseudometric
  { is_reflexive : reflexive; is_symmetric : symmetric; is_triangle : triangle }.
Record ultrametric : Prop := Ultrametric
  { has_reflexive : reflexive; has_symmetric : symmetric; has_strong : strong }.

Definition metric := pseudometric /\ separating.

Theorem strong_by_levels : total W -> (strong <-> strong_max).
Proof.
  intro t; split.
  - intros s u v w. destruct (le_total t (d u v) (d v w)) as [h|h].
    + right. exact (s _ _ _ _ h (le_refl _)).
    + left. exact (s _ _ _ _ (le_refl _) h).
  - intros m e u v w h k. destruct (m u v w) as [l|l]; eapply le_trans; eassumption.
Qed.
End Laws.
Arguments reflexive {W Z} d.
Arguments nonnegative {W Z} d.
Arguments symmetric {W Z} d.
Arguments triangle {W Z} d.
Arguments separating {W Z} d.
Arguments strong {W Z} d.
Arguments strong_max {W Z} d.
Arguments pseudometric {W Z} d.
Arguments ultrametric {W Z} d.
Arguments metric {W Z} d.
