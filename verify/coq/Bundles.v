(** * The projection to the shared part is a trivial bundle

        Z = S ⊕ K --π--> S        z ↦ (π z, z - π z)

    Main definitions
      projection            π takes z to the s in S with z - s in K
      chart z               (π z, z - π z)
      sections_over ss      the families of points of Z, one over each point of a list

    Main theorems
      bundle_trivial        z ↦ (π z, z - π z) is a bijection with S × K over S, of inverse (s, k) ↦ s + k
      bundle_fibers         each fiber has |K| points
      bundle_sections       there are |K|^|S| sections
      bundle_pullback       over s the pairs with π f x = π g y are all pairs of what lies over s in X and Y

    Conventions
      S stands for Z_s and K for Z_I ⊕ Z_T.  They are subgroups: no scalars are used, and no finiteness but
      where something is counted.

    References
      [1] N. Steenrod, The Topology of Fibre Bundles, 1951, § 1-2 and § 10.                               *)

From Coq Require Import List Arith Lia FinFun.
From Fibercheck Require Import Groups Rings Orders.
Import ListNotations.
Set Implicit Arguments.
Local Open Scope structure_scope.

(** ** decomposition.bundle

    direct: [projection] and [apart], that is Z = S + K by a function π, and S ∩ K = 0. *)
Section Bundle.
Variables (Z : group) (S K : Z -> Prop) (pi : Z -> Z).
Definition projection := forall z, S (pi z) /\ K (z - pi z).
Definition apart := forall z, S z -> K z -> z = 0.
Definition chart (z : Z) := (pi z, z - pi z).
Hypotheses (S_subgroup : subgroup S) (K_subgroup : subgroup K) (direct : projection) (independent : apart).

Lemma subgroup_minus (P : Z -> Prop) a b : subgroup P -> P a -> P b -> P (a - b).
Proof. intros (_ & sums & opposites) ha hb. apply sums; [|apply opposites]; assumption. Qed.

Lemma projection_sum s k : S s -> K k -> pi (s + k) = s.
Proof.
  intros hs hk. destruct (direct (s + k)) as [h h'].
  assert (e : pi (s + k) - s = 0).
  { apply independent; [apply subgroup_minus; assumption|].
    replace (pi (s + k) - s) with (k - ((s + k) - pi (s + k))); [apply subgroup_minus; assumption|].
    set (t := pi (s + k)). unfold minus. rewrite !opp_sum, opp_opp, plus_assoc.
    rewrite (plus_comm _ (opp s)), plus_assoc, plus_opp, null_plus. apply plus_comm. }
  rewrite <- (minus_plus _ (pi (s + k)) s), e. apply null_plus.
Qed.

Theorem bundle_trivial :
  (forall z, S (fst (chart z)) /\ K (snd (chart z)))
  /\ (forall z, fst (chart z) + snd (chart z) = z)
  /\ forall s k, S s -> K k -> chart (s + k) = (s, k).
Proof.
  split; [exact direct | split].
  - intro z. simpl. rewrite plus_comm. apply minus_plus.
  - intros s k hs hk. unfold chart. rewrite (projection_sum hs hk). f_equal.
    unfold minus. rewrite (plus_comm _ s), <- plus_assoc, plus_opp. apply plus_null.
Qed.

Theorem bundle_fibers kk s : lists kk K -> S s -> lists (map (plus s) kk) (fun z => pi z = s).
Proof.
  intros [once members] hs. split.
  - apply Injective_map_NoDup; trivial. intros a b. apply plus_cancel.
  - intro z. rewrite in_map_iff. split.
    + intros (k & <- & i). apply projection_sum; [|apply members]; assumption.
    + intros <-. exists (z - pi z). split; [rewrite plus_comm; apply minus_plus | apply members, direct].
Qed.

(** A section over the points ss, as the list of its values. *)
Definition section_over (ss values : list Z) := Forall2 (fun z s => pi z = s) values ss.

Theorem bundle_sections kk ss : lists kk K -> (forall s, In s ss -> S s) ->
  exists all, lists all (section_over ss) /\ length all = (length kk ^ length ss)%nat.
Proof.
  intros hk. induction ss as [|s ss IH]; intro inside.
  - exists [nil]. split; [split|reflexivity].
    + repeat constructor. intros [].
    + intro l. unfold section_over. split; [intros [<- | []]; constructor|].
      intro h. inversion h. now left.
  - destruct IH as (all & hall & size); [intros; apply inside; now right|].
    assert (fiber : lists (map (plus s) kk) (fun z => pi z = s))
      by (apply bundle_fibers; auto with datatypes).
    destruct (lists_product fiber hall) as [once members].
    exists (map (fun p => fst p :: snd p) (list_prod (map (plus s) kk) all)). split; [split|].
    + apply Injective_map_NoDup; trivial. intros [a l] [b m] [= -> ->]. reflexivity.
    + intro l. rewrite in_map_iff. unfold section_over. split.
      * intros (p & <- & i). apply members in i. constructor; apply i.
      * intro h. inversion h as [|z s' l' ss' hz hl]; subst. exists (z, l'). split; [reflexivity|].
        apply members. split; trivial.
    + rewrite map_length, prod_length, map_length, size. reflexivity.
Qed.

Theorem bundle_pullback (X Y : Type) (f : X -> Z) (g : Y -> Z) s p :
  square (fun x => pi (f x)) (fun y => pi (g y)) p /\ pi (f (fst p)) = s
  <-> pi (f (fst p)) = s /\ pi (g (snd p)) = s.
Proof. unfold square. split; intros [h h']; split; congruence. Qed.
End Bundle.
