(** * Orders of fiber products and of relaxations of finite groups

        |X ×_Z Y| |L| = |X| |Y|        |F_e| = |X ×_Z Y| |B_e ∩ L|        L = { f x - g y }

    Main definitions
      lists l P             l names each a with P a once, and nothing else: P has [length l] members

    Main theorems
      lists_length          the number of members is well defined
      lists_over            if over each of n points lie k members of P, then P has k n members
      square_order          classical.order, by L
      square_order_kernels  classical.order, by kernels
      growth, growth_zero   relaxation.growth

    Conventions
      That a set is finite is said by a list of its members; no equality has to be decided.

    References
      [1] S. Lang, Algebra, 3rd ed., 2002, I.2: cosets of a kernel.                                       *)

From Coq Require Import List Arith FinFun Lia.
From Fibercheck Require Import Groups Rings.
Import ListNotations.
Set Implicit Arguments.
Local Open Scope structure_scope.

Definition lists (A : Type) (l : list A) (P : A -> Prop) := NoDup l /\ forall a, In a l <-> P a.

Lemma lists_length (A : Type) (l l' : list A) P Q :
  lists l P -> lists l' Q -> (forall a, P a <-> Q a) -> length l = length l'.
Proof.
  intros [once h] [once' h'] same.
  apply Nat.le_antisymm; apply NoDup_incl_length; trivial; intros a i.
  - apply h', same, h, i.
  - apply h, same, h', i.
Qed.

Lemma NoDup_both (A : Type) (l m : list A) :
  NoDup l -> NoDup m -> (forall a, In a l -> ~ In a m) -> NoDup (l ++ m).
Proof.
  intros once once'. induction once as [|a l out once IH]; simpl; intro apart; [assumption|].
  constructor; [rewrite in_app_iff | apply IH; auto].
  intros [i | i]; [contradiction | exact (apart a (or_introl eq_refl) i)].
Qed.

(** Members of P over the points of a list, k over each. *)
Lemma lists_over (A B : Type) (P : A -> Prop) (h : A -> B) (k : nat) (m : list B) : NoDup m ->
  (forall b, In b m -> exists l, lists l (fun a => P a /\ h a = b) /\ length l = k) ->
  exists l, lists l (fun a => P a /\ In (h a) m) /\ length l = (k * length m)%nat.
Proof.
  intro once. induction once as [|b m out once IH]; intro over.
  - exists nil. split; [|simpl; lia]. split; [constructor|]. simpl. tauto.
  - destruct IH as (l & [distinct members] & size); [intros c i; apply over; now right|].
    destruct (over b (or_introl eq_refl)) as (l' & [distinct' members'] & size').
    exists (l' ++ l). split; [|rewrite app_length, size, size'; simpl; lia]. split.
    + apply NoDup_both; trivial. intros a i j. apply members' in i. apply members in j.
      destruct i as [_ <-], j as [_ j]. contradiction.
    + intro a. rewrite in_app_iff, members', members. simpl. split.
      * intros [[p <-] | [p i]]; auto.
      * intros [p [<- | i]]; auto.
Qed.

Lemma lists_shift (A : Type) (l : list A) (P Q : A -> Prop) (to back : A -> A) :
  (forall a, to (back a) = a) -> (forall a, back (to a) = a) -> (forall a, Q a <-> P (back a)) ->
  lists l P -> lists (map to l) Q.
Proof.
  intros there here q [once members]. split.
  - apply Injective_map_NoDup; trivial. intros a b e. rewrite <- (here a), e. apply here.
  - intro a. rewrite in_map_iff, q, <- members. split.
    + intros (b & <- & i). rewrite here. exact i.
    + intro i. exists (back a). auto.
Qed.

Lemma lists_product (A B : Type) (l : list A) (m : list B) P Q :
  lists l P -> lists m Q -> lists (list_prod l m) (fun p => P (fst p) /\ Q (snd p)).
Proof.
  intros [once members] [once' members']. split.
  - clear P members Q members'. induction once as [|a l out once IH]; simpl; [constructor|].
    apply NoDup_both; trivial.
    + apply Injective_map_NoDup; trivial. intros b c [= e]. exact e.
    + intros [a' b] i j. apply in_map_iff in i. destruct i as (c & [= <- <-] & _).
      apply in_prod_iff in j. tauto.
  - intros [a b]. rewrite in_prod_iff, members, members'. reflexivity.
Qed.

Section Orders.
Variables (X Y Z : group) (f : X -> Z) (g : Y -> Z).
Hypotheses (f_additive : additive f) (g_additive : additive g).

Definition difference (p : product X Y) : Z := f (fst p) - g (snd p).
Definition differences (z : Z) := exists p, difference p = z.

Lemma difference_additive : additive difference.
Proof. intros p q. unfold difference. simpl. rewrite f_additive, g_additive. apply minus_of_plus. Qed.

(** The pairs over a point of L are a translate of those over 0. *)
Lemma over_difference F z : lists F (square f g) -> differences z ->
  exists l, lists l (fun p => True /\ difference p = z) /\ length l = length F.
Proof.
  intros members [p hp]. exists (map (fun q : product X Y => q + p) F). split; [|apply map_length].
  apply lists_shift with (back := fun q : product X Y => q - p) (P := square f g); trivial.
  - intro q. apply minus_plus.
  - intro q. unfold minus. rewrite <- plus_assoc, plus_opp. apply plus_null.
  - intro q. rewrite square_kernel. change (f (fst (q - p)) - g (snd (q - p))) with (difference (q - p)).
    unfold minus at 1. rewrite difference_additive, (additive_opp difference_additive), hp.
    fold (difference q - z). split.
    + intros [_ ->]. apply minus_self.
    + intro e. split; trivial. rewrite <- (minus_plus _ (difference q) z), e. apply null_plus.
Qed.

Lemma over_differences F m : lists F (square f g) -> NoDup m -> (forall z, In z m -> differences z) ->
  exists l, lists l (fun p => True /\ In (difference p) m) /\ length l = (length F * length m)%nat.
Proof.
  intros members once inside. apply lists_over; trivial. intros z i. apply over_difference; auto.
Qed.

(** ** classical.order

    additive: f and g; X, Y, F and L are finite by their lists xs, ys, F and L, and
    L = im f + im g, the set of the f x - g y. *)
Theorem square_order xs ys F L :
  lists xs (fun _ : X => True) -> lists ys (fun _ : Y => True) -> lists F (square f g) ->
  lists L differences -> (length F * length L = length xs * length ys)%nat.
Proof.
  intros hx hy hF [once members]. destruct (@over_differences F L) as (l & hl & size); trivial.
  { intros z i. apply members, i. }
  rewrite <- size, <- prod_length. apply (lists_length hl (lists_product hx hy)).
  intro p. rewrite members. split; [auto|]. intros _. split; trivial. exists p. reflexivity.
Qed.

Theorem square_order_kernels F kf kg both :
  lists F (square f g) -> lists kf (fun x => f x = 0) -> lists kg (fun y => g y = 0) ->
  lists both (fun z => (exists x, f x = z) /\ exists y, g y = z) ->
  length F = (length kf * length kg * length both)%nat.
Proof.
  intros hF hf hg [once members].
  destruct (@lists_over (product X Y) Z (square f g) (fun p => f (fst p)) (length kf * length kg) both)
    as (l & hl & size); trivial.
  - intros z i. apply members in i. destruct i as ([x hx] & [y hy]). set (p := (x, y) : product X Y).
    exists (map (fun q : product X Y => q + p) (list_prod kf kg)).
    split; [|rewrite map_length; apply prod_length].
    apply lists_shift with (back := fun q : product X Y => q - p)
      (P := fun q : product X Y => f (fst q) = 0 /\ g (snd q) = 0).
    + intro q. apply minus_plus.
    + intro q. unfold minus. rewrite <- plus_assoc, plus_opp. apply plus_null.
    + intros [s t]. unfold square. simpl.
      rewrite f_additive, g_additive, (additive_opp f_additive), (additive_opp g_additive), hx, hy.
      fold (f s - z) (g t - z). split.
      * intros [e <-]. rewrite <- e, minus_self. auto.
      * intros [e e']. rewrite <- (minus_plus _ (f s) z), <- (minus_plus _ (g t) z), e, e', null_plus. auto.
    + apply (lists_product hf hg).
  - rewrite <- size. apply (lists_length hF hl). intros [x y]. unfold square. simpl. split; [|tauto].
    intro e. split; trivial. apply members. split; [exists x | exists y]; auto.
Qed.

(** ** relaxation.growth

    additive: f and g; invariant: d does not change when both points are translated.  Nothing else is asked of
    d, or of the order of its values. *)
Section Growth.
Variables (W : Type) (le : W -> W -> Prop) (d : Z -> Z -> W) (e : W).
Hypothesis invariant : forall a b c, d (a + c) (b + c) = d a b.

Theorem growth_zero F Fe near :
  lists F (square f g) -> lists Fe (fun p => le (d (f (fst p)) (g (snd p))) e) ->
  lists near (fun z => le (d z 0) e /\ differences z) -> (length Fe = length F * length near)%nat.
Proof.
  intros hF he [once members]. destruct (@over_differences F near) as (l & hl & size); trivial.
  { intros z i. apply members, i. }
  rewrite <- size. apply (lists_length he hl). intro p. rewrite members.
  rewrite <- (invariant _ _ (- g (snd p))), plus_opp. fold (f (fst p) - g (snd p)) (difference p). split.
  - intro h. split; trivial. split; trivial. exists p. reflexivity.
  - tauto.
Qed.

Theorem growth xs ys F L Fe near :
  lists xs (fun _ : X => True) -> lists ys (fun _ : Y => True) -> lists F (square f g) ->
  lists L differences -> lists Fe (fun p => le (d (f (fst p)) (g (snd p))) e) ->
  lists near (fun z => le (d z 0) e /\ differences z) ->
  (length Fe * length L = length xs * length ys * length near)%nat.
Proof.
  intros hx hy hF hL he near_L. rewrite (growth_zero hF he near_L), <- (square_order hx hy hF hL). lia.
Qed.
End Growth.
End Orders.
