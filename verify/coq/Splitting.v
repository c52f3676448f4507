(** * Splitting off a subspace

        Z = U ⊕ U^⊥   iff   det (b(u_i, u_j)) <> 0, u_1, ..., u_k a basis of U

    Main definitions
      form b                a symmetric bilinear form
      nondegenerate us      of the combinations of us only 0 is orthogonal to all of us
      perp us z             z is orthogonal to the span of us
      splits us             Z = U ⊕ U^⊥ for U the span of us

    Main theorems
      splitting, splitting_converse     decomposition.splitting, splitting_converse
      hyperbolic_refutes                decomposition.splitting_always is false over every field

    Conventions
      For coefficients c the vector of the b(u_i, Σ c_j u_j) is the Gram matrix times c: [nondegenerate us]
      says that the Gram matrix takes no c but 0 to 0: that its determinant is not 0.

    References
      [1] S. Lang, Algebra, 3rd ed., 2002, XV.1: orthogonal sums.                                         *)

From Coq Require Import List Arith Lia Ring.
From Fibercheck Require Import Groups Rings Linear.
Import ListNotations.
Set Implicit Arguments.
Local Open Scope structure_scope.

Section Splitting.
Variables (K : field) (Z : space K) (b : Z -> Z -> K).
Add Ring K_ring : (field_theory K).

Definition form :=
  (forall x y z, b x (y + z) = b x y + b x z) /\ (forall c x y, b x (scale c y) = c * b x y)
  /\ forall x y, b x y = b y x.
Definition nondegenerate us :=
  forall l, map snd l = us -> (forall u, In u us -> b u (lin Z l) = 0) -> trivial K l.
Definition perp us z := forall u, span Z us u -> b u z = 0.
Definition splits us :=
  (forall z, exists u v, span Z us u /\ perp us v /\ z = u + v)
  /\ forall z, span Z us z -> perp us z -> z = 0.

Hypothesis b_form : form.

Lemma form_additive x : @additive Z K (b x).
Proof. intros y z. apply b_form. Qed.
Lemma form_scale c x y : b x (scale c y) = c * b x y.
Proof. apply b_form. Qed.
Lemma form_symmetric x y : b x y = b y x.
Proof. apply b_form. Qed.

Lemma form_sum (A : Type) (c : A -> K) (v : A -> Z) x l :
  b x (sum (fun a => scale (c a) (v a)) l) = sum (fun a => c a * b x (v a)) l.
Proof. rewrite (sum_map _ _ (form_additive x)). apply sum_equal. intros a _. apply form_scale. Qed.

Lemma perp_members us z : perp us z <-> forall u, In u us -> b u z = 0.
Proof.
  split; [intros h u i; apply h, span_member, i|]. intros h u (l & <- & <-). rewrite form_symmetric.
  unfold lin. rewrite form_sum. apply sum_zero.
  intros p i. rewrite form_symmetric, h by (apply in_map, i). apply mul_null.
Qed.

(** ** decomposition.splitting

    nondegenerate: [nondegenerate us], where us spans U. *)
Theorem splitting us : nondegenerate us -> splits us.
Proof.
  intro regular. split.
  - intro z.
    destruct (@solution K Z (length us) (z :: us) (fun a i => b (nth i us 0) a))
      as (l & names & (p & is_in & nonzero) & solves); [simpl; lia|].
    destruct l as [|[c z'] l]; [discriminate|]. injection names as -> names.
    assert (kernel : forall u, In u us -> b u (scale c z + lin Z l) = 0).
    { intros u i. destruct (In_nth us u 0 i) as (n & hn & <-). rewrite form_additive, form_scale.
      unfold lin. rewrite form_sum. apply (solves n hn). }
    destruct (zero_or_not K c) as [-> | hc].
    + exfalso. assert (all : trivial K l).
      { apply (regular l names). intros u i. rewrite <- (kernel u i), scale_zero, null_plus. reflexivity. }
      destruct is_in as [<- | i]; [apply nonzero; reflexivity | apply nonzero, (all p i)].
    + set (d := inverse c). exists (scale (- d) (lin Z l)), (scale d (scale c z + lin Z l)).
      split; [apply span_scale; exists l; auto|]. split.
      * apply perp_members. intros u i. rewrite form_scale, kernel by exact i. apply mul_null.
      * rewrite scale_plus, scale_scale, plus_assoc, (plus_comm _ (scale (- d) _)), <- plus_assoc.
        rewrite <- plus_scale, opp_plus, scale_zero, plus_null. unfold d.
        rewrite mul_comm, mul_inverse by exact hc. symmetry. apply scale_one.
  - intros z (l & names & <-) h. apply lin_trivial. apply (regular l names). apply perp_members, h.
Qed.

(** ** decomposition.splitting_converse

    splits: [splits us], of which only U ∩ U^⊥ = 0 is used; us is a basis of U: [independent us]. *)
Theorem splitting_converse us : independent Z us -> splits us -> nondegenerate us.
Proof.
  intros free [_ apart] l names h. apply (free l names). apply apart; [exists l; auto|].
  apply perp_members, h.
Qed.

End Splitting.
Arguments form {K Z} b. Arguments nondegenerate {K Z} b us. Arguments perp {K Z} b us z.
Arguments splits {K Z} b us.

(** ** decomposition.splitting_always

    nondegenerate on Z: only 0 is orthogonal to all of Z.  On the plane over any field with the form
    b((x, y), (s, t)) = x t + y s the line of (1, 0) is orthogonal to itself. *)
Section Hyperbolic.
Variable K : field.
Add Ring K_ring : (field_theory K).

Definition plane : space K.
Proof.
  refine (@Space K (product K K) (fun c v => (c * fst v, c * snd v)) _ _ _ _);
  abstract (intros; simpl;
    rewrite ?mul_plus, ?plus_mul, ?mul_assoc, ?one_mul, <- ?surjective_pairing; trivial).
Defined.

Definition hyperbolic (v w : plane) : K := fst v * snd w + snd v * fst w.

Theorem hyperbolic_refutes :
  form hyperbolic /\ (forall w, (forall v, hyperbolic v w = 0) -> w = 0)
  /\ ~ splits hyperbolic [((1, 0) : plane)].
Proof.
  split; [|split].
  - unfold form, hyperbolic. split; [|split]; intros; simpl; ring.
  - intros [x y] h. pose proof (h (1, 0)) as hy. pose proof (h (0, 1)) as hx. unfold hyperbolic in *.
    simpl in *. rewrite one_mul, null_mul, plus_null in hy. rewrite one_mul, null_mul, null_plus in hx.
    rewrite hx, hy. reflexivity.
  - intros [_ apart]. apply (one_not_zero K).
    assert (e : ((1, 0) : plane) = 0); [apply apart | injection e; trivial].
    + apply span_member. now left.
    + intros u (l & names & <-). destruct l as [|[c v] [|]]; try discriminate. injection names as ->.
      unfold hyperbolic. simpl. ring.
Qed.
End Hyperbolic.
