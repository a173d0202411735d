package dev.latchkey.app;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.latchkey.Latchkey;
import dev.latchkey.account.AccountAdministration;
import dev.latchkey.account.PasswordPolicy;
import dev.latchkey.http.MethodRegistry;
import dev.latchkey.http.Pages;
import dev.latchkey.http.Permissions;
import dev.latchkey.http.Platform;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.Resources;
import dev.latchkey.http.SignInCredentials;
import dev.latchkey.http.Site;
import dev.latchkey.http.Site.Audience;
import dev.latchkey.http.documentation.Documentation;
import dev.latchkey.http.gateway.Gateway;
import dev.latchkey.http.introspection.TokenResources;
import dev.latchkey.http.methods.AdministrationMethods;
import dev.latchkey.http.methods.UserMethods;
import dev.latchkey.http.metrics.Metrics;
import dev.latchkey.http.server.ServerOptions;
import java.time.InstantSource;

/** Makes what a server offers at its addresses for a platform, at the start and whenever the platform's files have changed. */
final class SiteMaker {

    private final Doors doors;
    private final SignInCredentials credentials;
    private final InstantSource clock;
    private final ServerOptions options;
    private final GatewayArguments gateways;
    private final PlatformReload reload;
    private final Watching watching;

    SiteMaker(
            Doors doors,
            SignInCredentials credentials,
            InstantSource clock,
            ServerOptions options,
            GatewayArguments gateways,
            PlatformReload reload,
            Watching watching) {
        this.doors = doors;
        this.credentials = credentials;
        this.clock = clock;
        this.options = options;
        this.gateways = gateways;
        this.reload = reload;
        this.watching = watching;
    }

    /** The methods of the wire protocol, and the catalog. */
    MethodRegistry registry(Platform platform) {
        PasswordPolicy policy = PasswordInput.policy(platform.name());
        AccountAdministration administration = credentials.signIn().administration(doors.tokens(), policy);
        ImmutableList.Builder<PlatformMethod> methods = ImmutableList.<PlatformMethod>builder()
                .addAll(UserMethods.all(
                        credentials,
                        credentials.signIn().ownAccount(policy, platform.name()),
                        doors.accounts().accounts(),
                        clock))
                .addAll(AdministrationMethods.all(administration, clock));
        methods.add(AdministrationMethods.guarded(administration, NodeMethods.getNodes(doors.database())));
        if (reload.isPossible()) {
            methods.add(AdministrationMethods.guarded(administration, reload.method()));
        }
        return new MethodRegistry(
                platform,
                watching.counting(doors.methods(methods.build())),
                ImmutableList.of(TokenResources.INTROSPECT, Metrics.READ));
    }

    /** @param latchkey with the catalog of {@code registry}, now or soon */
    Site site(Platform platform, MethodRegistry registry, Latchkey latchkey) {
        boolean described = !platform.operations().all().isEmpty();
        Pages documentation = described ? Documentation.of(registry, platform.name()) : Documentation.of(registry);
        Resources gatewaysAsk = gateways(registry, latchkey);
        TokenResources tokens = new TokenResources(
                latchkey,
                credentials,
                registry::operations,
                options.publicUrl(),
                options.trustedProxies(),
                options.observer());
        Resources servicesAsk = tokens.ofServices().and(tokens.ofTokens());
        return new Site(
                registry,
                Dashboard.pages(platform).and(documentation),
                ImmutableMap.of(
                        Audience.EVERYBODY,
                        servicesAsk
                                .and(watching.guarded(latchkey, options))
                                .and(gateways.everywhere() ? gatewaysAsk : Resources.NONE),
                        Audience.SERVICES,
                        servicesAsk.and(watching.open()).and(gatewaysAsk),
                        Audience.OPERATORS,
                        watching.open()));
    }

    private Resources gateways(MethodRegistry registry, Latchkey latchkey) {
        Permissions permissions = new Permissions(latchkey, credentials, Permissions.Via.GATEWAY, options.observer());
        return Gateway.all(registry.operations(), permissions, gateways.settings(options.trustedProxies()));
    }
}
