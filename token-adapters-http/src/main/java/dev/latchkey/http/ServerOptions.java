package dev.latchkey.http;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/**
 * Where a server is, and what it may take.
 *
 * @param endpoints where it listens; each once
 * @param publicUrl by which people reach it; empty if that is by the address that it listens at
 * @param bounds how much strangers may take of it
 */
public record ServerOptions(
        ImmutableList<Endpoint> endpoints, UploadSettings uploads, Optional<PublicUrl> publicUrl, Bounds bounds) {

    /** Without a public URL, and with the default bounds. */
    public static ServerOptions at(List<Endpoint> endpoints, UploadSettings uploads) {
        return new ServerOptions(
                ImmutableList.copyOf(endpoints),
                uploads,
                Optional.empty(),
                Bounds.forHeap(Runtime.getRuntime().maxMemory()));
    }

    /** The same with this public URL. */
    public ServerOptions publicUrl(PublicUrl url) {
        return new ServerOptions(endpoints, uploads, Optional.of(url), bounds);
    }

    /** The same with these bounds. */
    public ServerOptions bounds(Bounds others) {
        return new ServerOptions(endpoints, uploads, publicUrl, others);
    }
}
