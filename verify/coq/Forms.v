(** * Three orthogonal parts of a space

        Z = Z_s ⊕ Z_I ⊕ Z_T        q(z) = b(z, z)

        q(z) = q(π_s z) + q(π_I z) + q(π_T z)        b(π x, y) = b(x, π y)

    Main definitions
      part, total           shared, image, text; c_s + c_I + c_T
      biadditive b          a form; its values lie in any group
      orthogonal            members of different parts have product 0
      members, independent  components in the parts; they are determined by their sum
      projected             components of each z: its projections
      inside i j f          im f ⊆ Z_i + Z_j
      ordered, semidefinite an order that sums keep; 0 <= q

    Main theorems
      pythagoras            decomposition.pythagoras
      projections           decomposition.projections
      specific              decomposition.specific
      specific_energy       decomposition.specific_energy
      shared_within         decomposition.shared

    Conventions
      Of a subspace only sums matter here: the parts are subgroups, and no multiplication by scalars is used.
      So all holds over F_q, over Q, and over every ring.  ‖z‖² is q(z), and ε² stands for the radius of F_ε.

    References
      [1] S. Lang, Algebra, 3rd ed., 2002, XV.1: orthogonal sums.
      [2] S. Axler, Linear Algebra Done Right, 3rd ed., 2015, theorems 6.13 and 6.55.                      *)

From Fibercheck Require Import Groups Rings.
Set Implicit Arguments.
Local Open Scope structure_scope.

Inductive part := shared | image | text.
Definition total (G : group) (c : part -> G) : G := c shared + c image + c text.
Arguments total {G}.

Section Forms.
Variables (Z R : group) (b : Z -> Z -> R) (U : part -> Z -> Prop).

Definition biadditive :=
  (forall x y z, b (x + y) z = b x z + b y z) /\ forall x y z, b x (y + z) = b x y + b x z.
Definition q z := b z z.
Definition orthogonal := forall i j, i <> j -> forall u v, U i u -> U j v -> b u v = 0.
Definition members (c : part -> Z) := forall i, U i (c i).
Definition independent :=
  forall c c', members c -> members c' -> total c = total c' -> forall i, c i = c' i.

Hypothesis b_biadditive : biadditive.

Lemma form_left y : additive (fun x => b x y).
Proof. intros x x'. apply b_biadditive. Qed.
Lemma form_right x : additive (b x).
Proof. intros y y'. apply b_biadditive. Qed.

Lemma form_total_left c y : b (total c) y = total (fun i => b (c i) y).
Proof. unfold total. rewrite !(form_left y). reflexivity. Qed.
Lemma form_total_right x c : b x (total c) = total (fun i => b x (c i)).
Proof. unfold total. rewrite !(form_right x). reflexivity. Qed.

(** A sum with one term that is not 0. *)
Lemma total_only (G : group) (c : part -> G) i : (forall j, j <> i -> c j = 0) -> total c = c i.
Proof.
  intro h. unfold total. destruct i.
  - rewrite (h image), (h text), !plus_null by discriminate. reflexivity.
  - rewrite (h shared), (h text), plus_null, null_plus by discriminate. reflexivity.
  - rewrite (h shared), (h image), !null_plus by discriminate. reflexivity.
Qed.

Arguments total_only {G} c i.

Lemma q_opp z : q (- z) = q z.
Proof.
  unfold q. rewrite (additive_opp (form_left (- z))), (additive_opp (form_right z)). apply opp_opp.
Qed.

(** ** decomposition.pythagoras

    orthogonal: [orthogonal].  z_s, z_I and z_T are any members of the parts. *)
Theorem pythagoras : orthogonal -> forall c, members c -> q (total c) = total (fun i => q (c i)).
Proof.
  intros perp c inside. unfold q. rewrite form_total_left. unfold total at 1 3.
  assert (own : forall i, b (c i) (total c) = b (c i) (c i)).
  { intro i. rewrite form_total_right. apply (total_only (fun j => b (c i) (c j)) i). intros j ne.
    apply (perp i j); auto. }
  rewrite !own. reflexivity.
Qed.

(** ** decomposition.projections

    direct: [projected], that each z has components, and [independent], that it has no others.  That there is
    a function which finds them, and not only for each z a value, is the one thing asked besides: no choice is
    needed for it where a basis is given.  orthogonal: [orthogonal], for the last part alone. *)
Variable pi : part -> Z -> Z.
Definition projected := forall z, members (fun i => pi i z) /\ total (fun i => pi i z) = z.
Hypotheses (subgroups : forall i, subgroup (U i)) (direct : independent) (has_components : projected).

