package dev.latchkey.http.gateway;

import dev.latchkey.http.CredentialText;
import dev.latchkey.http.FormDecoder;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.http.RequestHead;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where requests that gateways ask about bring their credential: as {@code Authorization: Bearer} (RFC 6750, 2.1), or else, where a platform has
 * it so, in a header or a query parameter of its own. Immutable.
 *
 * @param header the name of a header; empty if none is looked at
 * @param queryParameter the name of a query parameter; empty if none is looked at
 */
public record GatewayCredential(Optional<String> header, Optional<String> queryParameter) {

    /** As {@code Authorization: Bearer} alone. */
    public static final GatewayCredential BEARER = new GatewayCredential(Optional.empty(), Optional.empty());

    /**
     * The credential of a request; an empty text if it has none.
     *
     * @param target the path and query of the request that is asked about
     * @return empty if it has several, so that it is not clear which counts
     */
    Optional<String> of(RequestHead head, String target) {
        List<String> authorizations = head.headers("Authorization");
        if (authorizations.size() > 1) {
            return Optional.empty();
        }
        if (!authorizations.isEmpty()) {
            Optional<String> bearer = CredentialText.bearerIn(authorizations.get(0));
            if (bearer.isPresent() || (header.isEmpty() && queryParameter.isEmpty())) {
                return Optional.of(bearer.orElse(""));
            }
        }
        List<String> own = header.map(head::headers).orElse(List.of());
        if (!own.isEmpty()) {
            return own.size() > 1 ? Optional.empty() : Optional.of(CredentialText.strip(own.get(0)));
        }
        return queryParameter.map(name -> inQuery(name, target)).orElse(Optional.of(""));
    }

    private static Optional<String> inQuery(String name, String target) {
        int query = target.indexOf('?');
        if (query < 0) {
            return Optional.of("");
        }
        try {
            List<String> values = FormDecoder.decode(target.substring(query + 1), "query").stream()
                    .filter(pair -> pair.getKey().equals(name))
                    .map(Map.Entry::getValue)
                    .toList();
            return values.size() > 1 ? Optional.empty() : Optional.of(CredentialText.strip(String.join("", values)));
        } catch (InvalidParameterException e) {
            return Optional.empty();
        }
    }
}
