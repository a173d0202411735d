package dev.latchkey.demo.environment;

/** The names of what the settings of a node group hold. */
public final class GroupSettings {

    public static final String SLB_ACCESS = "isSLBAccessEnabled";
    public static final String DISPLAY_NAME = "displayName";

    private GroupSettings() {}
}
