package dev.latchkey.app;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.latchkey.Latchkey;
import dev.latchkey.account.AccountStore;
import dev.latchkey.http.GuardedResource;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.Resource;
import dev.latchkey.http.Resources;
import dev.latchkey.http.SecurityText;
import dev.latchkey.http.health.Readiness;
import dev.latchkey.http.metrics.Metrics;
import dev.latchkey.http.server.PlatformServer;
import dev.latchkey.http.server.ServerOptions;
import dev.latchkey.persistence.Database;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What those who run a server see of it: its metrics, and whether it is alive and ready. */
final class Watching implements AutoCloseable {

    private final Metrics metrics = new Metrics(VersionCommand.version(), "");
    private final Database database;
    private final Readiness readiness;
    private final Optional<SecurityText> securityText;

    /** @param securityText whom strangers tell of a hole; empty if nobody is named */
    Watching(Database database, Optional<SecurityText> securityText) {
        this.database = database;
        this.readiness =
                Readiness.of(database::checkReadable, database::canDecide, new FailoverWords(database::failover));
        this.securityText = securityText;
    }

    /** The same accounts, the checks of whose passwords are counted. */
    AccountStore counting(AccountStore accounts) {
        return new CountedAccountStore(accounts, metrics.counting(accounts.passwords()));
    }

    /** The same methods, the changes by which are counted. */
    ImmutableList<PlatformMethod> counting(List<PlatformMethod> methods) {
        return metrics.counting(methods);
    }

    /** The same options, with decisions and requests counted. */
    ServerOptions counting(ServerOptions options) {
        return options.observer(metrics.decisions()).requests(metrics.requests());
    }

    /** What those see who have a listener for themselves. */
    Resources open() {
        return probes().and(Resources.of(ImmutableMap.of("/metrics", metrics.resource())));
    }

    /** What everybody sees: the metrics by a token alone. */
    Resources guarded(Latchkey latchkey, ServerOptions options) {
        ImmutableMap.Builder<String, Resource> resources = ImmutableMap.<String, Resource>builder()
                .put(
                        "/metrics",
                        new GuardedResource(
                                metrics.resource(), Metrics.READ.method(), latchkey, options.trustedProxies()));
        securityText.ifPresent(text -> resources.put(SecurityText.PATH, text));
        return probes().and(Resources.of(resources.buildOrThrow()));
    }

    private Resources probes() {
        return Resources.of(ImmutableMap.of("/livez", Readiness.livez(), "/readyz", readiness.readyz()));
    }

    /** Watches a server that has started. To be called once. */
    void watch(Latchkey latchkey, PlatformServer http, InstantSource clock) {
        metrics.latchkey(latchkey);
        metrics.server(http::refusals, http::connections);
        metrics.database(readiness::isUp, database::waitingPasswords);
        if (database.status().isPresent()) {
            metrics.node(new DatabaseMeter(database));
        }
        metrics.tokens(() -> database.countTokens(clock.instant()));
    }

    /** Tells from now on that the server is not ready any more. */
    void closing() {
        readiness.closing();
    }

    @Override
    public void close() {
        metrics.close();
        readiness.close();
    }
}
