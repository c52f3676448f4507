(** * Every public theorem, once, with what it rests on

    The output of this file is kept as statements.txt, so that no theorem is weakened, admitted or made to
    rest on an axiom unnoticed:

        coqc -q -Q . Fibercheck Statements.v > statements.txt

    Conventions
      The definitions, on which all theorems rest, come first, and are printed like them.
      The comment above a theorem names the claim of the catalogue that it proves, in general; the theorems
      of one claim prove it together, part by part or for several kinds of distances.  A claim that is false
      is bound to the theorem that refutes it.  A lemma proves no claim by itself.                        *)

From Coq Require Import List ZArith QArith Qabs Reals.
From Fibercheck Require Linear Fields Forms Splitting Allocation Coordinates Least.
From Fibercheck Require Bundles Cocycles Sections Counterexamples.
From Fibercheck Require Import Rings Residues Polynomials LeeMetric Orders.
From Fibercheck Require Import Values Relaxation Groups Ultrametric Robustness Counting Lines Adic Reals.
Set Printing Width 110.
Open Scope value_scope.

(** ** Definitions *)
Print values. Print lt. Print same. Print total. Print reflexive. Print nonnegative.
Print symmetric. Print triangle. Print separating. Print strong. Print strong_max.
Print pseudometric. Print metric. Print ultrametric. Print F. Print greatest. Print least.
Print F_below. Print group. Print minus. Print ring. Print product. Print product_ring.
Print additive. Print homomorphic. Print subgroup. Print subring_of. Print invariant. Print norm.
Print ball. Print coset. Print submultiplicative. Print count. Print near. Print near_below.
Print between. Print size. Print integers. Print rationals. Print reals. Print line. Print line_Q.
Print attained. Print identity_size. Print two_to. Print agreement. Print adic.

(** ** Definitions of rings, residues and orders *)
Print onto. Print square. Print factors. Print unit_in. Print Fibercheck.Rings.unit.
Print reduced. Print residue. Print residue_group. Print residues. Print reduction. Print times. Print killed. Print torsion_free. Print characteristic.
Print sequence. Print finite. Print Polynomials.same. Print Polynomials.sum. Print constant. Print Polynomials.total.
Print convolution. Print rejoined. Print lee. Print closed. Print lee_sum. Print lee_max.
Print lists. Print difference. Print differences.

(** ** Definitions of vectors *)
Section Words_of_vectors.
Import Linear.
Local Open Scope structure_scope.
Print field. Print space. Print Linear.sum. Print Linear.trivial. Print substantial. Print lin.
Print span. Print Linear.independent.
End Words_of_vectors.

(** ** Definitions of parts of a space *)
Section Words_of_parts.
Import Forms.
Local Open Scope structure_scope.
Print part. Print Forms.total. Print biadditive. Print q. Print Forms.orthogonal. Print members.
Print Forms.independent. Print projected. Print Forms.inside. Print ordered. Print semidefinite.
End Words_of_parts.

(** ** Definitions of fields, and of vectors over them *)
Section Words_of_fields.
Import Fields Coordinates.
Local Open Scope structure_scope.
Print rational_group. Print rational_ring. Print Fibercheck.Fields.rationals. Print residue_inverse.
Print prime_field. Print point. Print power. Print dot. Print nothing. Print before. Print coordinates.
End Words_of_fields.

(** ** Definitions of forms *)
Section Words_of_dimensions.
Import Linear Splitting Allocation.
Local Open Scope structure_scope.
Print form. Print nondegenerate. Print perp. Print splits. Print plane. Print hyperbolic.
Print Allocation.direct. Print Allocation.inside. Print Allocation.orthogonal.
End Words_of_dimensions.

(** ** Definitions of counterexamples *)
Section Words_of_counterexamples.
Import Counterexamples.
Local Open Scope structure_scope.
Print inner. Print diagonals. Print onto_diagonals. Print agree.
End Words_of_counterexamples.

(** ** Definitions of bundles *)
Section Words_of_over_shared.
Import Bundles.
Local Open Scope structure_scope.
Print projection. Print apart. Print chart. Print section_over.
End Words_of_over_shared.

