(** Claims about relaxations of maps of sets, as laws that are decided.

        F_eps = {(x, y) : d (f x) (g y) <= eps}

    Claims: relaxation.monotone, limit_zero, limit_infinity, composition, equivalence, functorial.  The names of the
    hypotheses, their order and the points at which a conclusion fails are those of the catalogue of claims. *)
From Coq Require Import String List Arith NArith Lia Bool.
From Fibercheck Require Import Finite Tables Checker.
Import ListNotations.
Open Scope string_scope.

(** ** Conclusions about all pairs (x, y) *)

Definition pairs_b (f g : map_of_sets) (p : nat -> nat -> bool) : bool :=
  every (length f) (fun x => let u := at_ f x in every (length g) (fun y => p u (at_ g y))).
Definition pairs (f g : map_of_sets) (P : nat -> nat -> Prop) : Prop :=
  forall x, x < length f -> forall y, y < length g -> P (at_ f x) (at_ g y).
Definition pair_fails (f g : map_of_sets) (p : nat -> nat -> bool) (points : list nat) : bool :=
  match points with
  | [x; y] => Nat.ltb x (length f) &&& Nat.ltb y (length g) &&& negb (p (at_ f x) (at_ g y))
  | _ => false
  end.

Lemma pairs_iff f g p P : (forall u v, p u v = true <-> P u v) -> (pairs_b f g p = true <-> pairs f g P).
Proof. intro h. unfold pairs_b, pairs; decide_by. apply h. Qed.

Lemma pair_fails_ok f g p P points : (forall u v, p u v = true <-> P u v) ->
  pair_fails f g p points = true -> ~ pairs f g P.
Proof.
  intros h e H. destruct points as [|x [|y [|]]]; try discriminate. simpl in e.
  destruct (Nat.ltb_spec x (length f)) as [hx|]; [|discriminate].
  destruct (Nat.ltb_spec y (length g)) as [hy|]; [|discriminate].
  assert (t := H x hx y hy). apply h in t. rewrite t in e. discriminate.
Qed.

Definition near_b (d : table) (eps : N) (u v : nat) : bool := N.leb (dist d u v) eps.
Definition near (d : table) (eps : N) (u v : nat) : Prop := (dist d u v <= eps)%N.
Lemma near_iff d eps u v : near_b d eps u v = true <-> near d eps u v.
Proof. apply N.leb_le. Qed.

Notation cospan := (list nat * list nat)%type (only parsing).

(** ** relaxation.monotone: a <= b -> F_a is in F_b *)

Definition ordered (d : table) (m : cospan) (r : N * N) : Prop := (fst r <= snd r)%N.
Definition grows (d : table) (r : N * N) (u v : nat) : Prop := near d (fst r) u v -> near d (snd r) u v.
Definition grows_b (d : table) (r : N * N) (u v : nat) : bool := near_b d (fst r) u v ?=> near_b d (snd r) u v.
Lemma grows_iff d r u v : grows_b d r u v = true <-> grows d r u v.
Proof. apply imp_iff; apply near_iff. Qed.

Definition monotone : claim table cospan (N * N) := {|
  given := [("ordered", of_all (fun _ _ r => N.leb (fst r) (snd r)) ordered (fun _ _ _ => N.leb_le _ _))];
  conclusion d m r := pairs_b (fst m) (snd m) (grows_b d r);
  concludes d m r := pairs (fst m) (snd m) (grows d r);
  decides d m r := pairs_iff _ _ _ _ (grows_iff d r);
  fails_at d m r := pair_fails (fst m) (snd m) (grows_b d r);
  fails d m r points := pair_fails_ok _ _ _ _ points (grows_iff d r) |}.

(** ** relaxation.limit_zero: F_eps is X x_Z Y for eps below the least positive distance taken *)

Definition off_b (d : table) (eps : N) (u v : nat) : bool := negb (N.ltb 0 (dist d u v) &&& near_b d eps u v).
Definition off (d : table) (eps : N) (u v : nat) : Prop := ~ ((0 < dist d u v)%N /\ near d eps u v).
Lemma off_iff d eps u v : off_b d eps u v = true <-> off d eps u v.
Proof. unfold off_b, off; decide_by. apply near_iff. Qed.
Definition exact_b (d : table) (eps : N) (u v : nat) : bool := Bool.eqb (near_b d eps u v) (Nat.eqb u v).
Definition exact (d : table) (eps : N) (u v : nat) : Prop := near d eps u v <-> u = v.
Lemma exact_iff d eps u v : exact_b d eps u v = true <-> exact d eps u v.
Proof. unfold exact_b, exact; decide_by. apply near_iff. Qed.

