(** The claim about perturbed points, as laws that are decided.

        (x, y) in F_eps   ->   d (f x') (g y') <= eps + L dx(x', x) + M dy(y, y')

    Claim: robustness.input, for f that is L-Lipschitz and g that is M-Lipschitz.  The spaces are (d, (dx, dy)), the
    numbers ((L, M), eps). *)
From Coq Require Import String List Arith NArith Lia Bool.
From Fibercheck Require Import Finite Tables Checker CheckedSets.
Import ListNotations.
Open Scope string_scope.

Section Inputs.
Variables (s : list (list N) * (list (list N) * list (list N))) (m : list nat * list nat) (r : N * N * N).
Local Notation d := (fst s).
Local Notation dx := (fst (snd s)).
Local Notation dy := (snd (snd s)).
Local Notation f := (fst m).
Local Notation g := (snd m).
Local Notation L := (fst (fst r)).
Local Notation M := (snd (fst r)).
Local Notation eps := (snd r).

Definition stretches (k : N) (e : table) (h : map_of_sets) : Prop := forall a, a < length e -> forall b, b < length e ->
  (dist d (at_ h a) (at_ h b) <= k * dist e a b)%N.
Definition stretches_b (k : N) (e : table) (h : map_of_sets) : bool := every (length e) (fun a =>
  every (length e) (fun b => N.leb (dist d (at_ h a) (at_ h b)) (k * dist e a b))).
Lemma stretches_iff k e h : stretches_b k e h = true <-> stretches k e h.
Proof. unfold stretches_b, stretches; decide_by. Qed.

Definition apart_by (x y x' y' : nat) : Prop := (dist d (at_ f x) (at_ g y) <= eps ->
  dist d (at_ f x') (at_ g y') <= eps + (L * dist dx x' x + M * dist dy y y'))%N.
Definition apart_by_b (x y x' y' : nat) : bool := N.leb (dist d (at_ f x) (at_ g y)) eps ?=>
  N.leb (dist d (at_ f x') (at_ g y')) (eps + (L * dist dx x' x + M * dist dy y y')).
Lemma apart_by_iff x y x' y' : apart_by_b x y x' y' = true <-> apart_by x y x' y'.
Proof. unfold apart_by_b, apart_by; decide_by. Qed.

Definition moves : Prop := forall x, x < length f -> forall y, y < length g ->
  forall x', x' < length f -> forall y', y' < length g -> apart_by x y x' y'.
Definition moves_b : bool := every (length f) (fun x => every (length g) (fun y =>
  every (length f) (fun x' => every (length g) (fun y' => apart_by_b x y x' y')))).
Lemma moves_iff : moves_b = true <-> moves.
Proof. unfold moves_b, moves; decide_by. apply apart_by_iff. Qed.

Definition moves_too_far (points : list nat) : bool :=
  match points with
  | [x; y; x'; y'] => Nat.ltb x (length f) &&& Nat.ltb y (length g) &&& Nat.ltb x' (length f) &&&
                      Nat.ltb y' (length g) &&& negb (apart_by_b x y x' y')
  | _ => false
  end.
Lemma moves_too_far_ok points : moves_too_far points = true -> ~ moves.
Proof.
  intros e H. destruct points as [|x [|y [|x' [|y' [|]]]]]; try discriminate. simpl in e.
  destruct (Nat.ltb_spec x (length f)) as [hx|]; [|discriminate].
  destruct (Nat.ltb_spec y (length g)) as [hy|]; [|discriminate].
  destruct (Nat.ltb_spec x' (length f)) as [hx'|]; [|discriminate].
  destruct (Nat.ltb_spec y' (length g)) as [hy'|]; [|discriminate].
  assert (q := H x hx y hy x' hx' y' hy'). apply apart_by_iff in q. rewrite q in e. discriminate.
Qed.
End Inputs.

Definition inputs : claim (list (list N) * (list (list N) * list (list N))) (list nat * list nat) (N * N * N) := {|
  given := [("triangle", of_space (fun s => triangle_b (fst s)) (fun s => triangle (fst s))
               (fun s => triangle_iff (fst s)));
            ("f_lipschitz", of_all (fun s m r => stretches_b s (fst (fst r)) (fst (snd s)) (fst m))
               (fun s m r => stretches s (fst (fst r)) (fst (snd s)) (fst m)) (fun s m r => stretches_iff s _ _ _));
            ("g_lipschitz", of_all (fun s m r => stretches_b s (snd (fst r)) (snd (snd s)) (snd m))
               (fun s m r => stretches s (snd (fst r)) (snd (snd s)) (snd m)) (fun s m r => stretches_iff s _ _ _))];
  decides := moves_iff;
  fails := moves_too_far_ok |}.
