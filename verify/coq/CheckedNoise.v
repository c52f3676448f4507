(** Claims about F_eps(f, g) when the maps are perturbed, as laws that are decided.

        d (f' x) (f x) <= a,  d (g y) (g' y) <= b   ->   F_eps(f, g) is in F_(eps+a+b)(f', g')

    Claims: robustness.inclusion, sandwich, gap, count, interleaving, unchanged, ultrametric.  The four maps are
    (f, g), (f', g'); the numbers (a, b) or ((a, b), eps); differences are avoided, as numbers are natural. *)
From Coq Require Import String List Arith NArith Lia Bool.
From Fibercheck Require Import Finite Tables Checker CheckedSets.
Import ListNotations.
Open Scope string_scope.

Notation moved := (list nat * list nat * (list nat * list nat))%type (only parsing).
Notation f_of m := (fst (fst m)) (only parsing).
Notation g_of m := (snd (fst m)) (only parsing).
Notation f'_of m := (fst (snd m)) (only parsing).
Notation g'_of m := (snd (snd m)) (only parsing).
Notation radii := (N * N * N)%type (only parsing).

(** ** The hypotheses on the perturbations *)

Definition within_b (d : table) (f g : map_of_sets) (a : N) : bool :=
  every (length f) (fun x => N.leb (dist d (at_ f x) (at_ g x)) a).
Definition within (d : table) (f g : map_of_sets) (a : N) : Prop :=
  forall x, x < length f -> (dist d (at_ f x) (at_ g x) <= a)%N.
Lemma within_iff d f g a : within_b d f g a = true <-> within d f g a.
Proof. unfold within_b, within; decide_by. Qed.

Section Given.
Variable C : Type.
Variable bounds : C -> N * N.

