(** Laws of distances given by their tables, and of groups given by their tables of sums.

        d x x = 0    d x y = d y x    d x z <= d x y + d y z    d (x + z) (y + z) = d x y

    Each condition is a proposition over all points and is decided by a boolean function of the same shape.

    Main definitions: zero_diagonal, symmetric, separating, triangle, strong, pseudometric, metric, ultrametric;
    plus, invariant, additive; sums, the table of Z_m1 x ... x Z_mk.
    Main theorems: sums_plus, vectors_rank. *)
From Coq Require Import List Arith NArith Lia Bool.
From Fibercheck Require Import Finite.
Import ListNotations.

(** ** Distances *)

Section Distances.
Variable d : table.
Local Notation n := (length d).

Definition zero_diagonal : Prop := forall a, a < n -> dist d a a = 0%N.
Definition symmetric : Prop := forall a, a < n -> forall b, b < n -> dist d a b = dist d b a.
Definition separating : Prop := forall a, a < n -> forall b, b < n -> dist d a b = 0%N -> a = b.
Definition triangle : Prop := forall a, a < n -> forall b, b < n -> forall c, c < n ->
  (dist d a c <= dist d a b + dist d b c)%N.
Definition strong : Prop := forall a, a < n -> forall b, b < n -> forall c, c < n ->
  (dist d a c <= N.max (dist d a b) (dist d b c))%N.

Definition zero_diagonal_b := every n (fun a => N.eqb (dist d a a) 0).
Definition symmetric_b := every n (fun a => every n (fun b => N.eqb (dist d a b) (dist d b a))).
Definition separating_b := every n (fun a => every n (fun b => N.eqb (dist d a b) 0 ?=> Nat.eqb a b)).
Definition triangle_b := every n (fun a => every n (fun b => let near := dist d a b in
  every n (fun c => N.leb (dist d a c) (near + dist d b c)))).
Definition strong_b := every n (fun a => every n (fun b => let near := dist d a b in
  every n (fun c => N.leb (dist d a c) (N.max near (dist d b c))))).

Lemma zero_diagonal_iff : zero_diagonal_b = true <-> zero_diagonal.
Proof. unfold zero_diagonal_b, zero_diagonal; decide_by. Qed.
Lemma symmetric_iff : symmetric_b = true <-> symmetric.
Proof. unfold symmetric_b, symmetric; decide_by. Qed.
Lemma separating_iff : separating_b = true <-> separating.
Proof. unfold separating_b, separating; decide_by. Qed.
Lemma triangle_iff : triangle_b = true <-> triangle.
Proof. unfold triangle_b, triangle; decide_by. Qed.
Lemma strong_iff : strong_b = true <-> strong.
Proof. unfold strong_b, strong; decide_by. Qed.

Definition pseudometric : Prop := zero_diagonal /\ symmetric /\ triangle.
Definition metric : Prop := pseudometric /\ separating.
Definition ultrametric : Prop := strong /\ zero_diagonal /\ symmetric.
Definition pseudometric_b := zero_diagonal_b &&& (symmetric_b &&& triangle_b).
Definition metric_b := pseudometric_b &&& separating_b.
Definition ultrametric_b := strong_b &&& (zero_diagonal_b &&& symmetric_b).

Lemma pseudometric_iff : pseudometric_b = true <-> pseudometric.
Proof. repeat apply and_iff; auto using zero_diagonal_iff, symmetric_iff, triangle_iff. Qed.
Lemma metric_iff : metric_b = true <-> metric.
Proof. apply and_iff; auto using pseudometric_iff, separating_iff. Qed.
Lemma ultrametric_iff : ultrametric_b = true <-> ultrametric.
Proof. repeat apply and_iff; auto using strong_iff, zero_diagonal_iff, symmetric_iff. Qed.
End Distances.

(** A table is square of size n, and a map has its values below n. *)
Definition square_b (n : nat) (d : table) : bool :=
  Nat.eqb (length d) n &&& all (fun line => Nat.eqb (length line) n) d.
Definition map_b (x n : nat) (f : map_of_sets) : bool := Nat.eqb (length f) x &&& all (fun z => Nat.ltb z n) f.

Lemma square_iff n d : square_b n d = true <-> length d = n /\ (forall line, In line d -> length line = n).
Proof. apply and_iff; [apply Nat.eqb_eq | apply all_iff; intro; apply Nat.eqb_eq]. Qed.
Lemma map_iff x n f : map_b x n f = true <-> length f = x /\ (forall z, In z f -> z < n).
Proof. apply and_iff; [apply Nat.eqb_eq | apply all_iff; intro; apply Nat.ltb_lt]. Qed.

(** ** Groups: a table of sums on the ranks 0, ..., n - 1, with 0 of rank 0 *)

