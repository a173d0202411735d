package dev.latchkey.http;

import dev.latchkey.Latchkey;
import dev.latchkey.http.address.TrustedProxies;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A platform's methods for a server of any kind, as a servlet: a call's parameters go in, and status, headers and bytes come out. The server
 * reads requests, and bounds them. A method that takes a file can't be called so. Safe for use by many threads.
 */
public final class MethodCalls {

    private final MethodRegistry registry;
    private final Calls calls;

    /**
     * @param latchkey with the catalog of {@code registry}; it stays the caller's to close
     * @param credentials who calls are from that bring no token
     * @param publicUrl by which people reach the server; empty if that is the address that it listens at
     * @param trustedProxies whose word for a client's address is taken; none if the server has found it out already
     * @throws IllegalArgumentException if the catalog of {@code latchkey} is another
     */
    public MethodCalls(
            MethodRegistry registry,
            Latchkey latchkey,
            Credentials credentials,
            Optional<PublicUrl> publicUrl,
            TrustedProxies trustedProxies) {
        Site.of(registry, Pages.NONE).requireCatalogOf(latchkey);
        this.registry = registry;
        this.calls = new Calls(latchkey, credentials, publicUrl, trustedProxies, Permissions.Observer.NONE);
    }

    /** Whether a method has this path, in any case. */
    public boolean has(String path) {
        return registry.find(path).isPresent();
    }

    /**
     * Answers a call. It may wait for the store, and as long as the method's handler does. Whatever goes wrong, there is an answer.
     *
     * @param path of the method; to any other, the answer is that there is none
     * @param parameters names and values, of the query and of a form alike, decoded
     */
    public HttpReply answer(String path, Collection<Map.Entry<String, String>> parameters, RequestHead head) {
        Optional<PlatformMethod> method = registry.find(path);
        if (method.isEmpty()) {
            return new HttpReply(404, Answer.error(ResultCode.NOT_FOUND, "there is no API method at this path"));
        }
        if (!method.get().isCalledBy(head.method())) {
            Answer otherwise = method.get().told(PlatformMethod.CALL_OTHERWISE);
            return new HttpReply(405, otherwise.with("Allow", method.get().allowed()));
        }
        Call call = calls.begin(method.get(), head);
        call.read(Reading.of(List.copyOf(parameters)));
        calls.decide(call);
        return new HttpReply(200, calls.run(call));
    }
}
