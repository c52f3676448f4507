(** * What perturbed maps and perturbed points do to a relaxation

        d(f'x, fx) <= a,  d(gy, g'y) <= b    =>    F_eps(f, g) inside F_(eps+a+b)(f', g')

    Main definitions
      F_below             the pairs with d(fx, gy) + eta <= eps: F_(eps-eta), without subtraction
    Main theorems
      inclusion           the formula above, by the triangle inequality alone
      sandwich            F_(eps-eta)(f, g) inside F_eps(f', g') inside F_(eps+eta)(f, g), eta = a + b
      sandwich_minus      the same with a subtraction, in Z, Q, R or any other ordered group
      sandwich_empty      F_(eps-eta) is empty for eps < eta
      gap                 no d(fx, gy) in (eps-eta, eps+eta]  =>  F_eps(f', g') = F_eps(f, g)
      shell               F_eps and F'_eps differ only in the shell of F_(eps+eta) outside F_(eps-eta)
      interleaving        F_delta inside F'_(delta+eta) and F'_delta inside F_(delta+eta) for all delta
      unchanged           in an ultrametric a, b <= eps leave F_eps as it is
      input               the points move: eps grows by L d(x', x) + M d(y, y')

    Hypotheses
      f_within_a is [forall x, d (f' x) (f x) <= a]; g_within_b is [forall y, d (g y) (g' y) <= b].
      The radii a, b are not negative where a theorem says so; in the program they never are.

    References
      [1] D. Zhao, Approximate Fiber Product, arXiv:2412.00373, 2024.
      [2] F. Chazal, V. de Silva, M. Glisse, S. Oudot, The Structure and Stability of Persistence
          Modules, 2016. *)

From Fibercheck Require Import Values Relaxation.
Set Implicit Arguments.

Section Perturbed.
Variables (W : values) (X Y Z : Type) (d : Z -> Z -> W).
Implicit Types (f : X -> Z) (g : Y -> Z) (a b eps eta : W).

(** F_(eps-eta): in an ordered group d + eta <= eps says d <= eps - eta. *)
Definition F_below f g eps eta (x : X) (y : Y) := d (f x) (g y) + eta <= eps.

(** robustness.inclusion.  triangle, f_within_a, g_within_b; no symmetry. *)
Theorem inclusion f f' g g' a b : triangle d ->
  (forall x, d (f' x) (f x) <= a) -> (forall y, d (g y) (g' y) <= b) ->
  forall eps x y, F d f g eps x y -> F d f' g' (eps + (a + b)) x y.
