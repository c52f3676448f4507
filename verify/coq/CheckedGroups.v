(** Claims about relaxations of maps of finite abelian groups, as laws that are decided.

        F_a + F_b in F_(a + b),   F_eps = X x_(Z / B_eps) Y

    Claims: relaxation.subgroup, sum, quotient, quotient_converse.  The groups X, Y, Z are given by their tables of
    sums; f : X -> Z and g : Y -> Z are any maps of sets, additive or not. *)
From Coq Require Import String List Arith NArith Lia Bool.
From Fibercheck Require Import Finite Tables Checker CheckedSets.
Import ListNotations.
Open Scope string_scope.

Notation group := (list (list nat)) (only parsing).

Definition ball (d : table) (eps : N) (z : nat) : Prop := near d eps z 0.
Definition ball_b (d : table) (eps : N) (z : nat) : bool := near_b d eps z 0.
Lemma ball_iff d eps z : ball_b d eps z = true <-> ball d eps z.
Proof. apply near_iff. Qed.

(** A set of points of a group that contains 0 and all differences of its points. *)
Definition subgroup (Z : group) (P : nat -> Prop) : Prop :=
  P 0 /\ forall a, a < length Z -> forall b, b < length Z -> forall c, c < length Z ->
    plus Z c b = a -> P a -> P b -> P c.
Definition subgroup_b (Z : group) (p : nat -> bool) : bool :=
  p 0 &&& every (length Z) (fun a => every (length Z) (fun b => every (length Z) (fun c =>
    Nat.eqb (plus Z c b) a ?=> p a ?=> p b ?=> p c))).
Lemma subgroup_iff Z p P : (forall z, p z = true <-> P z) -> (subgroup_b Z p = true <-> subgroup Z P).
Proof. intro h. unfold subgroup_b, subgroup; decide_by; apply h. Qed.

(** Two points a, b of a set whose difference is outside, or the point 0 that is. *)
Definition not_subgroup (Z : group) (p : nat -> bool) (points : list nat) : bool :=
  match points with
  | [a] => Nat.eqb a 0 &&& negb (p 0)
  | [a; b] => Nat.ltb a (length Z) &&& Nat.ltb b (length Z) &&& p a &&& p b &&&
              some (length Z) (fun c => Nat.eqb (plus Z c b) a &&& negb (p c))
  | _ => false
  end.
Lemma not_subgroup_ok Z p P points : (forall z, p z = true <-> P z) ->
  not_subgroup Z p points = true -> ~ subgroup Z P.
Proof.
  intros h e [zero minus]. destruct points as [|a [|b [|]]]; try discriminate; simpl in e.
  - apply h in zero. rewrite zero in e. destruct (Nat.eqb a 0); discriminate.
  - destruct (Nat.ltb_spec a (length Z)) as [ha|]; [|discriminate].
    destruct (Nat.ltb_spec b (length Z)) as [hb|]; [|discriminate].
    destruct (p a) eqn:pa; [|discriminate]. destruct (p b) eqn:pb; [|discriminate].
    apply (some_iff _ _ (fun c => plus Z c b = a /\ ~ P c)) in e.
    + destruct e as (c & hc & s & out). apply out, (minus a ha b hb c hc s); apply h; trivial.
    + intros c _. apply and_iff; [apply Nat.eqb_eq | apply not_iff, h].
Qed.

Section Groups.
Variables X Y Z : group.
Notation cospan := (list nat * list nat)%type (only parsing).

Definition additives {A C} : string * law A cospan C := ("additive", of_maps
  (fun _ m => additive_b X Z (fst m) &&& additive_b Y Z (snd m))
  (fun _ m => additive X Z (fst m) /\ additive Y Z (snd m))
  (fun _ m => and_iff _ _ _ _ (additive_iff X Z (fst m)) (additive_iff Y Z (snd m)))).
Definition invariants {B C} : string * law table B C := ("invariant", of_space
  (invariant_b Z) (invariant Z) (invariant_iff Z)).
