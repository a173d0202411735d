package dev.latchkey.http.server;

import com.google.common.collect.ImmutableList;
import dev.latchkey.http.Permissions;
import dev.latchkey.http.PublicUrl;
import dev.latchkey.http.RequestObserver;
import dev.latchkey.http.TraceScope;
import dev.latchkey.http.address.TrustedProxies;
import dev.latchkey.http.bounds.Bounds;
import dev.latchkey.http.uploads.UploadSettings;
import java.util.List;
import java.util.Optional;

/**
 * Where a server is, and what it may take.
 *
 * @param endpoints where it listens; each once
 * @param publicUrl by which people reach it; empty if that is by the address that it listens at
 * @param trustedProxies whose word for a client's address is taken
 * @param crossOrigin the other sites whose pages may call the methods
 * @param strictTransport whether browsers are told to come by TLS alone
 * @param bounds how much strangers may take of it
 * @param observer who is told of decisions about calls
 * @param requests who is told of requests that were answered
 * @param logsTraces whether lines that are logged while a request is worked on can tell its trace, by {@link TraceScope}
 */
public record ServerOptions(
        ImmutableList<Endpoint> endpoints,
        UploadSettings uploads,
        Optional<PublicUrl> publicUrl,
        TrustedProxies trustedProxies,
        CrossOrigin crossOrigin,
        StrictTransport strictTransport,
        Bounds bounds,
        Permissions.Observer observer,
        RequestObserver requests,
        boolean logsTraces) {

    /** Without a public URL, trusted proxies and other origins, and with the default bounds. */
    public static ServerOptions at(List<Endpoint> endpoints, UploadSettings uploads) {
        return new ServerOptions(
                ImmutableList.copyOf(endpoints),
                uploads,
                Optional.empty(),
                TrustedProxies.NONE,
                CrossOrigin.NONE,
                StrictTransport.OFF,
                Bounds.forHeap(Runtime.getRuntime().maxMemory()),
                Permissions.Observer.NONE,
                RequestObserver.NONE,
                false);
    }

    /** The same with this public URL. */
    public ServerOptions publicUrl(PublicUrl url) {
        return new ServerOptions(
                endpoints,
                uploads,
                Optional.of(url),
                trustedProxies,
                crossOrigin,
                strictTransport,
                bounds,
                observer,
                requests,
                logsTraces);
    }

    /** The same behind these proxies. */
    public ServerOptions trustedProxies(TrustedProxies proxies) {
        return new ServerOptions(
                endpoints,
                uploads,
                publicUrl,
                proxies,
                crossOrigin,
                strictTransport,
                bounds,
                observer,
                requests,
                logsTraces);
    }

    /** The same for the pages of these other sites. */
    public ServerOptions crossOrigin(CrossOrigin origins) {
        return new ServerOptions(
                endpoints,
                uploads,
                publicUrl,
                trustedProxies,
                origins,
                strictTransport,
                bounds,
                observer,
                requests,
                logsTraces);
    }

    /** The same telling browsers this of TLS. */
    public ServerOptions strictTransport(StrictTransport transport) {
        return new ServerOptions(
                endpoints,
                uploads,
                publicUrl,
                trustedProxies,
                crossOrigin,
                transport,
                bounds,
                observer,
                requests,
                logsTraces);
    }

    /** The same with these bounds. */
    public ServerOptions bounds(Bounds others) {
        return new ServerOptions(
                endpoints,
                uploads,
                publicUrl,
                trustedProxies,
                crossOrigin,
                strictTransport,
                others,
                observer,
                requests,
                logsTraces);
    }

    /** The same with decisions about calls told to {@code other}. */
    public ServerOptions observer(Permissions.Observer other) {
        return new ServerOptions(
                endpoints,
                uploads,
                publicUrl,
                trustedProxies,
                crossOrigin,
                strictTransport,
                bounds,
                other,
                requests,
                logsTraces);
    }

    /** The same with requests told to {@code other}. */
    public ServerOptions requests(RequestObserver other) {
        return new ServerOptions(
                endpoints,
                uploads,
                publicUrl,
                trustedProxies,
                crossOrigin,
                strictTransport,
                bounds,
                observer,
                other,
                logsTraces);
    }

    /** The same with the traces of requests told to what is logged meanwhile. */
    public ServerOptions loggingTraces() {
        return new ServerOptions(
                endpoints,
                uploads,
                publicUrl,
                trustedProxies,
                crossOrigin,
                strictTransport,
                bounds,
                observer,
                requests,
                true);
    }
}
