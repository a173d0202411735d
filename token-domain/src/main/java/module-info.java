import org.jspecify.annotations.NullMarked;

/** Personal access tokens: their values, the ports to their store, and the two questions asked of them. */
@NullMarked
module dev.latchkey.token {
    requires transitive com.google.common;
    requires static transitive org.jspecify;

    exports dev.latchkey.token;
    exports dev.latchkey.account;
}