Definition ultra {B C} : list (string * law table B C) :=
  [("pseudometric", of_space pseudometric_b pseudometric pseudometric_iff);
   ("ultrametric", of_space ultrametric_b ultrametric ultrametric_iff)].

Definition at_near (d : table) (m : cospan) (eps : N) (x y : nat) : Prop := near d eps (at_ (fst m) x) (at_ (snd m) y).
Definition at_near_b (d : table) (m : cospan) (eps : N) (x y : nat) : bool :=
  near_b d eps (at_ (fst m) x) (at_ (snd m) y).
Lemma at_near_iff d m eps x y : at_near_b d m eps x y = true <-> at_near d m eps x y.
Proof. apply near_iff. Qed.

(** *** relaxation.subgroup: F_eps contains (0, 0) and all sums (it is finite, so all negatives) *)

Definition closed (P Q R : nat -> nat -> Prop) : Prop :=
  forall x, x < length X -> forall y, y < length Y -> P x y ->
  forall s, s < length X -> forall t, t < length Y -> Q s t -> R (plus X x s) (plus Y y t).
Definition closed_b (p q r : nat -> nat -> bool) : bool :=
  every (length X) (fun x => every (length Y) (fun y => p x y ?=>
    every (length X) (fun s => every (length Y) (fun t => q s t ?=> r (plus X x s) (plus Y y t))))).
Lemma closed_iff p q r P Q R : (forall x y, p x y = true <-> P x y) -> (forall x y, q x y = true <-> Q x y) ->
  (forall x y, r x y = true <-> R x y) -> (closed_b p q r = true <-> closed P Q R).
Proof. intros hp hq hr. unfold closed_b, closed; decide_by; auto. Qed.

Definition open_at (p q r : nat -> nat -> bool) (points : list nat) : bool :=
  match points with
  | [x; y; s; t] => Nat.ltb x (length X) &&& Nat.ltb y (length Y) &&& Nat.ltb s (length X) &&&
      Nat.ltb t (length Y) &&& p x y &&& q s t &&& negb (r (plus X x s) (plus Y y t))
  | _ => false
  end.
Lemma open_at_ok p q r P Q R points : (forall x y, p x y = true <-> P x y) ->
  (forall x y, q x y = true <-> Q x y) -> (forall x y, r x y = true <-> R x y) ->
  open_at p q r points = true -> ~ closed P Q R.
Proof.
  intros hp hq hr e H. destruct points as [|x [|y [|s [|t [|]]]]]; try discriminate. simpl in e.
  destruct (Nat.ltb_spec x (length X)) as [hx|]; [|discriminate].
  destruct (Nat.ltb_spec y (length Y)) as [hy|]; [|discriminate].
  destruct (Nat.ltb_spec s (length X)) as [hs|]; [|discriminate].
  destruct (Nat.ltb_spec t (length Y)) as [ht|]; [|discriminate].
  destruct (p x y) eqn:ep; [|discriminate]. destruct (q s t) eqn:eq; [|discriminate].
  apply hp in ep. apply hq in eq. assert (k := H x hx y hy ep s hs t ht eq). apply hr in k.
  rewrite k in e. discriminate.
Qed.

Definition zero_outside (p : nat -> nat -> bool) (points : list nat) : bool :=
  match points with [x; y] => Nat.eqb x 0 &&& Nat.eqb y 0 &&& negb (p 0 0) | _ => false end.
Lemma zero_outside_ok p (P : nat -> nat -> Prop) points : (forall x y, p x y = true <-> P x y) ->
  zero_outside p points = true -> ~ P 0 0.
Proof.
  intros h e z. apply h in z. destruct points as [|x [|y [|]]]; try discriminate. simpl in e.
  rewrite z in e. destruct (Nat.eqb x 0); [destruct (Nat.eqb y 0)|]; discriminate.
Qed.

