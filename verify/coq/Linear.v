(** * Vectors over a field: combinations, independence, exchange

        more vectors than equations  =>  a combination of them, not trivial, that solves all

    Main definitions
      field, space          fields in which a = 0 or a <> 0; vector spaces
      sum t l               t(a) added up over a list
      lin l                 the combination of a list of pairs (c, v): the sum of the c v
      span us v             v is a combination of us
      trivial l             all coefficients of l are 0
      independent us        only the trivial combination of us is 0

    Main theorems
      solution              k equations in more than k unknowns have a solution other than 0
      exchange              more than n vectors in the span of n have a combination that is 0 and not trivial
      independent_length    so independent vectors in the span of n are at most n: dimensions are defined

    References
      [1] S. Lang, Algebra, 3rd ed., 2002, III.5: the dimension of a vector space.                        *)

From Coq Require Import List Arith Lia Ring.
From Fibercheck Require Import Groups Rings.
Import ListNotations.
Set Implicit Arguments.
Local Open Scope structure_scope.

Record field := Field {
  scalars :> ring;
  mul_comm : forall a b : scalars, a * b = b * a;
  inverse : scalars -> scalars;
  mul_inverse : forall a : scalars, a <> 0 -> a * inverse a = 1;
  zero_or_not : forall a : scalars, a = 0 \/ a <> 0;
  one_not_zero : (1 : scalars) <> 0
}.
Arguments inverse {f}.

Record space (K : field) := Space {
  vectors :> group;
  scale : K -> vectors -> vectors;
  scale_plus : forall c u v, scale c (u + v) = scale c u + scale c v;
  plus_scale : forall c d v, scale (c + d) v = scale c v + scale d v;
  scale_scale : forall c d v, scale c (scale d v) = scale (c * d) v;
  scale_one : forall v, scale 1 v = v
}.
Arguments scale {K s}.

Lemma field_theory (K : field) :
  ring_theory (0 : K) 1 (@plus K) (@mul K) (@minus K) (@opp K) eq.
Proof.
  constructor; intros;
  auto using null_plus, plus_comm, plus_assoc, one_mul, mul_comm, mul_assoc, plus_mul, plus_opp.
Qed.

(** ** Sums over lists *)

Section Sum.
Variables (A : Type) (G : group).
Implicit Types (t : A -> G) (l : list A).

Fixpoint sum t l : G := match l with nil => 0 | a :: l => t a + sum t l end.

Lemma sum_app t l m : sum t (l ++ m) = sum t l + sum t m.
Proof. induction l; simpl; [rewrite null_plus | rewrite IHl, plus_assoc]; reflexivity. Qed.

Lemma sum_equal t t' l : (forall a, In a l -> t a = t' a) -> sum t l = sum t' l.
Proof.
  induction l; simpl; intro h; [reflexivity|]. rewrite (h a), IHl by auto. reflexivity.
Qed.

Lemma sum_zero t l : (forall a, In a l -> t a = 0) -> sum t l = 0.
Proof. induction l; simpl; intro h; [reflexivity|]. rewrite (h a), IHl by auto. apply null_plus. Qed.

Lemma sum_plus t t' l : sum (fun a => t a + t' a) l = sum t l + sum t' l.
Proof. induction l; simpl; [rewrite null_plus | rewrite IHl, plus_swap]; reflexivity. Qed.
End Sum.
Arguments sum {A G} t l.

Lemma sum_of_map (A B : Type) (G : group) (h : A -> B) (t : B -> G) l :
  sum t (map h l) = sum (fun a => t (h a)) l.
Proof. induction l; simpl; [|rewrite IHl]; reflexivity. Qed.

Lemma sum_map (A : Type) (G H : group) (f : G -> H) (t : A -> G) l :
  additive f -> f (sum t l) = sum (fun a => f (t a)) l.
Proof. intro fa. induction l; simpl; [apply (additive_null fa) | rewrite fa, IHl; reflexivity]. Qed.

(** ** Equations: a solution other than 0 *)

Section Solution.
Variable K : field.
Add Ring K_ring : (field_theory K).

Definition trivial (A : Type) (l : list (K * A)) := forall p, In p l -> fst p = 0.
Definition substantial (A : Type) (l : list (K * A)) := exists p, In p l /\ fst p <> 0.

Lemma pivot (A : Type) (t : A -> K) (l : list A) :
  (forall a, In a l -> t a = 0) \/ exists l1 p l2, l = l1 ++ p :: l2 /\ t p <> 0.
Proof.
  induction l as [|a l [h | (l1 & p & l2 & -> & h)]].
  - left. intros a [].
  - destruct (zero_or_not K (t a)); [left; intros b [<- | i]; auto | right; exists nil, a, l; auto].
  - right. exists (a :: l1), p, l2. auto.
Qed.

Lemma additive_mul (c : K) : @additive K K (fun a => c * a).
Proof. intros a b. apply mul_plus. Qed.