Notation group := (list (list nat)) (only parsing).
Definition plus (G : group) (a b : nat) : nat := nth b (nth a G []) 0.

Definition additive (X Z : group) (f : map_of_sets) : Prop :=
  forall a, a < length X -> forall b, b < length X -> at_ f (plus X a b) = plus Z (at_ f a) (at_ f b).
Definition additive_b (X Z : group) (f : map_of_sets) : bool :=
  every (length X) (fun a => every (length X) (fun b =>
    Nat.eqb (at_ f (plus X a b)) (plus Z (at_ f a) (at_ f b)))).
Lemma additive_iff X Z f : additive_b X Z f = true <-> additive X Z f.
Proof. unfold additive_b, additive; decide_by. Qed.

Definition invariant (G : group) (d : table) : Prop :=
  forall a, a < length G -> forall b, b < length G -> forall c, c < length G ->
    dist d (plus G a c) (plus G b c) = dist d a b.
Definition invariant_b (G : group) (d : table) : bool :=
  every (length G) (fun a => every (length G) (fun b => let here := dist d a b in
    every (length G) (fun c => N.eqb (dist d (plus G a c) (plus G b c)) here))).
Lemma invariant_iff G d : invariant_b G d = true <-> invariant G d.
Proof. unfold invariant_b, invariant; decide_by. Qed.

(** ** Z_m1 x ... x Z_mk: vectors in lexicographic order, their ranks, and the table of sums *)

Fixpoint vectors (ms : list nat) : list (list nat) :=
  match ms with [] => [[]] | m :: ms => flat_map (fun a => map (cons a) (vectors ms)) (seq 0 m) end.
Fixpoint volume (ms : list nat) : nat := match ms with [] => 1 | m :: ms => m * volume ms end.
Fixpoint rank (ms v : list nat) : nat :=
  match ms, v with m :: ms, a :: v => a * volume ms + rank ms v | _, _ => 0 end.
Fixpoint add (ms v w : list nat) : list nat :=
  match ms, v, w with m :: ms, a :: v, b :: w => (a + b) mod m :: add ms v w | _, _, _ => [] end.
Definition sums (ms : list nat) : group :=
  map (fun v => map (fun w => rank ms (add ms v w)) (vectors ms)) (vectors ms).

Definition fits (ms v : list nat) : Prop := Forall2 (fun m a => a < m) ms v.

Lemma vectors_length ms : length (vectors ms) = volume ms.
Proof.
  induction ms as [|m ms IH]; simpl; trivial. rewrite <- IH. generalize 0.
  induction m as [|m IHm]; intro s; simpl; trivial. rewrite app_length, map_length, IHm. lia.
Qed.

Lemma rank_below ms v : fits ms v -> rank ms v < volume ms.
Proof. induction 1; simpl; [lia|]. nia. Qed.

Lemma nth_blocks {X} (l : list (list X)) (g : nat -> list X -> list X) default k : k < length l ->
  forall m s a, a < m ->
  nth (a * length l + k) (flat_map (fun a => map (g a) l) (seq s m)) default = g (s + a) (nth k l []).
Proof.
  intros hk m. induction m as [|m IH]; intros s a ha; [lia|]. simpl flat_map. destruct a as [|a].
  - simpl. rewrite app_nth1 by (rewrite map_length; lia).
    rewrite (nth_indep _ default (g s [])) by (rewrite map_length; lia). rewrite map_nth. f_equal; lia.
  - rewrite app_nth2 by (rewrite map_length; nia).
    replace (S a * length l + k - length (map (g s) l)) with (a * length l + k) by (rewrite map_length; nia).
    rewrite IH by lia. f_equal; lia.
Qed.

Theorem vectors_rank ms v : fits ms v -> nth (rank ms v) (vectors ms) [] = v.
Proof.
  induction 1 as [|m a ms v ha hv IH]; simpl; trivial.
  rewrite <- vectors_length, nth_blocks; [now rewrite IH | | trivial].
  rewrite vectors_length. apply rank_below, hv.
Qed.

Theorem In_vectors ms v : In v (vectors ms) <-> fits ms v.
Proof.
  revert v; induction ms as [|m ms IH]; intro v; simpl.
  - split; [intros [<-|[]]; constructor | intro h; inversion h; auto].
  - rewrite in_flat_map; split.
    + intros (a & ha & h). apply in_map_iff in h. destruct h as (w & <- & h). apply in_seq in ha.
      constructor; [lia | apply IH, h].
    + intro h; inversion h as [|? a ? w ha hw]; subst. exists a. rewrite in_seq, in_map_iff.
      split; [lia|]. exists w. rewrite IH. auto.
Qed.