(** ** Definitions of bundles over graphs *)
Section Words_of_over_graphs.
Import Cocycles Sections.
Local Open Scope structure_scope.
Print inverses. Print step. Print start. Print stop. Print across. Print walk. Print along.
Print flat. Print flat_everywhere. Print Cocycles.trivial. Print here. Print forest. Print is_section.
Print free. Print fixed. Print connected. Print fixed_at. Print sections_on. Print product_of.
End Words_of_over_graphs.

(** ** Definitions of what finite certificates say *)
From Fibercheck Require Finite Tables Checker CheckedSets CheckedNoise CheckedInputs Sizes.
From Fibercheck Require CheckedGroups CheckedOrders Said.
Section Words_of_certificates.
Import Finite Tables Checker CheckedSets Sizes CheckedGroups CheckedOrders Said.
Print at_. Print dist. Print symmetric_table. Print zero_diagonal. Print Fibercheck.Tables.symmetric.
Print Fibercheck.Tables.separating. Print Fibercheck.Tables.triangle. Print Fibercheck.Tables.strong.
Print Fibercheck.Tables.pseudometric. Print Fibercheck.Tables.metric.
Print Fibercheck.Tables.ultrametric. Print Fibercheck.Tables.plus. Print Fibercheck.Tables.additive.
Print Fibercheck.Tables.invariant. Print Fibercheck.Tables.rank. Print Fibercheck.Tables.add. Print fits.
Print sums. Print tabled. Print CheckedGroups.subgroup. Print CheckedOrders.difference.
Print CheckedOrders.image. Print taken. Print Said.apart. Print has_size. Print law. Print means.
Print Checker.claim. Print valid. Print hypotheses. Print block. Print instances. Print satisfies.
End Words_of_certificates.

(** ** Distances *)
(** lemma *)
Check strong_by_levels. Print Assumptions strong_by_levels.
(** lemma *)
Check norm_of_minus. Print Assumptions norm_of_minus.

(** ** Relaxations of maps of sets *)
(** claim: relaxation.monotone *)
Check monotone. Print Assumptions monotone.
(** claim: relaxation.limit_zero *)
Check limit_zero. Print Assumptions limit_zero.
(** lemma *)
Check fiber_within. Print Assumptions fiber_within.
(** claim: relaxation.limit_infinity *)
Check limit_infinity_all. Print Assumptions limit_infinity_all.
(** claim: relaxation.limit_infinity *)
Check limit_infinity_some. Print Assumptions limit_infinity_some.
(** claim: relaxation.limit_infinity *)
Check extremes_exist. Print Assumptions extremes_exist.
(** claim: relaxation.composition *)
Check composition. Print Assumptions composition.
(** claim: relaxation.equivalence *)
Check equivalence. Print Assumptions equivalence.
(** claim: relaxation.functorial *)
Check functorial. Print Assumptions functorial.
(** claim: relaxation.functorial *)
Check isometric. Print Assumptions isometric.
(** lemma *)
Check transposed. Print Assumptions transposed.
(** lemma *)
Check relaxation_universal. Print Assumptions relaxation_universal.

(** ** Relaxations of maps of groups and rings *)
(** claim: relaxation.sum *)
Check sum_within. Print Assumptions sum_within.
(** claim: relaxation.sum *)
Check sum_negative. Print Assumptions sum_negative.
(** claim: relaxation.subgroup *)
Check subgroup_of_ultrametric. Print Assumptions subgroup_of_ultrametric.
(** lemma *)
Check strong_of_closed. Print Assumptions strong_of_closed.
(** claim: relaxation.subring *)
Check subring_of_ultrametric. Print Assumptions subring_of_ultrametric.
(** claim: relaxation.quotient *)
Check quotient. Print Assumptions quotient.
(** claim: relaxation.quotient_converse *)
Check quotient_converse. Print Assumptions quotient_converse.

(** claim: relaxation.adic *)
Check adic_agreement. Print Assumptions adic_agreement.