Proof.
  unfold F; intros tri hf hg eps x y h.
  apply le_trans with ((a + eps) + b).
  - apply le_trans with (d (f' x) (g y) + d (g y) (g' y)); [apply tri|].
    apply add_mono; [|apply hg].
    apply le_trans with (d (f' x) (f x) + d (f x) (g y)); [apply tri|].
    apply add_mono; [apply hf|exact h].
  - apply le_trans with ((eps + a) + b); [apply add_mono; [apply add_comm|apply le_refl]|apply add_assoc].
Qed.
Arguments inclusion [f f' g g' a b] _ _ _ [eps x y] _.

Section Sandwich.
Variables (f f' : X -> Z) (g g' : Y -> Z) (a b : W).
Hypotheses (tri : triangle d) (sym : symmetric d).
Hypotheses (hf : forall x, d (f' x) (f x) <= a) (hg : forall y, d (g y) (g' y) <= b).

Lemma back eps x y : F d f' g' eps x y -> F d f g (eps + (a + b)) x y.
Proof.
  apply inclusion; [exact tri|intro u|intro u]; [exact (le_trans (sym _ _) (hf u))|].
  exact (le_trans (sym _ _) (hg u)).
Qed.

(** robustness.sandwich.  triangle, symmetric, f_within_a, g_within_b. *)
Theorem sandwich eps x y :
  (F_below f g eps (a + b) x y -> F d f' g' eps x y) /\ (F d f' g' eps x y -> F d f g (eps + (a + b)) x y).
Proof.
  split; [|apply back]. intro h.
  apply (@le_trans W _ (d (f x) (g y) + (a + b))); [|exact h].
  apply (inclusion tri hf hg). apply le_refl.
Qed.

(** robustness.sandwich in its own words, where values can be subtracted. *)
Theorem sandwich_minus (sub : W -> W -> W) : (forall u v w, u + v <= w <-> u <= sub w v) ->
  forall eps x y, (F d f g (sub eps (a + b)) x y -> F d f' g' eps x y) /\
                  (F d f' g' eps x y -> F d f g (eps + (a + b)) x y).
Proof.
  intros minus eps x y. destruct (sandwich eps x y) as [low high]. split; [|exact high].
  intro h. apply low. apply minus. exact h.
Qed.

(** robustness.gap.  gap: no d(fx, gy) is above eps - eta and at most eps + eta; total: or else it is. *)
Theorem gap eps : total W -> zero <= a + b ->
  (forall x y, ~ (lt eps (d (f x) (g y) + (a + b)) /\ d (f x) (g y) <= eps + (a + b))) ->
  forall x y, F d f' g' eps x y <-> F d f g eps x y.
Proof.
  intros tot z no x y. destruct (sandwich eps x y) as [low high]. split; intro h.
  - destruct (tot (d (f x) (g y) + (a + b)) eps) as [k|k].
    + exact (le_trans (le_add_r z (le_refl _)) k).
    + destruct (no x y). split; [exact k|exact (high h)].
  - destruct (tot (d (f x) (g y) + (a + b)) eps) as [k|k]; [exact (low k)|].
    destruct (no x y). split; [exact k|exact (le_add_r z h)].
Qed.

(** robustness.count, as an inclusion of sets: what changes lies in F_(eps+eta) and outside F_(eps-eta). *)
Theorem shell eps : zero <= a + b -> forall x y,
  (F d f g eps x y /\ ~ F d f' g' eps x y) \/ (F d f' g' eps x y /\ ~ F d f g eps x y) ->
  F d f g (eps + (a + b)) x y /\ ~ F_below f g eps (a + b) x y.
Proof.
  intros z x y [[h n]|[h n]]; destruct (sandwich eps x y) as [low high]; split.
  - exact (le_add_r z h).
  - intro k. exact (n (low k)).
  - exact (high h).
  - intro k. apply n. exact (le_trans (le_add_r z (le_refl _)) k).
Qed.

(** robustness.interleaving.  triangle, symmetric, f_within_a, g_within_b. *)
Theorem interleaving delta x y :
  (F d f g delta x y -> F d f' g' (delta + (a + b)) x y) /\
  (F d f' g' delta x y -> F d f g (delta + (a + b)) x y).
Proof. split; [apply (inclusion tri hf hg)|apply back]. Qed.
End Sandwich.

(** robustness.sandwich: "the first empty for eps < eta". *)
Theorem sandwich_empty f g eps eta : nonnegative d -> lt eps eta -> forall x y, ~ F_below f g eps eta x y.
Proof.
  intros pos [_ n] x y h. apply n. apply (@le_trans W _ (d (f x) (g y) + eta)); [|exact h].
  apply le_trans with (eta + d (f x) (g y)); [apply le_add_r; [apply pos|apply le_refl]|apply add_comm].
Qed.

(** robustness.ultrametric.  pseudometric and ultrametric: symmetry and the strong law; f_within_a,
    g_within_b; tolerated: a <= eps and b <= eps. *)
Theorem unchanged f f' g g' a b eps : symmetric d -> strong d ->
  (forall x, d (f' x) (f x) <= a) -> (forall y, d (g y) (g' y) <= b) -> a <= eps -> b <= eps ->
  forall x y, F d f' g' eps x y <-> F d f g eps x y.
Proof.
  unfold F; intros sym st hf hg ha hb x y.
  assert (kf : d (f' x) (f x) <= eps) by exact (le_trans (hf x) ha).
  assert (kg : d (g y) (g' y) <= eps) by exact (le_trans (hg y) hb).
  split; intro h.
  - apply (st eps _ (f' x)); [exact (le_trans (sym _ _) kf)|].
    apply (st eps _ (g' y)); [exact h|exact (le_trans (sym _ _) kg)].
  - apply (st eps _ (f x)); [exact kf|]. apply (st eps _ (g y)); assumption.
Qed.

(** robustness.input.  f_lipschitz: d(fx', fx) <= L d(x', x); g_lipschitz: d(gy, gy') <= M d(y, y'), for any
    moduli of continuity L and M (v |-> L v for a number L) and distances on X and Y with values anywhere. *)
Theorem input (A B : Type) (dX : X -> X -> A) (dY : Y -> Y -> B) (L : A -> W) (M : B -> W) f g : triangle d ->
  (forall x' x, d (f x') (f x) <= L (dX x' x)) -> (forall y y', d (g y) (g y') <= M (dY y y')) ->
  forall eps x y x' y', F d f g eps x y -> F d f g (eps + (L (dX x' x) + M (dY y y'))) x' y'.
Proof.
  unfold F; intros tri hf hg eps x y x' y' h.
  exact (@inclusion (fun _ => f x) (fun _ => f x') (fun _ => g y) (fun _ => g y') _ _ tri
    (fun _ => hf x' x) (fun _ => hg y y') eps x y h).
Qed.
End Perturbed.
Arguments F_below {W X Y Z} d f g eps eta x y.
Arguments sandwich [W X Y Z d f f' g g' a b] _ _ _ _ eps x y.
