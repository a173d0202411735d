package dev.latchkey.app;

import com.google.common.collect.ImmutableList;
import com.google.common.net.InetAddresses;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.demo.DemoAccount;
import dev.latchkey.demo.DemoPlatform;
import dev.latchkey.http.PublicUrl;
import dev.latchkey.http.server.ServerOptions;
import dev.latchkey.token.TokenTemplate;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** The options of the demo platform: all that the server knows of it. */
final class DemoArguments {

    private static final Logger LOGGER = LoggerFactory.getLogger(DemoArguments.class);

    @Option(
            names = "--demo",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            description = "Brings the demo platform, with the account " + DemoAccount.LOGIN + ", password "
                    + DemoAccount.PASSWORD + ", and environments of it. It has a data directory of its own, "
                    + "latchkey-demo, unless --data names another.")
    private boolean demo;

    @Option(
            names = "--demo-anywhere",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            description =
                    "Lets the demo's account in, whose password everybody knows, also where other machines can reach"
                            + " the server.")
    private boolean anywhere;

    boolean isOn() {
        return demo;
    }

    /** Where the server keeps its files if nothing else is said. */
    Path defaultDirectory() {
        return demo ? DatabaseArguments.DEMO_DIRECTORY : DatabaseArguments.DEFAULT_DIRECTORY;
    }

    /** The templates of the demo's tokens. */
    static ImmutableList<TokenTemplate> templates() {
        return DemoPlatform.templates();
    }

    PlatformStart platform() {
        return demo
                ? PlatformStart.of(
                        Optional.of(new PlatformStart.Tables(DemoPlatform.SCHEMA, DemoPlatform.class)),
                        DemoAccount::startPlatform)
                : PlatformStart.NONE;
    }

    /** The demo's account with the reason why it is refused; empty if it is let in. */
    Optional<ClosedLogin> closedLogin(ServerOptions options) {
        EmailAddress login = new EmailAddress(DemoAccount.LOGIN);
        if (!demo) {
            return Optional.of(
                    new ClosedLogin(login, "its password is published, and this server was started without --demo"));
        }
        if (anywhere) {
            return Optional.empty();
        }
        if (!options.endpoints().stream().allMatch(endpoint -> isLoopback(endpoint.host()))) {
            return Optional.of(new ClosedLogin(
                    login,
                    "its password is published, and other machines can reach this server, which was started without"
                            + " --demo-anywhere"));
        }
        if (isBehindProxy(options)) {
            LOGGER.warn("{} can be reached by a proxy, and its password is published", login);
        }
        return Optional.empty();
    }

    /** Whether other machines may get there by a proxy, of which its address and a public one tell. */
    private static boolean isBehindProxy(ServerOptions options) {
        return !options.trustedProxies().isEmpty()
                || !options.publicUrl().map(PublicUrl::host).stream().allMatch(DemoArguments::isLoopback);
    }

    /** Whether only this machine gets there: 127.0.0.0/8 and ::1 (RFC 1122, 3.2.1.3, and RFC 4291, 2.5.3), and localhost (RFC 6761). */
    static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || (InetAddresses.isInetAddress(host)
                        && InetAddresses.forString(host).isLoopbackAddress());
    }
}
