import org.jspecify.annotations.NullMarked;

/** Personal access tokens: the front door, the values and ports, and accounts for a platform that has none. */
@NullMarked
module dev.latchkey {
    requires transitive com.google.common;
    requires static transitive org.jspecify;

    exports dev.latchkey;
    exports dev.latchkey.token;
    exports dev.latchkey.account;
}
