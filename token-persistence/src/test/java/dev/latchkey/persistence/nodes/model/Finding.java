package dev.latchkey.persistence.nodes.model;

import java.util.Optional;

/**
 * What a search found.
 *
 * @param states how many states it reached
 * @param broken the shortest run in which the claim is broken, or empty if it always holds
 */
record Finding(int states, Optional<BrokenRun> broken) {}