(** ** Robustness *)
(** claim: robustness.inclusion *)
Check inclusion. Print Assumptions inclusion.
(** claim: robustness.sandwich *)
Check sandwich. Print Assumptions sandwich.
(** claim: robustness.sandwich *)
Check sandwich_minus. Print Assumptions sandwich_minus.
(** claim: robustness.sandwich *)
Check sandwich_empty. Print Assumptions sandwich_empty.
(** claim: robustness.gap *)
Check gap. Print Assumptions gap.
(** claim: robustness.count *)
Check shell. Print Assumptions shell.
(** claim: robustness.count *)
Check count_within_shell. Print Assumptions count_within_shell.
(** claim: robustness.interleaving *)
Check interleaving. Print Assumptions interleaving.
(** claim: robustness.ultrametric *)
Check unchanged. Print Assumptions unchanged.
(** claim: robustness.input *)
Check input. Print Assumptions input.

(** ** Sizes *)
(** claim: relaxation.steps *)
Check steps. Print Assumptions steps.
(** claim: relaxation.steps *)
Check jumps. Print Assumptions jumps.
(** claim: relaxation.steps *)
Check right_continuous. Print Assumptions right_continuous.

(** ** Lines, circles, bytes *)
(** claim: robustness.sharp *)
Check sharp_Z. Print Assumptions sharp_Z.
(** claim: robustness.sharp *)
Check sharp_Q. Print Assumptions sharp_Q.
(** claim: robustness.sharp *)
Check sharp_circle. Print Assumptions sharp_circle.
(** claim: robustness.unchanged *)
Check unchanged_refuted. Print Assumptions unchanged_refuted.
(** claim: robustness.wraparound *)
Check wraparound. Print Assumptions wraparound.
(** claim: robustness.wraparound_plain *)
Check wraparound_plain_refuted. Print Assumptions wraparound_plain_refuted.
(** claim: relaxation.power_law *)
Check power_law_refuted. Print Assumptions power_law_refuted.

(** ** Real distances *)
(** claim: robustness.sandwich *)
Check sandwich_real. Print Assumptions sandwich_real.
(** claim: robustness.gap *)
Check gap_real. Print Assumptions gap_real.
(** claim: relaxation.subring *)
Check subring_real. Print Assumptions subring_real.
(** claim: relaxation.limit_zero_infinite *)
Check limit_zero_infinite_real. Print Assumptions limit_zero_infinite_real.
(** claim: robustness.unchanged_infinite *)
Check unchanged_infinite_real. Print Assumptions unchanged_infinite_real.

(** * Algebra: fiber products, decompositions, bundles *)

(** ** Fiber products of rings *)
Section Fiber_products.
Import Rings.
Local Open Scope structure_scope.
(** claim: classical.subring *)
Check square_subring. Print Assumptions square_subring.
(** lemma *)
Check square_subgroup. Print Assumptions square_subgroup.
(** lemma *)
Check square_kernel. Print Assumptions square_kernel.
(** claim: classical.universal *)
Check square_universal. Print Assumptions square_universal.
(** claim: classical.universal *)
Check square_universal_homomorphism. Print Assumptions square_universal_homomorphism.
(** claim: classical.units *)
Check square_units. Print Assumptions square_units.
(** claim: classical.milnor *)
Check square_milnor. Print Assumptions square_milnor.
End Fiber_products.

(** ** Residues and polynomials over them *)
Section Remainders.
Import Residues Polynomials.
Local Open Scope structure_scope.
(** claim: classical.torsion *)
Check killed_torsion. Print Assumptions killed_torsion.
(** claim: classical.torsion *)
Check residues_torsion. Print Assumptions residues_torsion.
(** claim: classical.torsion *)
Check polynomials_torsion. Print Assumptions polynomials_torsion.
(** claim: classical.collapse *)
Check residues_collapse. Print Assumptions residues_collapse.
(** claim: classical.collapse *)
Check residues_collapse_iff. Print Assumptions residues_collapse_iff.
(** claim: classical.collapse *)
Check residues_collapse_over. Print Assumptions residues_collapse_over.
(** claim: classical.crt *)
Check residues_crt. Print Assumptions residues_crt.
(** claim: classical.crt *)
Check constant_finite. Print Assumptions constant_finite.
(** claim: classical.crt *)
Check total_finite. Print Assumptions total_finite.
(** claim: classical.crt *)
Check convolution_finite. Print Assumptions convolution_finite.
(** claim: classical.crt *)
Check total_same. Print Assumptions total_same.
(** claim: classical.crt *)
Check convolution_same. Print Assumptions convolution_same.
(** claim: classical.crt *)
Check polynomials_crt. Print Assumptions polynomials_crt.
End Remainders.