Definition subgroups : claim table cospan N.
Proof.
  refine {|
    given := [additives; invariants] ++ ultra;
    conclusion d m r := at_near_b d m r 0 0 &&& closed_b (at_near_b d m r) (at_near_b d m r) (at_near_b d m r);
    concludes d m r := at_near d m r 0 0 /\ closed (at_near d m r) (at_near d m r) (at_near d m r);
    fails_at d m r points := if zero_outside (at_near_b d m r) points then true else
      open_at (at_near_b d m r) (at_near_b d m r) (at_near_b d m r) points |}.
  - intros d m r. apply and_iff; [apply at_near_iff | apply closed_iff; apply at_near_iff].
  - intros d m r points e [z c]. destruct (zero_outside _ points) eqn:o.
    + revert z. exact (zero_outside_ok _ _ points (at_near_iff d m r) o).
    + revert c. exact (open_at_ok _ _ _ _ _ _ points (at_near_iff d m r) (at_near_iff d m r)
                         (at_near_iff d m r) e).
Defined.

(** *** relaxation.sum: F_a + F_b is in F_(a + b), and -F_a = F_a *)

Definition turned (P : nat -> nat -> Prop) : Prop :=
  forall x, x < length X -> forall y, y < length Y -> P x y ->
  forall s, s < length X -> plus X x s = 0 -> forall t, t < length Y -> plus Y y t = 0 -> P s t.
Definition turned_b (p : nat -> nat -> bool) : bool :=
  every (length X) (fun x => every (length Y) (fun y => p x y ?=>
    every (length X) (fun s => Nat.eqb (plus X x s) 0 ?=> every (length Y) (fun t =>
      Nat.eqb (plus Y y t) 0 ?=> p s t)))).
Lemma turned_iff p P : (forall x y, p x y = true <-> P x y) -> (turned_b p = true <-> turned P).
Proof. intro h. unfold turned_b, turned; decide_by; auto. Qed.

(** A pair within whose negative is outside. *)
Definition not_turned (p : nat -> nat -> bool) (points : list nat) : bool :=
  match points with
  | [x; y] => Nat.ltb x (length X) &&& Nat.ltb y (length Y) &&& p x y &&&
      some (length X) (fun s => Nat.eqb (plus X x s) 0 &&& some (length Y) (fun t =>
        Nat.eqb (plus Y y t) 0 &&& negb (p s t)))
  | _ => false
  end.
Lemma not_turned_ok p P points : (forall x y, p x y = true <-> P x y) ->
  not_turned p points = true -> ~ turned P.
Proof.
  intros h e H. destruct points as [|x [|y [|]]]; try discriminate. simpl in e.
  destruct (Nat.ltb_spec x (length X)) as [hx|]; [|discriminate].
  destruct (Nat.ltb_spec y (length Y)) as [hy|]; [|discriminate].
  destruct (p x y) eqn:exy; [|discriminate].
  apply (some_iff _ _ (fun s => plus X x s = 0 /\ exists t, t < length Y /\ plus Y y t = 0 /\ ~ P s t)) in e.
  - destruct e as (s & hs & es & t & ht & et & out). apply h in exy.
    exact (out (H x hx y hy exy s hs es t ht et)).
  - intros s _. apply and_iff; [apply Nat.eqb_eq|]. apply some_iff. intros t _.
    apply and_iff; [apply Nat.eqb_eq | apply not_iff, h].
Qed.

Definition sum : claim table cospan (N * N).
Proof.
  refine {|
    given := [additives; invariants; ("triangle", of_space triangle_b triangle triangle_iff);
              ("symmetric", of_space symmetric_b symmetric symmetric_iff)];
    conclusion d m r := turned_b (at_near_b d m (fst r)) &&&
      closed_b (at_near_b d m (fst r)) (at_near_b d m (snd r)) (at_near_b d m (fst r + snd r));
    concludes d m r := turned (at_near d m (fst r)) /\
      closed (at_near d m (fst r)) (at_near d m (snd r)) (at_near d m (fst r + snd r));
    fails_at d m r points := if not_turned (at_near_b d m (fst r)) points then true else
      open_at (at_near_b d m (fst r)) (at_near_b d m (snd r)) (at_near_b d m (fst r + snd r)) points |}.
  - intros d m r. apply and_iff; [apply turned_iff | apply closed_iff]; apply at_near_iff.
  - intros d m r points e [t c]. destruct (not_turned _ points) eqn:n.
    + revert t. apply (not_turned_ok _ _ points (at_near_iff d m (fst r)) n).
    + revert c. apply (open_at_ok _ _ _ _ _ _ points (at_near_iff d m _) (at_near_iff d m _)
                         (at_near_iff d m _) e).
