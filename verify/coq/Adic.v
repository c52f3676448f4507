(** * The x-adic distance: a relaxation is agreement below a degree

        d(a, b) = 2^-v,   v the first degree at which a and b differ      F at 2^-n: a_i = b_i for i < n

    Main definitions
      two_to                2^n
      agreement             how many of the first N coefficients agree before two differ
      adic                  the x-adic distance of truncated series
    Main theorems
      adic_agreement        relaxation.adic

    Conventions
      An element of R[x]/(x^N) is the sequence of its coefficients, of which those below N count; R is any
      type whose equality can be decided.

    References
      [1] W. H. Schikhof, Ultrametric Calculus, 1984, section 18. *)

From Coq Require Import ZArith QArith Lia.
From Fibercheck Require Import Values Relaxation Lines.
Set Implicit Arguments.

Fixpoint two_to (n : nat) : positive := match n with O => 1 | S m => 2 * two_to m end.

Lemma two_to_increases m n : (m <= n)%nat <-> (two_to m <= two_to n)%positive.
Proof.
  revert n. induction m as [|m IH]; intros [|n]; simpl.
  - split; intros; lia.
  - split; intros; [apply Pos.le_1_l|lia].
  - split; intros; [lia|]. pose proof (Pos.le_1_l (two_to m)). lia.
  - specialize (IH n). split; intro h; [apply le_S_n in h|]; apply IH in h || (apply le_n_S, IH); lia.
Qed.

Section Adic.
Variables (R : Type) (same_coefficient : forall a b : R, {a = b} + {a <> b}).

Fixpoint agreement (N : nat) (a b : nat -> R) : nat :=
  match N with
  | O => O
  | S M => if same_coefficient (a O) (b O) then S (agreement M (fun i => a (S i)) (fun i => b (S i))) else O
  end.

(** 2^-v, and 0 for series that agree below N. *)
Definition adic (N : nat) (a b : nat -> R) : rationals :=
  let v := agreement N a b in if Nat.ltb v N then 1 # two_to v else 0.

Lemma agreement_bound N a b : (agreement N a b <= N)%nat.
Proof.
  revert a b. induction N as [|N IH]; intros a b; simpl; [lia|]. destruct (same_coefficient _ _); [|lia].
  specialize (IH (fun i => a (S i)) (fun i => b (S i))). lia.
Qed.

Lemma agreement_below N n a b : (n <= N)%nat ->
  (n <= agreement N a b)%nat <-> forall i, (i < n)%nat -> a i = b i.
Proof.
  revert n a b. induction N as [|N IH]; intros n a b h; simpl.
  - split; intros; lia.
  - destruct n as [|n]; [split; intros; lia|].
    destruct (same_coefficient (a O) (b O)) as [e|e].
    + specialize (IH n (fun i => a (S i)) (fun i => b (S i)) ltac:(lia)). split.
      * intros k [|i] l; [exact e|]. apply IH; lia.
      * intro k. apply le_n_S, IH. intros i l. apply k. lia.
    + split; [lia|]. intro k. destruct (e (k O ltac:(lia))).
Qed.

(** relaxation.adic: F at 2^-n is the agreement of the coefficients below n, for n <= N. *)
Theorem adic_agreement (X Y : Type) (f : X -> nat -> R) (g : Y -> nat -> R) N n : (n <= N)%nat ->
  forall x y, F (adic N) f g (1 # two_to n) x y <-> forall i, (i < n)%nat -> f x i = g y i.
Proof.
  intros h x y. rewrite <- (agreement_below _ _ h). unfold F, adic. cbn [le rationals].
  pose proof (agreement_bound N (f x) (g y)) as top.
  destruct (Nat.ltb_spec (agreement N (f x) (g y)) N) as [k|k].
  - rewrite two_to_increases. unfold Qle; simpl. lia.
  - split; intro; [lia|]. unfold Qle; simpl. lia.
Qed.
End Adic.