(** Unknowns are named by a list, and [coefficient a i] is that of a in equation i. *)
Theorem solution (A : Type) (k : nat) : forall (unknowns : list A) (coefficient : A -> nat -> K),
  (k < length unknowns)%nat ->
  exists l, map snd l = unknowns /\ substantial l
    /\ forall i, (i < k)%nat -> sum (fun p => fst p * coefficient (snd p) i) l = 0.
Proof.
  induction k as [|k IH]; intros unknowns t more.
  - destruct unknowns as [|a l]; simpl in more; [lia|].
    exists ((1, a) :: map (fun x => (0, x)) l). split; [|split; [|intros; lia]].
    + simpl. rewrite map_map. simpl. rewrite map_id. reflexivity.
    + exists (1, a). split; [now left | apply one_not_zero].
  - destruct (pivot (fun a => t a k) unknowns) as [zero | (l1 & p & l2 & -> & nonzero)].
    + destruct (IH unknowns t) as (l & names & h & solves); [lia|]. exists l. split; [|split]; trivial.
      intros i hi. destruct (Nat.eq_dec i k) as [-> |]; [|apply solves; lia].
      apply sum_zero. intros p ip. rewrite (zero (snd p)); [apply mul_null|].
      rewrite <- names. apply in_map, ip.
    + set (ratio a := t a k * inverse (t p k)).
      destruct (IH (l1 ++ l2) (fun a i => t a i - ratio a * t p i)) as (l & names & (r & ir & h) & solves).
      { rewrite app_length in *. simpl in more. lia. }
      destruct (map_eq_app _ _ _ _ names) as (m1 & m2 & -> & <- & <-).
      set (c := - sum (fun r => fst r * ratio (snd r)) (m1 ++ m2)).
      assert (value : forall i, sum (fun r => fst r * t (snd r) i) (m1 ++ (c, p) :: m2)
        = sum (fun r => fst r * (t (snd r) i - ratio (snd r) * t p i)) (m1 ++ m2)).
      { intro i.
        transitivity (sum (fun r => fst r * t (snd r) i + (- t p i) * (fst r * ratio (snd r))) (m1 ++ m2)).
        - rewrite sum_plus, <- (sum_map _ _ (additive_mul (- t p i))), !sum_app. simpl. unfold c.
          rewrite sum_app. ring.
        - apply sum_equal. intros r' _. ring. }
      exists (m1 ++ (c, p) :: m2). split; [rewrite map_app; reflexivity|]. split.
      * exists r. split; trivial. rewrite in_app_iff in *. simpl. tauto.
      * intros i hi. rewrite value. destruct (Nat.eq_dec i k) as [-> |]; [|apply solves; lia].
        apply sum_zero. intros s is_in. unfold ratio.
        replace (fst s * (t (snd s) k - t (snd s) k * inverse (t p k) * t p k))
          with (fst s * t (snd s) k * (1 - t p k * inverse (t p k))) by ring.
        rewrite mul_inverse by exact nonzero. ring.
Qed.

(** ** Combinations *)

Section Space.
Variable V : space K.

Lemma scale_additive (c : K) : @additive V V (fun v => scale c v).
Proof. intros u v. apply scale_plus. Qed.
Lemma additive_scale (v : V) : @additive K V (fun c => scale c v).
Proof. intros c d. apply plus_scale. Qed.
Lemma scale_zero (v : V) : scale (0 : K) v = 0.
Proof. apply (additive_null (additive_scale v)). Qed.

Definition lin (l : list (K * V)) : V := sum (fun p => scale (fst p) (snd p)) l.
Definition span (us : list V) (v : V) := exists l, map snd l = us /\ lin l = v.
Definition independent (us : list V) := forall l, map snd l = us -> lin l = 0 -> trivial l.

Lemma lin_trivial l : trivial l -> lin l = 0.
Proof. intro h. apply sum_zero. intros p i. rewrite (h p i). apply scale_zero. Qed.

(** The combination of us with given coefficients. *)
Fixpoint combination (c : nat -> K) (us : list V) : V :=
  match us with nil => 0 | u :: us => scale (c O) u + combination (fun i => c (S i)) us end.

Lemma span_coefficients us v : span us v -> exists c, combination c us = v.
Proof.
  intros (l & <- & <-). exists (fun i => nth i (map fst l) 0).
  induction l as [|p l IH]; simpl; [|rewrite IH]; reflexivity.
Qed.

Lemma combination_sum (A : Type) (l : list (K * A)) (c : A -> nat -> K) us :
  sum (fun p => scale (fst p) (combination (c (snd p)) us)) l
  = combination (fun i => sum (fun p => fst p * c (snd p) i) l) us.
Proof.
  revert c. induction us as [|u us IH]; intro c; simpl.
  - apply sum_zero. intros p _. apply (additive_null (scale_additive (fst p))).
  - rewrite <- (IH (fun a i => c a (S i))), (sum_map _ _ (additive_scale u)), <- sum_plus.
    apply sum_equal. intros p _. rewrite scale_plus, scale_scale. reflexivity.
Qed.

Lemma combination_zero c us : (forall i, (i < length us)%nat -> c i = 0) -> combination c us = 0.
Proof.
  revert c. induction us as [|u us IH]; intros c h; simpl; [reflexivity|].
  rewrite (h O), scale_zero, null_plus by (simpl; lia). apply IH. intros i hi. apply h. simpl. lia.
Qed.

Lemma choose (A B : Type) (R : A -> B -> Prop) l : (forall a, In a l -> exists b, R a b) ->
  exists m, map fst m = l /\ forall p, In p m -> R (fst p) (snd p).
Proof.
  induction l as [|a l IH]; intro h; [exists nil; split; [reflexivity | intros p []]|].
  destruct IH as (m & names & hm); [intros; apply h; now right|].
  destruct (h a (or_introl eq_refl)) as [b hb].
  exists ((a, b) :: m). simpl. rewrite names. split; [reflexivity|]. intros p [<- | i]; auto.
Qed.

(** Things a with vectors v(a) in the span of fewer vectors. *)
Theorem exchange (A : Type) (v : A -> V) (names : list A) us :
  (length us < length names)%nat -> (forall a, In a names -> span us (v a)) ->
  exists l, map snd l = names /\ substantial l /\ sum (fun p => scale (fst p) (v (snd p))) l = 0.
Proof.
  intros more inside.
  destruct (choose (fun a c => combination c us = v a) names) as (m & <- & hm).
  { intros a i. apply span_coefficients, inside, i. }
  destruct (solution m (fun a i => snd a i) (k := length us)) as (l & <- & (p & i & h) & solves).
  { rewrite map_length in more. exact more. }
  exists (map (fun p => (fst p, fst (snd p))) l). split; [|split].
  - rewrite !map_map. reflexivity.
  - exists (fst p, fst (snd p)). split; [apply in_map_iff; exists p; auto | exact h].
  - rewrite sum_of_map. simpl.
    rewrite <- (combination_zero (fun i => sum (fun p => fst p * snd (snd p) i) l) us) by exact solves.
    rewrite <- combination_sum. apply sum_equal. intros r ir. rewrite <- (hm (snd r)); [reflexivity|].
    apply in_map, ir.
Qed.

Theorem independent_length ws us :
  independent ws -> (forall w, In w ws -> span us w) -> (length ws <= length us)%nat.
Proof.
  intros free inside. destruct (Nat.le_gt_cases (length ws) (length us)) as [|more]; [assumption | exfalso].
  destruct (exchange (fun v => v) ws more inside) as (l & names & (p & i & h) & zero).
  apply h, (free l names zero p i).
Qed.
(** ** Spans are subspaces *)

Lemma scale_opp_one (v : V) : scale (- (1 : K)) v = - v.
Proof. rewrite (additive_opp (additive_scale v)), scale_one. reflexivity. Qed.

Lemma span_scale us c v : span us v -> span us (scale c v).
Proof.
  intros (l & <- & <-). exists (map (fun p => (c * fst p, snd p)) l).
  split; [rewrite map_map; reflexivity|]. unfold lin. rewrite (sum_map _ _ (scale_additive c)).
  induction l as [|p l IH]; simpl; [|rewrite IH, scale_scale]; reflexivity.
Qed.

Lemma span_opp us v : span us v -> span us (- v).
Proof. rewrite <- scale_opp_one. apply span_scale. Qed.

Lemma span_zero us : span us 0.
Proof.
  exists (map (fun v => (0, v)) us). split; [rewrite map_map; apply map_id|].
  apply lin_trivial. intros p i. apply in_map_iff in i. destruct i as (v & <- & _). reflexivity.
Qed.

Lemma span_app us vs u v : span us u -> span vs v -> span (us ++ vs) (u + v).
Proof. intros (k & <- & <-) (n & <- & <-). exists (k ++ n). split; [apply map_app | apply sum_app]. Qed.

Lemma span_plus us u v : span us u -> span us v -> span us (u + v).
Proof.
  intros (m & <- & <-) (n & names & <-). revert n names. induction m as [|p m IH]; intros n names.
  - destruct n; [|discriminate]. exists nil. split; [reflexivity | symmetry; apply null_plus].
  - destruct n as [|r n]; [discriminate|]. injection names as e names.
    destruct (IH n names) as (k & hk & sum_k). exists ((fst p + fst r, snd p) :: k). split.
    + simpl. rewrite hk. reflexivity.
    + unfold lin in *. simpl. rewrite sum_k, e, plus_scale. apply plus_swap.
Qed.

Lemma span_member us u : In u us -> span us u.
Proof.
  intro i. apply in_split in i. destruct i as (l1 & l2 & ->).
  apply (eq_ind (0 + (scale 1 u + 0)) (span (l1 ++ u :: l2)));
    [|rewrite scale_one, plus_null; apply null_plus].
  apply span_app; [apply span_zero|]. destruct (span_zero l2) as (l & <- & e).
  exists ((1, u) :: l). unfold lin. simpl. fold (lin l). rewrite e. split; reflexivity.
Qed.
End Space.
End Solution.