(** ** The Lee distance *)
Section Lee.
Import LeeMetric.
Local Open Scope structure_scope.
(** lemma *)
Check lee_le. Print Assumptions lee_le.
(** lemma *)
Check lee_nonnegative. Print Assumptions lee_nonnegative.
(** lemma *)
Check lee_zero. Print Assumptions lee_zero.
(** lemma *)
Check lee_symmetric. Print Assumptions lee_symmetric.
(** lemma *)
Check lee_triangle. Print Assumptions lee_triangle.
(** lemma *)
Check lee_invariant. Print Assumptions lee_invariant.
(** lemma *)
Check lee_congruent. Print Assumptions lee_congruent.
(** lemma *)
Check lee_closed. Print Assumptions lee_closed.
(** lemma *)
Check lee_closed_one. Print Assumptions lee_closed_one.
(** lemma *)
Check lee_sum_zero. Print Assumptions lee_sum_zero.
(** lemma *)
Check lee_sum_symmetric. Print Assumptions lee_sum_symmetric.
(** lemma *)
Check lee_sum_triangle. Print Assumptions lee_sum_triangle.
(** lemma *)
Check lee_sum_invariant. Print Assumptions lee_sum_invariant.
(** lemma *)
Check lee_max_zero. Print Assumptions lee_max_zero.
(** lemma *)
Check lee_max_symmetric. Print Assumptions lee_max_symmetric.
(** lemma *)
Check lee_max_triangle. Print Assumptions lee_max_triangle.
(** lemma *)
Check lee_max_invariant. Print Assumptions lee_max_invariant.
End Lee.

(** ** Orders of fiber products and relaxations *)
Section Sizes_of_squares.
Import Orders.
Local Open Scope structure_scope.
(** lemma *)
Check lists_length. Print Assumptions lists_length.
(** claim: classical.order *)
Check square_order. Print Assumptions square_order.
(** claim: classical.order *)
Check square_order_kernels. Print Assumptions square_order_kernels.
(** claim: relaxation.growth *)
Check growth. Print Assumptions growth.
(** claim: relaxation.growth *)
Check growth_zero. Print Assumptions growth_zero.
End Sizes_of_squares.

(** ** Vectors over a field *)
Section Vectors.
Import Linear.
Local Open Scope structure_scope.
(** lemma *)
Check solution. Print Assumptions solution.
(** lemma *)
Check exchange. Print Assumptions exchange.
(** lemma *)
Check independent_length. Print Assumptions independent_length.
End Vectors.

(** ** Orthogonal parts *)
Section Parts.
Import Forms.
Local Open Scope structure_scope.
(** claim: decomposition.pythagoras *)
Check pythagoras. Print Assumptions pythagoras.
(** claim: decomposition.projections *)
Check projections. Print Assumptions projections.
(** claim: decomposition.specific *)
Check specific. Print Assumptions specific.
(** claim: decomposition.specific_energy *)
Check specific_energy. Print Assumptions specific_energy.
(** claim: decomposition.shared *)
Check shared_within. Print Assumptions shared_within.
End Parts.

(** ** The rational numbers, residues modulo a prime, the dot product *)
Section Instances.
Import Forms Fields.
Local Open Scope structure_scope.
(** lemma *)
Check Fields.rationals. Print Assumptions Fields.rationals.
(** lemma *)
Check prime_field. Print Assumptions prime_field.
(** lemma *)
Check dot_biadditive. Print Assumptions dot_biadditive.
(** lemma *)
Check rationals_ordered. Print Assumptions rationals_ordered.
(** lemma *)
Check dot_positive. Print Assumptions dot_positive.
End Instances.