Definition limit_zero : claim table cospan N := {|
  given := [("separating", of_space separating_b separating separating_iff);
            ("below", of_all (fun d m r => pairs_b (fst m) (snd m) (off_b d r))
               (fun d m r => pairs (fst m) (snd m) (off d r)) (fun d m r => pairs_iff _ _ _ _ (off_iff d r)))];
  conclusion d m r := pairs_b (fst m) (snd m) (exact_b d r);
  concludes d m r := pairs (fst m) (snd m) (exact d r);
  decides d m r := pairs_iff _ _ _ _ (exact_iff d r);
  fails_at d m r := pair_fails (fst m) (snd m) (exact_b d r);
  fails d m r points := pair_fails_ok _ _ _ _ points (exact_iff d r) |}.

(** ** relaxation.limit_infinity: F_eps is X x Y iff eps >= max d (f x) (g y), and not empty iff eps >= min *)

(** The distances d (f x) (g y) of all pairs. *)
Definition taken (d : table) (f g : map_of_sets) : list N := flat_map (fun u => map (dist d u) g) f.

Theorem In_taken d f g c : In c (taken d f g) <->
  exists x, x < length f /\ exists y, y < length g /\ dist d (at_ f x) (at_ g y) = c.
Proof.
  unfold taken. rewrite in_flat_map. split.
  - intros (u & hu & hc). apply in_map_iff in hc. destruct hc as (v & hc & hv).
    apply (In_nth f u 0) in hu. destruct hu as (x & hx & <-).
    apply (In_nth g v 0) in hv. destruct hv as (y & hy & <-). exists x; split; trivial. exists y; auto.
  - intros (x & hx & y & hy & <-). exists (at_ f x); split; [apply nth_In, hx|].
    apply in_map_iff. exists (at_ g y); split; [reflexivity | apply nth_In, hy].
Qed.

Section Limits.
Variables (d : table) (m : cospan) (eps : N).
Local Notation values := (taken d (fst m) (snd m)).

Definition at_the_ends : Prop :=
  (forall top, In top values -> (forall c, In c values -> (c <= top)%N) ->
     ((forall c, In c values -> (c <= eps)%N) <-> (top <= eps)%N)) /\
  (forall low, In low values -> (forall c, In c values -> (low <= c)%N) ->
     (~ (forall c, In c values -> ~ (c <= eps)%N) <-> (low <= eps)%N)).
Definition at_the_ends_b : bool :=
  all (fun top => all (fun c => N.leb c top) values ?=>
    Bool.eqb (all (fun c => N.leb c eps) values) (N.leb top eps)) values &&&
  all (fun low => all (fun c => N.leb low c) values ?=>
    Bool.eqb (negb (all (fun c => negb (N.leb c eps)) values)) (N.leb low eps)) values.

Lemma at_the_ends_iff : at_the_ends_b = true <-> at_the_ends.
Proof.
  unfold at_the_ends_b, at_the_ends.
  repeat (apply not_iff || apply eqb_iff || apply and_iff || apply imp_iff || (apply all_iff; intro) || apply N.leb_le).
Qed.

Definition not_at_the_ends (points : list nat) : bool :=
  match points with
  | [k] => Nat.eqb k (length (filter (fun c => N.leb c eps) values)) &&& negb at_the_ends_b
  | _ => false
  end.
Lemma not_at_the_ends_ok points : not_at_the_ends points = true -> ~ at_the_ends.
Proof.
  intros e h. apply at_the_ends_iff in h. unfold not_at_the_ends in e. rewrite h in e.
  destruct points as [|k [|]]; try discriminate. destruct (Nat.eqb _ _); discriminate.
Qed.
End Limits.

Definition limit_infinity : claim table cospan N := {|
  given := [];
  decides := at_the_ends_iff;
  fails := not_at_the_ends_ok |}.

(** ** relaxation.composition: F_a(f, g) o F_b(g, h) is in F_(a+b)(f, h) *)

Notation chain := (list nat * list nat * list nat)%type (only parsing).
Definition through_b (d : table) (r : N * N) (u v w : nat) : bool :=
  near_b d (fst r) u v ?=> near_b d (snd r) v w ?=> near_b d (fst r + snd r) u w.
