package dev.latchkey.http;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/**
 * Where a server is, and what it may take.
 *
 * @param endpoints where it listens; each once
 * @param publicUrl by which people reach it, where that is by another address
 */
public record ServerOptions(ImmutableList<Endpoint> endpoints, UploadSettings uploads, Optional<PublicUrl> publicUrl) {

    /** Without a public URL. */
    public static ServerOptions at(List<Endpoint> endpoints, UploadSettings uploads) {
        return new ServerOptions(ImmutableList.copyOf(endpoints), uploads, Optional.empty());
    }

    /** The same with this public URL. */
    public ServerOptions publicUrl(PublicUrl url) {
        return new ServerOptions(endpoints, uploads, Optional.of(url));
    }
}