Definition f_within_a : string * law table moved C := ("f_within_a", of_all
  (fun d m r => within_b d (f'_of m) (f_of m) (fst (bounds r)))
  (fun d m r => within d (f'_of m) (f_of m) (fst (bounds r))) (fun d m r => within_iff _ _ _ _)).
Definition g_within_b : string * law table moved C := ("g_within_b", of_all
  (fun d m r => within_b d (g_of m) (g'_of m) (snd (bounds r)))
  (fun d m r => within d (g_of m) (g'_of m) (snd (bounds r))) (fun d m r => within_iff _ _ _ _)).
Definition triangular : string * law table moved C := ("triangle", of_space triangle_b triangle triangle_iff).
Definition symmetrical : string * law table moved C :=
  ("symmetric", of_space symmetric_b symmetric symmetric_iff).
Definition metrical : list (string * law table moved C) := [triangular; symmetrical; f_within_a; g_within_b].
End Given.
Arguments f_within_a {C}. Arguments g_within_b {C}. Arguments triangular {C}. Arguments metrical {C}.

(** ** Conclusions about the distances of all pairs before and after *)

Definition changes_b (d : table) (m : moved) (p : N -> N -> bool) : bool :=
  every (length (f_of m)) (fun x => every (length (g_of m)) (fun y =>
    p (dist d (at_ (f_of m) x) (at_ (g_of m) y)) (dist d (at_ (f'_of m) x) (at_ (g'_of m) y)))).
Definition changes (d : table) (m : moved) (P : N -> N -> Prop) : Prop :=
  forall x, x < length (f_of m) -> forall y, y < length (g_of m) ->
    P (dist d (at_ (f_of m) x) (at_ (g_of m) y)) (dist d (at_ (f'_of m) x) (at_ (g'_of m) y)).
Definition change_fails (d : table) (m : moved) (p : N -> N -> bool) (points : list nat) : bool :=
  match points with
  | [x; y] => Nat.ltb x (length (f_of m)) &&& Nat.ltb y (length (g_of m)) &&&
      negb (p (dist d (at_ (f_of m) x) (at_ (g_of m) y)) (dist d (at_ (f'_of m) x) (at_ (g'_of m) y)))
  | _ => false
  end.

Lemma changes_iff d m p P : (forall c e, p c e = true <-> P c e) -> (changes_b d m p = true <-> changes d m P).
Proof. intro h. unfold changes_b, changes; decide_by. apply h. Qed.
Lemma change_fails_ok d m p P points : (forall c e, p c e = true <-> P c e) ->
  change_fails d m p points = true -> ~ changes d m P.
Proof.
  intros h t H. destruct points as [|x [|y [|]]]; try discriminate. simpl in t.
  destruct (Nat.ltb_spec x (length (f_of m))) as [hx|]; [|discriminate].
  destruct (Nat.ltb_spec y (length (g_of m))) as [hy|]; [|discriminate].
  assert (q := H x hx y hy). apply h in q. rewrite q in t. discriminate.
Qed.

Section Pointwise.
Variable C : Type.
Variable hypotheses : list (string * law table moved C).
Variables (p : C -> N -> N -> bool) (P : C -> N -> N -> Prop).
Hypothesis ok : forall r c e, p r c e = true <-> P r c e.

(** A claim whose conclusion speaks of the distances of each pair alone. *)
Definition pointwise : claim table moved C := {|
  given := hypotheses;
  conclusion d m r := changes_b d m (p r);
  concludes d m r := changes d m (P r);
  decides d m r := changes_iff d m _ _ (ok r);
  fails_at d m r := change_fails d m (p r);
  fails d m r points := change_fails_ok d m _ _ points (ok r) |}.
End Pointwise.

Notation a_of r := (fst (fst r)) (only parsing).
Notation b_of r := (snd (fst r)) (only parsing).
Notation eta r := (fst (fst r) + snd (fst r))%N (only parsing).
Notation eps r := (snd r) (only parsing).

(** robustness.inclusion: F_eps(f, g) is in F_(eps + eta)(f', g') *)
Definition enters (r : radii) (c e : N) : Prop := (c <= eps r -> e <= eps r + eta r)%N.
Definition enters_b (r : radii) (c e : N) : bool := N.leb c (eps r) ?=> N.leb e (eps r + eta r).
Lemma enters_iff r c e : enters_b r c e = true <-> enters r c e.
Proof. unfold enters_b, enters; decide_by. Qed.
Definition inclusion := pointwise _ [triangular; f_within_a fst; g_within_b fst] _ _ enters_iff.

(** robustness.sandwich: F_(eps - eta)(f, g) is in F_eps(f', g'), and this in F_(eps + eta)(f, g) *)
Definition between (r : radii) (c e : N) : Prop :=
  (c + eta r <= eps r -> e <= eps r)%N /\ (e <= eps r -> c <= eps r + eta r)%N.
Definition between_b (r : radii) (c e : N) : bool :=
  (N.leb (c + eta r) (eps r) ?=> N.leb e (eps r)) &&& (N.leb e (eps r) ?=> N.leb c (eps r + eta r)).
Lemma between_iff r c e : between_b r c e = true <-> between r c e.
Proof. unfold between_b, between; decide_by. Qed.
Definition sandwich := pointwise _ (metrical fst) _ _ between_iff.

(** robustness.gap: no distance in (eps - eta, eps + eta] -> F_eps(f', g') = F_eps(f, g) *)
Definition same (r : radii) (c e : N) : Prop := (c <= eps r <-> e <= eps r)%N.
Definition same_b (r : radii) (c e : N) : bool := Bool.eqb (N.leb c (eps r)) (N.leb e (eps r)).
Lemma same_iff r c e : same_b r c e = true <-> same r c e.
Proof. unfold same_b, same; decide_by. Qed.
Definition in_shell (r : radii) (c : N) : Prop := (eps r < c + eta r /\ c <= eps r + eta r)%N.
Definition in_shell_b (r : radii) (c : N) : bool := N.ltb (eps r) (c + eta r) &&& N.leb c (eps r + eta r).
Lemma in_shell_iff r c : in_shell_b r c = true <-> in_shell r c.
Proof. unfold in_shell_b, in_shell; decide_by. Qed.
Lemma outside_iff r c e : (fun c (_ : N) => negb (in_shell_b r c)) c e = true <-> ~ in_shell r c.
Proof. apply not_iff, in_shell_iff. Qed.
Definition no_distance_near : string * law table moved radii := ("gap", of_all
  (fun d m r => changes_b d m (fun c _ => negb (in_shell_b r c)))
  (fun d m r => changes d m (fun c _ => ~ in_shell r c)) (fun d m r => changes_iff d m _ _ (outside_iff r))).
Definition gap := pointwise _ (metrical fst ++ [no_distance_near]) _ _ same_iff.

(** robustness.interleaving: either filtration is in the other at delta + eta, for all delta *)
Definition drifts_little (r : N * N) (c e : N) : Prop := forall delta,
  (c <= delta -> e <= delta + (fst r + snd r))%N /\ (e <= delta -> c <= delta + (fst r + snd r))%N.
Definition drifts_little_b (r : N * N) (c e : N) : bool :=
  N.leb e (c + (fst r + snd r)) &&& N.leb c (e + (fst r + snd r)).
Lemma drifts_little_iff r c e : drifts_little_b r c e = true <-> drifts_little r c e.
Proof.
  unfold drifts_little_b. rewrite (and_iff _ _ _ _ (N.leb_le _ _) (N.leb_le _ _)). split.
  - intros [h h'] delta. lia.
  - intro h. destruct (h c), (h e). lia.
Qed.
Definition interleaving := pointwise _ (metrical (fun r => r)) _ _ drifts_little_iff.

(** robustness.unchanged: in a metric, a + b < eps -> F_eps(f', g') = F_eps(f, g), which is refuted *)
Definition smaller : string * law table moved radii := ("smaller", of_all
  (fun _ _ r => N.ltb (eta r) (eps r)) (fun _ _ r => (eta r < eps r)%N) (fun _ _ r => N.ltb_lt _ _)).
Definition metric_law {C} : string * law table moved C := ("metric", of_space metric_b metric metric_iff).
Definition unchanged := pointwise _ [metric_law; f_within_a fst; g_within_b fst; smaller] _ _ same_iff.

(** robustness.ultrametric: in an ultrametric, a <= eps and b <= eps -> F_eps(f', g') = F_eps(f, g) *)
Lemma tolerated_iff (r : radii) : N.leb (a_of r) (eps r) &&& N.leb (b_of r) (eps r) = true <->
  (a_of r <= eps r /\ b_of r <= eps r)%N.
Proof. decide_by. Qed.
Definition tolerated : string * law table moved radii := ("tolerated", of_all
  (fun _ _ r => N.leb (a_of r) (eps r) &&& N.leb (b_of r) (eps r))
  (fun _ _ r => (a_of r <= eps r /\ b_of r <= eps r)%N) (fun _ _ r => tolerated_iff r)).
Definition tolerance := pointwise _
  [("pseudometric", of_space pseudometric_b pseudometric pseudometric_iff);
   ("ultrametric", of_space ultrametric_b ultrametric ultrametric_iff);
   f_within_a fst; g_within_b fst; tolerated] _ _ same_iff.
