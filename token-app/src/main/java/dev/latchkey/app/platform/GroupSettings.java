package dev.latchkey.app.platform;

/** The names of what the settings of a node group hold. */
final class GroupSettings {

    static final String SLB_ACCESS = "isSLBAccessEnabled";
    static final String DISPLAY_NAME = "displayName";

    private GroupSettings() {}
}
