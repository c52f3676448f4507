(** How pairs_with elements a set has, and claims that compare sizes.

        has_size P k     some list without repetition lists the t with P t, and its length is k

    Claims: robustness.count (the perturbation changes at most as pairs_with pairs as lie in the shell).

    Main definitions: has_size, size, size2.
    Main theorems: size_ok, size2_ok, has_size_unique. *)
From Coq Require Import String List Arith NArith Lia Bool.
From Fibercheck Require Import Finite Tables Checker CheckedNoise.
Import ListNotations.
Open Scope string_scope.

Definition has_size {T} (P : T -> Prop) (k : N) : Prop :=
  exists l : list T, NoDup l /\ (forall t, In t l <-> P t) /\ N.of_nat (length l) = k.

Theorem has_size_unique {T} (P : T -> Prop) k k' : has_size P k -> has_size P k' -> k = k'.
Proof.
  intros (l & n & h & <-) (l' & n' & h' & <-). f_equal. apply Nat.le_antisymm.
  - apply NoDup_incl_length; trivial. intros t ht; apply h', h, ht.
  - apply NoDup_incl_length; trivial. intros t ht; apply h, h', ht.
Qed.

(** ** Points below n, and pairs of points *)

Definition size (n : nat) (p : nat -> bool) : N := N.of_nat (length (filter p (seq 0 n))).
Definition size2 (n k : nat) (p : nat -> nat -> bool) : N :=
  N.of_nat (length (filter (fun q => p (fst q) (snd q)) (list_prod (seq 0 n) (seq 0 k)))).

Theorem size_ok n p (P : nat -> Prop) : (forall i, p i = true <-> P i) ->
  has_size (fun i => i < n /\ P i) (size n p).
Proof.
  intro h. exists (filter p (seq 0 n)). split; [apply NoDup_filter, seq_NoDup|]. split; trivial.
  intro i. rewrite filter_In, in_seq, h. intuition lia.
Qed.

Lemma NoDup_list_prod {S T} (l : list S) (l' : list T) : NoDup l -> NoDup l' -> NoDup (list_prod l l').
Proof.
  intros n n'. induction n as [|s l out n IH]; simpl; [constructor|].
  assert (e : forall r : list T, NoDup r -> NoDup (map (fun t => (s, t)) r ++ list_prod l l')).
  { induction 1 as [|t r tout r' IHr]; simpl; trivial. constructor; trivial.
    rewrite in_app_iff, in_map_iff. intros [(t' & et & ht)|h].
    - injection et as ->. contradiction.
    - apply in_prod_iff in h. tauto. }
  apply e, n'.
Qed.

Theorem size2_ok n k p (P : nat -> nat -> Prop) : (forall i j, p i j = true <-> P i j) ->
  has_size (fun q => (fst q < n /\ snd q < k) /\ P (fst q) (snd q)) (size2 n k p).
Proof.
  intro h. exists (filter (fun q => p (fst q) (snd q)) (list_prod (seq 0 n) (seq 0 k))).
  split; [apply NoDup_filter, NoDup_list_prod; apply seq_NoDup|]. split; trivial.
  intros [i j]. rewrite filter_In, in_prod_iff, !in_seq, h. simpl. intuition lia.
Qed.

(** ** robustness.count: |F_eps sym. diff. F'_eps| <= |F_(eps + eta)| - |F_(eps - eta)| *)

Section Count.
Variables (d : table) (m : list nat * list nat * (list nat * list nat)) (r : N * N * N).

Definition before (x y : nat) : N := dist d (at_ (f_of m) x) (at_ (g_of m) y).
Definition after (x y : nat) : N := dist d (at_ (f'_of m) x) (at_ (g'_of m) y).
Definition changed_b (x y : nat) : bool := negb (same_b r (before x y) (after x y)).
Definition changed (x y : nat) : Prop := ~ same r (before x y) (after x y).
Definition shell_b (x y : nat) : bool := in_shell_b r (before x y).
Definition shell (x y : nat) : Prop := in_shell r (before x y).
Definition among (P : nat -> nat -> Prop) (q : nat * nat) : Prop :=
  (fst q < length (f_of m) /\ snd q < length (g_of m)) /\ P (fst q) (snd q).
Definition pairs_with (p : nat -> nat -> bool) : N := size2 (length (f_of m)) (length (g_of m)) p.

Definition few : Prop := forall k s, has_size (among changed) k -> has_size (among shell) s -> (k <= s)%N.
Definition few_b : bool := N.leb (pairs_with changed_b) (pairs_with shell_b).

Lemma changed_iff x y : changed_b x y = true <-> changed x y.
Proof. apply not_iff, same_iff. Qed.
Lemma shell_iff x y : shell_b x y = true <-> shell x y.
Proof. apply in_shell_iff. Qed.

Theorem few_iff : few_b = true <-> few.
Proof.
  assert (c := size2_ok (length (f_of m)) (length (g_of m)) _ _ changed_iff).
  assert (s := size2_ok (length (f_of m)) (length (g_of m)) _ _ shell_iff).
  unfold few_b. rewrite N.leb_le. split.
  - intros h k t hk ht. rewrite (has_size_unique _ _ _ hk c), (has_size_unique _ _ _ ht s). exact h.
  - intro h. exact (h _ _ c s).
Qed.

Definition too_many (points : list nat) : bool :=
  match points with
  | [k; s] => N.eqb (N.of_nat k) (pairs_with changed_b) &&& N.eqb (N.of_nat s) (pairs_with shell_b) &&& negb few_b
  | _ => false
  end.
Lemma too_many_ok points : too_many points = true -> ~ few.
Proof.
  intros h c. apply few_iff in c. unfold too_many in h. rewrite c in h.
  destruct points as [|k [|s [|]]]; try discriminate.
  destruct (N.eqb _ _); [destruct (N.eqb _ _)|]; discriminate.
Qed.
End Count.

Definition count : claim table (list nat * list nat * (list nat * list nat)) (N * N * N) := {|
  given := metrical fst;
  decides := few_iff;
  fails := too_many_ok |}.
