package dev.latchkey.app;

import com.google.common.collect.ImmutableList;
import dev.latchkey.http.Site.Audience;
import dev.latchkey.http.address.TrustedProxies;
import dev.latchkey.http.gateway.Gateway;
import dev.latchkey.http.gateway.GatewayCredential;
import dev.latchkey.http.gateway.GatewaySecret;
import dev.latchkey.http.server.Endpoint;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Where gateways and operators ask, and how gateways prove that they are ours: options of {@code serve}. */
final class GatewayArguments {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    @Option(
            names = "--gateway-port",
            paramLabel = "PORT",
            defaultValue = "-1",
            description = "A port for gateways and services alone, without TLS; 0 picks a free one, -1 turns it off"
                    + " (default: -1).")
    private int port = -1;

    @Option(
            names = "--gateway-host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Where to listen for them (default: 127.0.0.1).")
    private String host = "127.0.0.1";

    @Option(
            names = "--gateway-secret",
            paramLabel = "TEXT",
            description =
                    "What gateways send as X-Latchkey-Gateway, at least 16 characters; with it they may ask at every port. Better"
                            + " given by LATCHKEY_GATEWAY_SECRET, which no process list shows (default: none, and they ask at the"
                            + " gateway's port alone).")
    private Optional<String> secret = Optional.empty();

    @Option(
            names = "--gateway-header",
            paramLabel = "NAME",
            description = "A header in which requests may bring their token, beside Authorization: X-Api-Key, say.")
    private Optional<String> header = Optional.empty();

    @Option(
            names = "--gateway-query",
            paramLabel = "NAME",
            description = "A query parameter in which requests may bring their token: session, say.")
    private Optional<String> queryParameter = Optional.empty();

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            defaultValue = "-1",
            description =
                    "A port for /metrics, /livez and /readyz alone, without TLS; 0 picks a free one, -1 turns it off"
                            + " (default: -1).")
    private int managementPort = -1;

    @Option(
            names = "--management-host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Where to listen for those who ask for them (default: 127.0.0.1).")
    private String managementHost = "127.0.0.1";

    /** @throws UserErrorException if a value is none; the message names its option */
    void check() {
        ListenArguments.requirePort("--gateway-port", port);
        ListenArguments.requirePort("--management-port", managementPort);
        header.ifPresent(name -> requireName("--gateway-header", name));
        queryParameter.ifPresent(name -> requireName("--gateway-query", name));
        Optional<GatewaySecret> unused = secret();
    }

    private static void requireName(String option, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new UserErrorException(
                    option + " must be up to 100 letters, digits, hyphens and underscores: " + name);
        }
    }

    /** The listeners that gateways, services and operators have for themselves. */
    ImmutableList<Endpoint> endpoints() {
        ImmutableList.Builder<Endpoint> endpoints = ImmutableList.builder();
        if (port >= 0) {
            endpoints.add(Endpoint.http(host, port).of(Audience.SERVICES));
        }
        if (managementPort >= 0) {
            endpoints.add(Endpoint.http(managementHost, managementPort).of(Audience.OPERATORS));
        }
        return endpoints.build();
    }

    /** Whether gateways may ask where everybody may: they prove then that they are ours. */
    boolean everywhere() {
        return secret.isPresent();
    }

    /** @param trustedProxies those before the gateways */
    Gateway.Settings settings(TrustedProxies trustedProxies) {
        return new Gateway.Settings(secret(), new GatewayCredential(header, queryParameter), trustedProxies);
    }

    private Optional<GatewaySecret> secret() {
        return secret.map(text -> Values.valid("--gateway-secret", () -> GatewaySecret.of(text)));
    }
}
