/**
 * The protocol by which several nodes on one PostgreSQL revoke exactly, as a model that is small enough to try every
 * run of it.
 *
 * <p><b>The claim.</b> Once a revoke is acknowledged, no call that starts after that is granted by the revoked token:
 * neither from a node's cache nor from a read of the database that began after the acknowledgement.
 *
 * <p><b>The protocol.</b> A node answers only while its lease lasts. It renews the lease with one small write, counts
 * the lease from before it sent that write, and learns from the answer what was revoked. It drops that from its cache,
 * and confirms it with its next renewal. The node that revokes commits the revoke, reads the rows of the nodes,
 * and acknowledges when each node has confirmed, has no row, or can't have a lease any more because a whole lease has
 * passed since the commit.
 *
 * <p><b>What can happen</b>, one thing at a time and in any order: time passes; the node stops and goes on; it sends a
 * renewal; the database runs, commits or rolls back the renewal; the renewal or its answer is lost; the node reads the
 * token, then keeps or drops what it read; another node revokes, reads the rows, acknowledges, and removes a row that
 * had no renewal for a whole lease; the node joins again. Where a scenario says so, the node also looks between its renewals for what was revoked, at
 * the primary that answered the last one, drops that, and confirms it with the next. A {@link dev.latchkey.persistence.nodes.model.Fault} adds a
 * failover, a step of the database's clock, or the one thing that the protocol can't stand: a hypervisor that stops
 * the node's clock. A {@link dev.latchkey.persistence.nodes.model.Mutation} is a careless implementation: the search
 * has to find a run in which it breaks the claim, or the model would be too coarse to tell anything.
 *
 * <p><b>What is left out.</b> There is one node that answers calls, one that revokes, one token and one revoke: nodes
 * don't depend on each other, and a row for each of them is waited for alike. Time passes in ticks, two of them to a
 * lease, and is kept as ages and remainders with an upper bound; so there are finitely many states, and the search
 * ends. A node takes an answer in one step, and a call compares and answers in one: the order inside such a step is a
 * matter for tests of the code. A lost renewal never takes effect later. A call that joins a read which another call
 * began may be granted where that read may be kept, and then it is like a call granted from the cache.
 *
 * <p><b>Clocks that run at different rates</b> are no part of the search: here a lease may be used for as long as a
 * revoke waits, and all clocks run alike. The margin is arithmetic. A node uses its lease for {@code U = 0.8 L}, a
 * revoke waits for {@code L}, and if no clock is off by more than a tenth, {@code 0.8 L / 0.9 < L / 1.1}: the use ends
 * before the wait.
 */
@NullMarked
package dev.latchkey.persistence.nodes.model;

import org.jspecify.annotations.NullMarked;
