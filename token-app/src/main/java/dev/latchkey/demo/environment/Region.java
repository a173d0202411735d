package dev.latchkey.demo.environment;

import com.google.common.collect.ImmutableList;
import dev.latchkey.demo.text.ResourceRows;
import java.util.Optional;

/**
 * A place where environments run, and the group of hosts there. The file {@code regions.txt} lists them all.
 *
 * @param hostGroup what an environment names its place by, and is created with
 */
public record Region(String name, String displayName, String hostGroup, String hostGroupDisplayName) {

    /** What the protocol calls the class of a region. The platform's Java SDK reads no region without it. */
    static final String WIRE_CLASS = "com.hivext.api.server.system.persistence.Region";

    private static final ImmutableList<Region> ALL = ResourceRows.read(Region.class, "regions.txt", 4).stream()
            .map(row -> new Region(row.get(0), row.get(1), row.get(2), row.get(3)))
            .collect(ImmutableList.toImmutableList());

    /** All regions, the default first. */
    public static ImmutableList<Region> all() {
        return ALL;
    }

    /** Where an environment runs that names no place. */
    public static Region byDefault() {
        return ALL.get(0);
    }

    /** The region of this name or of this host group. */
    public static Optional<Region> find(String name) {
        return ALL.stream()
                .filter(region -> region.hostGroup.equals(name) || region.name.equals(name))
                .findFirst();
    }

    /** The region of a host group that a stored environment names. */
    static Region stored(String hostGroup) {
        return find(hostGroup).orElseThrow(() -> new IllegalStateException("regions.txt has lost " + hostGroup));
    }
}