Lemma members_plus c c' : members c -> members c' -> members (fun i => c i + c' i).
Proof. intros h h' i. destruct (subgroups i) as (_ & sums & _). auto. Qed.

Lemma components c : members c -> forall i, pi i (total c) = c i.
Proof.
  intros h. destruct (has_components (total c)) as [inside e]. apply (direct inside h e).
Qed.

Lemma projection_additive i : additive (pi i).
Proof.
  intros x y. destruct (has_components x) as [hx ex], (has_components y) as [hy ey].
  rewrite <- (components (members_plus hx hy) i). f_equal. rewrite <- ex, <- ey at 1.
  unfold total. rewrite (plus_swap _ _ (pi text x)), (plus_swap _ _ (pi image x)). reflexivity.
Qed.

Definition only (i : part) (u : Z) (j : part) : Z :=
  match i, j with shared, shared | image, image | text, text => u | _, _ => 0 end.

Lemma only_other i j u : j <> i -> only i u j = 0.
Proof. destruct i, j; intro ne; try reflexivity; contradiction ne; reflexivity. Qed.
Lemma only_same i u : only i u i = u.
Proof. destruct i; reflexivity. Qed.

Lemma projection_member i u : U i u -> forall j, pi j u = only i u j.
Proof.
  intros h j. assert (inside : members (only i u)).
  { intro k. destruct (subgroups k) as (zero & _). destruct i, k; simpl; assumption. }
  rewrite <- (components inside j). f_equal.
  rewrite (total_only (only i u) i) by (intros; apply only_other; assumption).
  symmetry. apply only_same.
Qed.

Theorem projections :
  (forall i z, pi i (pi i z) = pi i z)
  /\ (forall i j z, j <> i -> pi j (pi i z) = 0)
  /\ (forall z, total (fun i => pi i z) = z)
  /\ (orthogonal -> forall i x y, b (pi i x) y = b x (pi i y)).
Proof.
  assert (inside : forall i z, U i (pi i z)) by (intros i z; apply (proj1 (has_components z))).
  split; [|split; [|split]].
  - intros i z. rewrite (projection_member (inside i z)). apply only_same.
  - intros i j z ne. rewrite (projection_member (inside i z)). apply only_other, ne.
  - intro z. apply has_components.
  - intros perp i x y. transitivity (b (pi i x) (pi i y)).
    + rewrite <- (proj2 (has_components y)) at 1. rewrite form_total_right.
      apply (total_only (fun j => b (pi i x) (pi j y)) i). intros j ne. apply (perp i j); auto.
    + symmetry. rewrite <- (proj2 (has_components x)) at 1. rewrite form_total_left.
      apply (total_only (fun j => b (pi j x) (pi i y)) i). intros j ne. apply (perp j i); auto.
Qed.

(** ** decomposition.specific

    f_inside: [inside shared image f]; g_inside: [inside shared text g]; orthogonal: [orthogonal]. *)
Definition inside (i j : part) (X : Type) (f : X -> Z) := forall x, exists u v, U i u /\ U j v /\ f x = u + v.

Lemma outside_zero i j k (X : Type) (f : X -> Z) x : inside i j f -> k <> i -> k <> j -> pi k (f x) = 0.
Proof.
  intros h ki kj. destruct (h x) as (u & v & hu & hv & ->).
  rewrite projection_additive, (projection_member hu), (projection_member hv), !only_other by assumption.
  apply null_plus.
Qed.

Variables (X Y : Type) (f : X -> Z) (g : Y -> Z).

Theorem specific : orthogonal -> inside shared image f -> inside shared text g -> forall x y,
  q (f x - g y) = q (pi shared (f x - g y)) + q (pi image (f x)) + q (pi text (g y)).
Proof.
  intros perp f_inside g_inside x y. destruct (has_components (f x - g y)) as [inside e].
  rewrite <- e at 1. rewrite (pythagoras perp inside). unfold total.
  assert (sub : forall i, pi i (f x - g y) = pi i (f x) - pi i (g y)).
  { intro i. unfold minus.
    rewrite projection_additive, (additive_opp (@projection_additive i)). reflexivity. }
  assert (gi : pi image (g y) = 0) by (apply (outside_zero y g_inside); discriminate).
  assert (ft : pi text (f x) = 0) by (apply (outside_zero x f_inside); discriminate).
  rewrite (sub image), (sub text), gi, ft.
  unfold minus. rewrite opp_null, plus_null, null_plus, q_opp. reflexivity.
Qed.

(** ** decomposition.specific_energy and decomposition.shared

    Over Q, and over every group with an order that sums keep, where q(z) >= 0 for all z. *)
Variable le : R -> R -> Prop.
Definition ordered :=
  (forall r s t, le r s -> le s t -> le r t) /\ forall r s t, le r s -> le (r + t) (s + t).
Definition semidefinite := forall z, le 0 (q z).

Lemma le_plus r s : ordered -> le 0 s -> le r (s + r).
Proof. intros [_ keeps] h. rewrite <- (null_plus _ r) at 1. apply keeps, h. Qed.

Theorem specific_energy : ordered -> semidefinite ->
  orthogonal -> inside shared image f -> inside shared text g -> forall x y e,
  le (q (f x - g y)) e -> le (q (pi image (f x)) + q (pi text (g y))) e.
Proof.
  intros order pos perp f_inside g_inside x y e near. apply (proj1 order) with (2 := near).
  rewrite (specific perp f_inside g_inside), <- plus_assoc. apply le_plus; auto.
Qed.

Theorem shared_within : ordered -> semidefinite -> orthogonal -> forall x y e,
  le (q (f x - g y)) e -> le (q (pi shared (f x) - pi shared (g y))) e.
Proof.
  intros order pos perp x y e near. apply (proj1 order) with (2 := near).
  destruct (has_components (f x - g y)) as [inside sum]. rewrite <- sum, (pythagoras perp inside).
  unfold minus at 1. rewrite <- (additive_opp (@projection_additive shared)), <- projection_additive.
  fold (f x - g y). unfold total. rewrite <- plus_assoc, plus_comm. apply le_plus; trivial.
  apply (proj1 order) with (q (pi text (f x - g y))); [apply pos | apply le_plus; auto].
Qed.
End Forms.