(** The table of sums adds vectors modulo m1, ..., mk. *)
Theorem sums_plus ms v w : fits ms v -> fits ms w -> plus (sums ms) (rank ms v) (rank ms w) = rank ms (add ms v w).
Proof.
  intros hv hw. unfold plus, sums.
  set (line := fun v => map (fun w => rank ms (add ms v w)) (vectors ms)).
  rewrite (nth_indep _ [] (line [])) by (rewrite map_length, vectors_length; apply rank_below, hv).
  rewrite map_nth, vectors_rank by trivial. unfold line.
  rewrite (nth_indep _ 0 ((fun w => rank ms (add ms v w)) [])) by
    (rewrite map_length, vectors_length; apply rank_below, hw).
  rewrite (map_nth (fun w => rank ms (add ms v w))), vectors_rank by trivial. reflexivity.
Qed.

Theorem sums_length ms : length (sums ms) = volume ms.
Proof. unfold sums. now rewrite map_length, vectors_length. Qed.

(** ** Lists of distances and of maps on groups *)

(** The distances w(x - y) with w(0) = 0 and the other values free. *)
Fixpoint less (ms v w : list nat) : list nat :=
  match ms, v, w with m :: ms, a :: v, b :: w => (a + (m - b)) mod m :: less ms v w | _, _, _ => [] end.
Definition weighted (ms : list nat) (w : list N) : table :=
  map (fun v => map (fun u => nth (rank ms (less ms v u)) (0%N :: w) 0%N) (vectors ms)) (vectors ms).
Definition weights (ms : list nat) (values : list N) : list table :=
  map (weighted ms) (choices (volume ms - 1) values).

(** The Lee, Hamming and discrete distances, and any other distance of vectors, as tables. *)
Definition tabled (ms : list nat) (delta : list nat -> list nat -> N) : table :=
  map (fun v => map (delta v) (vectors ms)) (vectors ms).

Theorem dist_tabled ms delta v w : fits ms v -> fits ms w -> dist (tabled ms delta) (rank ms v) (rank ms w) = delta v w.
Proof.
  intros hv hw. unfold dist, tabled. set (line := fun v => map (delta v) (vectors ms)).
  rewrite (nth_indep _ [] (line [])) by (rewrite map_length, vectors_length; apply rank_below, hv).
  rewrite map_nth, vectors_rank by trivial. unfold line.
  rewrite (nth_indep _ 0%N (delta v [])) by (rewrite map_length, vectors_length; apply rank_below, hw).
  rewrite map_nth, vectors_rank by trivial. reflexivity.
Qed.

(** The shorter way around: min(|a - b|, m - |a - b|). *)
Definition around (m a b : nat) : nat := let c := (a - b) + (b - a) in Nat.min c (m - c).
Fixpoint ways (ms v w : list nat) : list nat :=
  match ms, v, w with m :: ms, a :: v, b :: w => around m a b :: ways ms v w | _, _, _ => [] end.
Definition lee_l1 (ms v w : list nat) : N := N.of_nat (fold_right Nat.add 0 (ways ms v w)).
Definition lee_linf (ms v w : list nat) : N := N.of_nat (fold_right Nat.max 0 (ways ms v w)).
Definition lee_l2 (ms v w : list nat) : N := N.of_nat (fold_right Nat.add 0 (map (fun c => c * c) (ways ms v w))).
Definition hamming (ms v w : list nat) : N := N.of_nat (length (filter (fun c => Nat.ltb 0 c) (ways ms v w))).
Definition discrete (ms v w : list nat) : N := if list_eq_dec Nat.eq_dec v w then 0%N else 1%N.

(** The maps k -> k u from Z_m, additive or not. *)
Fixpoint scale (ms : list nat) (k : nat) (v : list nat) : list nat :=
  match ms, v with m :: ms, a :: v => (k * a) mod m :: scale ms k v | _, _ => [] end.
Definition multiples (m : nat) (ms : list nat) : list map_of_sets :=
  map (fun u => map (fun k => rank ms (scale ms k u)) (seq 0 m)) (vectors ms).

(** The additive maps: all choices of images of the generators that are well defined. *)
Fixpoint combined (ns v : list nat) (images : list (list nat)) : list nat :=
  match v, images with
  | a :: v, u :: images => add ns (scale ns a u) (combined ns v images)
  | _, _ => map (fun _ => 0) ns
  end.
Definition linear (ms ns : list nat) (images : list (list nat)) : map_of_sets :=
  map (fun v => rank ns (combined ns v images)) (vectors ms).
Definition homomorphisms (ms ns : list nat) : list map_of_sets :=
  filter (additive_b (sums ms) (sums ns)) (map (linear ms ns) (choices (length ms) (vectors ns))).

Theorem homomorphisms_additive ms ns f : In f (homomorphisms ms ns) -> additive (sums ms) (sums ns) f.
Proof. unfold homomorphisms. rewrite filter_In, additive_iff. tauto. Qed.