(** ** Splitting, and dimensions of parts *)
Section Dimensions.
Import Linear Splitting Allocation Coordinates Least.
Local Open Scope structure_scope.
(** claim: decomposition.splitting *)
Check splitting. Print Assumptions splitting.
(** claim: decomposition.splitting_converse *)
Check splitting_converse. Print Assumptions splitting_converse.
(** claim: decomposition.splitting_always *)
Check hyperbolic_refutes. Print Assumptions hyperbolic_refutes.
(** claim: decomposition.allocation *)
Check allocation_shared. Print Assumptions allocation_shared.
(** claim: decomposition.allocation *)
Check allocation_whole. Print Assumptions allocation_whole.
(** claim: decomposition.allocation_rank *)
Check allocation_rank. Print Assumptions allocation_rank.
(** claim: decomposition.allocation_uncorrelated *)
Check allocation_uncorrelated. Print Assumptions allocation_uncorrelated.
(** lemma *)
Check span_decided. Print Assumptions span_decided.
(** lemma *)
Check least_parts. Print Assumptions least_parts.
(** claim: decomposition.allocation_least *)
Check allocation_least. Print Assumptions allocation_least.
End Dimensions.

(** ** Decompositions that do not behave as over Q *)
Section Counter_to_claims.
Import Forms Linear Splitting Counterexamples.
Local Open Scope structure_scope.
(** claim: decomposition.shared_finite *)
Check shared_refuted. Print Assumptions shared_refuted.
(** claim: decomposition.allocation_orthogonal *)
Check orthogonal_refuted. Print Assumptions orthogonal_refuted.
(** claim: decomposition.splitting_units *)
Check units_refuted. Print Assumptions units_refuted.
End Counter_to_claims.

(** ** The bundle over the shared part *)
Section Over_shared.
Import Bundles.
Local Open Scope structure_scope.
(** claim: decomposition.bundle *)
Check bundle_trivial. Print Assumptions bundle_trivial.
(** claim: decomposition.bundle *)
Check bundle_fibers. Print Assumptions bundle_fibers.
(** claim: decomposition.bundle *)
Check bundle_sections. Print Assumptions bundle_sections.
(** claim: decomposition.bundle *)
Check bundle_pullback. Print Assumptions bundle_pullback.
End Over_shared.

(** ** Bundles over graphs *)
Section Over_graphs.
Import Cocycles Sections.
Local Open Scope structure_scope.
(** lemma *)
Check flat_of_cycles. Print Assumptions flat_of_cycles.
(** lemma *)
Check trivial_of_flat. Print Assumptions trivial_of_flat.
(** lemma *)
Check forest_exists. Print Assumptions forest_exists.
(** claim: decomposition.cocycle *)
Check cocycle. Print Assumptions cocycle.
(** claim: decomposition.cocycle_converse *)
Check cocycle_converse. Print Assumptions cocycle_converse.
(** lemma *)
Check fixed_of_section. Print Assumptions fixed_of_section.
(** lemma *)
Check section_of_fixed. Print Assumptions section_of_fixed.
(** lemma *)
Check sections_by_roots. Print Assumptions sections_by_roots.
(** claim: decomposition.sections *)
Check sections_counted. Print Assumptions sections_counted.
(** claim: decomposition.sections_always *)
Check sections_always_refuted. Print Assumptions sections_always_refuted.
(** claim: decomposition.sections_trivial *)
Check sections_trivial_refuted. Print Assumptions sections_trivial_refuted.
(** claim: decomposition.sections_principal *)
Check sections_principal. Print Assumptions sections_principal.
End Over_graphs.

(** ** Finite certificates, decided by computing: what it means that a checker answers true *)
Section Finite_certificates.
Import Finite Tables Checker CheckedSets CheckedNoise CheckedInputs Sizes CheckedGroups CheckedOrders Said.
(** lemma *)
Check In_words. Print Assumptions In_words.
(** lemma *)
Check In_tables. Print Assumptions In_tables.
(** lemma *)
Check sums_plus. Print Assumptions sums_plus.
(** lemma *)
Check dist_tabled. Print Assumptions dist_tabled.
(** lemma *)
Check has_size_unique. Print Assumptions has_size_unique.
(** lemma *)
Check row_conclusion. Print Assumptions row_conclusion.
(** lemma *)
Check row_hypothesis. Print Assumptions row_hypothesis.
(** lemma *)
Check checked_sound. Print Assumptions checked_sound.
(** lemma *)
Check refutes_sound. Print Assumptions refutes_sound.
(** lemma *)
Check sets_said. Print Assumptions sets_said.
(** lemma *)
Check noise_said. Print Assumptions noise_said.
(** lemma *)
Check groups_said. Print Assumptions groups_said.
End Finite_certificates.
