package dev.latchkey.token.cache;

import dev.latchkey.token.Client;
import dev.latchkey.token.LastUse;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that stand for uses of tokens, so that a use is one immutable value that is replaced in one step and that the garbage
 * collector need not follow. From the left, a number has 38 bits of the second (until the year 10680), 12 bits of the generation
 * and 14 bits of the client's place in a table. Of two uses, the one with the greater {@link #second} is the later.
 *
 * <p>Clients are never taken out of a table. Instead the {@link #next} generation starts with an empty one. It still reads the
 * numbers of the generation before it, and no others, so that memory is bounded by two tables. A table has {@value #PLACES} places. A
 * client whose {@value #TRIES} places are taken, or whose texts are longer than {@value #LONGEST} characters, has no number.
 *
 * <p>Safe for use by many threads, without locks.
 */
final class UseNumbers {

    /** Stands for no use. */
    static final long NONE = 0;

    static final int LONGEST = 512;
    static final int TRIES = 32;

    /** How many clients make it worth to start the next generation. */
    static final int CROWD = 1_024;

    private static final int PLACE_BITS = 14;
    private static final int PLACES = 1 << PLACE_BITS;
    private static final int GENERATION_BITS = 12;
    private static final int GENERATIONS = 1 << GENERATION_BITS;
    private static final int SECOND_SHIFT = PLACE_BITS + GENERATION_BITS;
    private static final long LAST_SECOND = -1L >>> SECOND_SHIFT;

    private final int generation;
    private final AtomicReferenceArray<@Nullable Client> clients = new AtomicReferenceArray<>(PLACES);
    private final @Nullable AtomicReferenceArray<@Nullable Client> clientsBefore;
    private final AtomicInteger size = new AtomicInteger();

    UseNumbers() {
        this(0, null);
    }

    private UseNumbers(int generation, @Nullable AtomicReferenceArray<@Nullable Client> clientsBefore) {
        this.generation = generation;
        this.clientsBefore = clientsBefore;
    }

    UseNumbers next() {
        return new UseNumbers((generation + 1) & (GENERATIONS - 1), clients);
    }

    boolean isCrowded() {
        return size.get() >= CROWD;
    }

    static long second(long number) {
        return number >>> SECOND_SHIFT;
    }

    /** The number of a use; {@link #NONE} if it has none. */
    long numberOf(long epochSecond, Client client) {
        int place = placeOf(client);
        boolean fits = place >= 0 && epochSecond > 0 && epochSecond <= LAST_SECOND;
        return fits ? (epochSecond << SECOND_SHIFT) | ((long) generation << PLACE_BITS) | place : NONE;
    }

    /** The use that a number stands for; null if it is of a generation that is forgotten. */
    @Nullable
    LastUse useOf(long number) {
        AtomicReferenceArray<@Nullable Client> table = tableOf((int) (number >>> PLACE_BITS) & (GENERATIONS - 1));
        Client client = table == null ? null : table.get((int) number & (PLACES - 1));
        return client == null ? null : new LastUse(Instant.ofEpochSecond(second(number)), client);
    }

    private @Nullable AtomicReferenceArray<@Nullable Client> tableOf(int numbersGeneration) {
        if (numbersGeneration == generation) {
            return clients;
        }
        return ((numbersGeneration + 1) & (GENERATIONS - 1)) == generation ? clientsBefore : null;
    }

    /** The place of a client, which is put there if it is new; negative if there is no room for it. */
    private int placeOf(Client client) {
        int hash = client.hashCode();
        int home = hash ^ (hash >>> Short.SIZE);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int place = (home + attempt) & (PLACES - 1);
            Client there = clients.getAcquire(place);
            if (client.equals(there == null ? take(place, client) : there)) {
                return place;
            }
        }
        return -1;
    }

    /** Puts a client in a place if that is free; returns the client that is there then, or null if this one is too long. */
    @Nullable
    Client take(int place, Client client) {
        if (client.address().length() + client.userAgent().length() > LONGEST) {
            return null;
        }
        Client there = clients.compareAndExchange(place, null, client);
        if (there != null) {
            return there;
        }
        int unused = size.incrementAndGet();
        return client;
    }
}
