package dev.latchkey.persistence.nodes.model;

import static dev.latchkey.persistence.nodes.model.Fault.CLOCK_STEP;
import static dev.latchkey.persistence.nodes.model.Fault.FAILOVER;
import static dev.latchkey.persistence.nodes.model.Fault.HYPERVISOR_PAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The numbers of states are those that another program reaches, which was written apart from this one. They show a
 * change of the model that was not meant, also where the claim still holds. The two mutations that do something before the commit, and looks between renewals,
 * are this program's alone.
 */
final class LeaseProtocolTest {

    /** A scenario, and what is to be found. */
    private record Expected(Scenario scenario, int states, int steps) {

        @Override
        public String toString() {
            return scenario.toString();
        }
    }

    static final List<Expected> HOLDING = ImmutableList.of(
            new Expected(Scenario.protocol(), 15_836, 0),
            new Expected(Scenario.protocol(FAILOVER), 128_242, 0),
            new Expected(Scenario.protocol(CLOCK_STEP), 31_672, 0),
            new Expected(Scenario.protocol(FAILOVER, CLOCK_STEP), 256_484, 0),
            new Expected(Scenario.protocol().looking(), 16_596, 0),
            new Expected(Scenario.protocol(FAILOVER, CLOCK_STEP).looking(), 266_436, 0));

    static final List<Expected> BREAKING = ImmutableList.of(
            new Expected(Scenario.with(Mutation.LEASE_NOT_ASKED), 2_452, 7),
            new Expected(Scenario.with(Mutation.LEASE_COUNTED_FROM_THE_ANSWER), 9_503, 11),
            new Expected(Scenario.with(Mutation.LEASE_ENDED_BY_A_TIMER), 10_098, 11),
            new Expected(Scenario.with(Mutation.READ_KEPT_WITHOUT_COMPARING), 7_695, 11),
            new Expected(Scenario.with(Mutation.DEADLINE_IN_THE_ROW), 4_214, 8),
            new Expected(Scenario.with(Mutation.DEADLINE_IN_THE_ROW, CLOCK_STEP), 8_299, 8),
            new Expected(Scenario.with(Mutation.ROW_REMOVED_BY_THE_DATABASE_CLOCK, CLOCK_STEP), 11_933, 10),
            new Expected(Scenario.with(Mutation.RENEWAL_MAKES_THE_ROW), 7_386, 11),
            new Expected(Scenario.with(Mutation.FIRST_PRIMARY_NOT_FENCED, FAILOVER), 39_684, 11),
            new Expected(Scenario.with(Mutation.READ_WHEREVER_CONNECTED, FAILOVER), 32_400, 11),
            new Expected(Scenario.with(Mutation.ACKNOWLEDGED_WITHOUT_WAITING), 5_454, 9),
            new Expected(Scenario.with(Mutation.CONFIRMED_WITHOUT_DROPPING), 14_525, 15),
            new Expected(Scenario.with(Mutation.ROWS_READ_BEFORE_THE_COMMIT), 5_444, 12),
            new Expected(Scenario.with(Mutation.WAIT_COUNTED_FROM_BEFORE_THE_COMMIT), 8_533, 12),
            new Expected(Scenario.with(Mutation.ROW_REMOVED_DESPITE_ITS_LOCK), 7_574, 11),
            new Expected(Scenario.with(Mutation.CONFIRMED_BEFORE_THE_ANSWER), 9_770, 11),
            new Expected(Scenario.with(Mutation.LOOKED_WITHOUT_DROPPING).looking(), 13_459, 12),
            new Expected(
                    Scenario.with(Mutation.LEASE_PROLONGED_BY_A_LOOK, FAILOVER).looking(), 21_430, 8));

    @ParameterizedTest
    @FieldSource("HOLDING")
    void theProtocol_isNeverBroken(Expected expected) {
        Finding finding = Search.of(expected.scenario());

        assertThat(finding.broken()).as("a run that breaks the claim").isEmpty();
        assertThat(finding.states()).isEqualTo(expected.states());
    }

    @ParameterizedTest
    @FieldSource("BREAKING")
    void aCarelessImplementation_isBroken(Expected expected) {
        Finding finding = Search.of(expected.scenario());

        assertThat(finding.broken())
                .hasValueSatisfying(run -> assertThat(run.steps())
                        .as(run.toString())
                        .hasSize(expected.steps())
                        .hasSizeLessThanOrEqualTo(15));
        assertThat(finding.states()).isEqualTo(expected.states());
    }

    @Test
    void everyMutation_isTried() {
        assertThat(BREAKING.stream()
                        .flatMap(expected -> expected.scenario().mutation().stream())
                        .distinct())
                .containsExactlyInAnyOrder(Mutation.values());
    }

    /** The one assumption: the node's clock never stands still. */
    @Test
    void aHypervisorThatStopsTheClock_breaksTheProtocol() {
        Finding finding = Search.of(Scenario.protocol(HYPERVISOR_PAUSE));

        assertThat(finding.states()).isEqualTo(12_519);
        assertThat(finding.broken())
                .hasValueSatisfying(run -> assertThat(run.actions())
                        .containsExactly(
                                "the node sends a renewal to the first primary",
                                "the node reads the token at the first primary",
                                "the first primary runs the renewal",
                                "the other node commits the revoke at the first primary",
                                "a tick passes",
                                "a tick passes while a hypervisor has stopped the node and its clock",
                                "the other node reads the rows of the nodes",
                                "the other node acknowledges the revoke",
                                "the first primary commits the renewal",
                                "the node takes the answer to its renewal",
                                "the node keeps what it read"));
    }

    @Test
    void aBrokenRun_isToldStepByStep() {
        Finding finding = Search.of(Scenario.with(Mutation.LEASE_NOT_ASKED));

        assertThat(finding.broken())
                .hasValueSatisfying(run -> assertThat(run.toString().lines())
                        .startsWith(
                                "a call is granted from the cache after the acknowledgement, in 7 steps:",
                                "   1. a tick passes",
                                "       node running, lease 0 from the first primary; row, written 1 ago; not revoked;"
                                        + " the first primary"));
    }
}