Definition through (d : table) (r : N * N) (u v w : nat) : Prop :=
  near d (fst r) u v -> near d (snd r) v w -> near d (fst r + snd r) u w.
Lemma through_iff d r u v w : through_b d r u v w = true <-> through d r u v w.
Proof. unfold through_b, through; decide_by; apply near_iff. Qed.

Definition triples_b (f g h : map_of_sets) (p : nat -> nat -> nat -> bool) : bool :=
  every (length f) (fun x => every (length g) (fun y => every (length h) (fun z => p (at_ f x) (at_ g y) (at_ h z)))).
Definition triples (f g h : map_of_sets) (P : nat -> nat -> nat -> Prop) : Prop :=
  forall x, x < length f -> forall y, y < length g -> forall z, z < length h -> P (at_ f x) (at_ g y) (at_ h z).
Definition triple_fails (f g h : map_of_sets) (p : nat -> nat -> nat -> bool) (points : list nat) : bool :=
  match points with
  | [x; y; z] => Nat.ltb x (length f) &&& Nat.ltb y (length g) &&& Nat.ltb z (length h)
                 &&& negb (p (at_ f x) (at_ g y) (at_ h z))
  | _ => false
  end.

Lemma triples_iff f g h p P : (forall u v w, p u v w = true <-> P u v w) ->
  (triples_b f g h p = true <-> triples f g h P).
Proof. intro e. unfold triples_b, triples; decide_by. apply e. Qed.

Lemma triple_fails_ok f g h p P points : (forall u v w, p u v w = true <-> P u v w) ->
  triple_fails f g h p points = true -> ~ triples f g h P.
Proof.
  intros e t H. destruct points as [|x [|y [|z [|]]]]; try discriminate. simpl in t.
  destruct (Nat.ltb_spec x (length f)) as [hx|]; [|discriminate].
  destruct (Nat.ltb_spec y (length g)) as [hy|]; [|discriminate].
  destruct (Nat.ltb_spec z (length h)) as [hz|]; [|discriminate].
  assert (q := H x hx y hy z hz). apply e in q. rewrite q in t. discriminate.
Qed.

Definition composition : claim table chain (N * N) := {|
  given := [("triangle", of_space triangle_b triangle triangle_iff)];
  conclusion d m r := let '(f, g, h) := m in triples_b f g h (through_b d r);
  concludes d m r := let '(f, g, h) := m in triples f g h (through d r);
  decides d m r := match m with (f, g, h) => triples_iff _ _ _ _ _ (through_iff d r) end;
  fails_at d m r := let '(f, g, h) := m in triple_fails f g h (through_b d r);
  fails d m r points := match m with (f, g, h) => triple_fails_ok _ _ _ _ _ points (through_iff d r) end |}.

(** ** relaxation.equivalence: F_eps(f, f) is an equivalence relation *)

Definition reflexive_b (d : table) (f : map_of_sets) (eps : N) : bool :=
  every (length f) (fun x => near_b d eps (at_ f x) (at_ f x)).
Definition turned_b (d : table) (eps : N) (u v : nat) : bool := near_b d eps u v ?=> near_b d eps v u.
Definition onward_b (d : table) (eps : N) (u v w : nat) : bool :=
  near_b d eps u v ?=> near_b d eps v w ?=> near_b d eps u w.
Definition equivalence_b (d : table) (f : map_of_sets) (eps : N) : bool :=
  reflexive_b d f eps &&& (pairs_b f f (turned_b d eps) &&& triples_b f f f (onward_b d eps)).
Definition equivalence (d : table) (f : map_of_sets) (eps : N) : Prop :=
  (forall x, x < length f -> near d eps (at_ f x) (at_ f x)) /\
  pairs f f (fun u v => near d eps u v -> near d eps v u) /\
  triples f f f (fun u v w => near d eps u v -> near d eps v w -> near d eps u w).

Lemma turned_iff d eps u v : turned_b d eps u v = true <-> (near d eps u v -> near d eps v u).
Proof. apply imp_iff; apply near_iff. Qed.
Lemma onward_iff d eps u v w :
  onward_b d eps u v w = true <-> (near d eps u v -> near d eps v w -> near d eps u w).
Proof. unfold onward_b; decide_by; apply near_iff. Qed.
Lemma equivalence_iff d f eps : equivalence_b d f eps = true <-> equivalence d f eps.
Proof.
  apply and_iff; [apply every_iff; intros; apply near_iff|].
  apply and_iff; [apply pairs_iff, turned_iff | apply triples_iff, onward_iff].