Defined.

(** *** relaxation.quotient: B_eps is a subgroup, and F_eps is the fiber product over Z / B_eps *)

Definition coset (d : table) (eps : N) (u v : nat) : Prop := exists c, c < length Z /\ ball d eps c /\ plus Z c v = u.
Definition coset_b (d : table) (eps : N) (u v : nat) : bool :=
  some (length Z) (fun c => ball_b d eps c &&& Nat.eqb (plus Z c v) u).
Lemma over_iff d eps u v : Bool.eqb (near_b d eps u v) (coset_b d eps u v) = true <->
  (near d eps u v <-> coset d eps u v).
Proof. unfold coset_b, coset; decide_by; apply near_iff. Qed.

Definition quotient : claim table cospan N.
Proof.
  refine {|
    given := [additives; invariants] ++ ultra;
    conclusion d m r := subgroup_b Z (ball_b d r) &&&
      pairs_b (fst m) (snd m) (fun u v => Bool.eqb (near_b d r u v) (coset_b d r u v));
    concludes d m r := subgroup Z (ball d r) /\ pairs (fst m) (snd m) (fun u v => near d r u v <-> coset d r u v);
    fails_at d m r points := if not_subgroup Z (ball_b d r) points then true else
      pair_fails (fst m) (snd m) (fun u v => Bool.eqb (near_b d r u v) (coset_b d r u v)) points |}.
  - intros d m r. apply and_iff; [apply subgroup_iff, ball_iff | apply pairs_iff, over_iff].
  - intros d m r points e [s p]. destruct (not_subgroup _ _ points) eqn:n.
    + revert s. exact (not_subgroup_ok _ _ _ points (ball_iff d r) n).
    + revert p. exact (pair_fails_ok _ _ _ _ points (over_iff d r) e).
Defined.

(** *** relaxation.quotient_converse: an invariant distance whose balls about 0 are subgroups is an ultrametric *)

Definition balls (d : table) : Prop := forall z, z < length d -> subgroup Z (ball d (dist d z 0)).
Definition balls_b (d : table) : bool := every (length d) (fun z => subgroup_b Z (ball_b d (dist d z 0))).
Lemma balls_iff d : balls_b d = true <-> balls d.
Proof. apply every_iff. intros z _. apply subgroup_iff, ball_iff. Qed.

Definition not_ultra (d : table) (points : list nat) : bool :=
  match points with
  | [a; b; c] => Nat.ltb a (length d) &&& Nat.ltb b (length d) &&& Nat.ltb c (length d) &&&
                 negb (N.leb (dist d a c) (N.max (dist d a b) (dist d b c)))
  | _ => negb (ultrametric_b d)
  end.
Lemma not_ultra_ok d points : not_ultra d points = true -> ~ ultrametric d.
Proof.
  intros e h. assert (t := h). destruct h as [s _]. apply ultrametric_iff in t.
  unfold not_ultra in e. rewrite t in e.
  destruct points as [|a [|b [|c [|]]]]; try discriminate.
  destruct (Nat.ltb_spec a (length d)) as [ha|]; [|discriminate].
  destruct (Nat.ltb_spec b (length d)) as [hb|]; [|discriminate].
  destruct (Nat.ltb_spec c (length d)) as [hc|]; [|discriminate].
  assert (k := s a ha b hb c hc). apply N.leb_le in k. rewrite k in e. discriminate.
Qed.

Definition quotient_converse : claim table unit unit := {|
  given := [invariants; ("balls_are_subgroups", of_space balls_b balls balls_iff)];
  decides d _ _ := ultrametric_iff d;
  fails d _ _ := not_ultra_ok d |}.
End Groups.