Qed.

Definition not_equivalent (d : table) (f : map_of_sets) (eps : N) (points : list nat) : bool :=
  match points with
  | [x] => Nat.ltb x (length f) &&& negb (near_b d eps (at_ f x) (at_ f x))
  | [x; y] => pair_fails f f (turned_b d eps) points
  | _ => triple_fails f f f (onward_b d eps) points
  end.
Lemma not_equivalent_ok d f eps points : not_equivalent d f eps points = true -> ~ equivalence d f eps.
Proof.
  unfold not_equivalent, equivalence. intros h (r & s & t).
  destruct points as [|x [|y [|z l]]].
  - exact (triple_fails_ok _ _ _ _ _ _ (onward_iff d eps) h t).
  - destruct (Nat.ltb_spec x (length f)) as [hx|]; [|discriminate].
    specialize (r x hx). apply near_iff in r. rewrite r in h. discriminate.
  - exact (pair_fails_ok _ _ _ _ _ (turned_iff d eps) h s).
  - exact (triple_fails_ok _ _ _ _ _ _ (onward_iff d eps) h t).
Qed.

Definition equivalences : claim table (list nat) N := {|
  given := [("pseudometric", of_space pseudometric_b pseudometric pseudometric_iff);
            ("ultrametric", of_space ultrametric_b ultrametric ultrametric_iff)];
  decides := equivalence_iff;
  fails := not_equivalent_ok |}.

(** ** relaxation.functorial: h L-Lipschitz -> F_eps(f, g) is in F_(L eps)(h f, h g), equal for isometries *)

Section Functorial.
Variables (s : table * table) (m : list nat * list nat * list nat) (r : N * N).
Notation d := (fst s).
Notation e := (snd s).
Notation h := (fst (fst m)).
Notation f := (snd (fst m)).
Notation g := (snd m).
Notation L := (fst r).
Notation eps := (snd r).

Definition lipschitz_b : bool := every (length d) (fun u => every (length d) (fun v =>
  N.leb (dist e (at_ h u) (at_ h v)) (L * dist d u v))).
Definition lipschitz : Prop := forall u, u < length d -> forall v, v < length d ->
  (dist e (at_ h u) (at_ h v) <= L * dist d u v)%N.
Lemma lipschitz_iff : lipschitz_b = true <-> lipschitz.
Proof. unfold lipschitz_b, lipschitz; decide_by. Qed.

Definition isometric_b : bool := N.eqb L 1 &&& every (length d) (fun u => every (length d) (fun v =>
  N.eqb (dist e (at_ h u) (at_ h v)) (dist d u v))).
Definition isometric : Prop := L = 1%N /\ forall u, u < length d -> forall v, v < length d ->
  dist e (at_ h u) (at_ h v) = dist d u v.
Lemma isometric_iff : isometric_b = true <-> isometric.
Proof. unfold isometric_b, isometric; decide_by. Qed.

Definition pushed_b (u v : nat) : bool :=
  (near_b d eps u v ?=> near_b e (L * eps) (at_ h u) (at_ h v)) &&&
  (isometric_b ?=> near_b e (L * eps) (at_ h u) (at_ h v) ?=> near_b d eps u v).
Definition pushed (u v : nat) : Prop :=
  (near d eps u v -> near e (L * eps) (at_ h u) (at_ h v)) /\
  (isometric -> near e (L * eps) (at_ h u) (at_ h v) -> near d eps u v).
Lemma pushed_iff u v : pushed_b u v = true <-> pushed u v.
Proof.
  apply and_iff; [apply imp_iff; apply near_iff|].
  apply imp_iff; [apply isometric_iff | apply imp_iff; apply near_iff].
Qed.
End Functorial.

Definition functorial : claim (table * table) chain (N * N) := {|
  given := [("lipschitz", of_all lipschitz_b lipschitz lipschitz_iff)];
  conclusion s m r := pairs_b (snd (fst m)) (snd m) (pushed_b s m r);
  concludes s m r := pairs (snd (fst m)) (snd m) (pushed s m r);
  decides s m r := pairs_iff _ _ _ _ (pushed_iff s m r);
  fails_at s m r := pair_fails (snd (fst m)) (snd m) (pushed_b s m r);
  fails s m r points := pair_fails_ok _ _ _ _ points (pushed_iff s m r) |}.
