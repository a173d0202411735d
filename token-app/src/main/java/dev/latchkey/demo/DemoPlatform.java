package dev.latchkey.demo;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.latchkey.demo.archive.ArchiveLinks;
import dev.latchkey.demo.archive.ArchiveMethods;
import dev.latchkey.demo.archive.Archives;
import dev.latchkey.demo.archive.UploadMethods;
import dev.latchkey.demo.deployment.DeployMethods;
import dev.latchkey.demo.deployment.Deployer;
import dev.latchkey.demo.deployment.Deployments;
import dev.latchkey.demo.environment.DomainMethods;
import dev.latchkey.demo.environment.EnvironmentJson;
import dev.latchkey.demo.environment.EnvironmentMethods;
import dev.latchkey.demo.environment.Environments;
import dev.latchkey.demo.environment.Lookup;
import dev.latchkey.demo.environment.PowerMethods;
import dev.latchkey.demo.environment.Transitions;
import dev.latchkey.demo.environment.Variables;
import dev.latchkey.demo.marketplace.Installations;
import dev.latchkey.demo.marketplace.Installer;
import dev.latchkey.demo.marketplace.MarketplaceMethods;
import dev.latchkey.demo.node.CommandMethods;
import dev.latchkey.demo.node.RedeployMethods;
import dev.latchkey.demo.node.VariableMethods;
import dev.latchkey.demo.storage.DemoTables;
import dev.latchkey.demo.text.ResourceRows;
import dev.latchkey.demo.tracking.Actions;
import dev.latchkey.demo.tracking.LogMethods;
import dev.latchkey.demo.tracking.NodeLogs;
import dev.latchkey.demo.tracking.Tracking;
import dev.latchkey.demo.tracking.TrackingMethods;
import dev.latchkey.http.Platform;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.persistence.Database;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.TokenTemplate;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A small cloud platform, to show tokens at work: accounts have environments of nodes, which start, stop, take deployments,
 * are cloned and deleted, or come from a marketplace. Each account sees and changes its own alone. Safe for use by many threads.
 */
public final class DemoPlatform {

    private static final String ALIAS = "env.";

    /** The schema of the platform's tables, whose scripts are beside this class. */
    public static final String SCHEMA = "demo";

    /** The domain under which environments have their addresses, where none is given. */
    public static final String DEFAULT_DOMAIN = "demo.latchkey.example";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Splitter METHODS = Splitter.on(',').trimResults();

    private final InstantSource clock;
    private final Environments environments;
    private final ImmutableList<PlatformMethod> methods;

    /** The platform under {@link #DEFAULT_DOMAIN}. */
    public DemoPlatform(Database database, InstantSource clock, Duration transitionTime, Path archives) {
        this(database, clock, transitionTime, archives, DEFAULT_DOMAIN);
    }

    /**
     * The platform on a database that has its tables, in {@link #SCHEMA}.
     *
     * @param transitionTime how long an environment takes to start, to stop and so on; zero for at once
     * @param archives a directory for uploaded archives and nothing else, on the file system where uploads come in
     * @param domain the domain under which environments have their addresses, in lower case
     */
    public DemoPlatform(Database database, InstantSource clock, Duration transitionTime, Path archives, String domain) {
        this.clock = clock;
        DemoTables tables = new DemoTables(database);
        this.environments = new Environments(tables);
        Lookup lookup = new Lookup(environments, domain);
        EnvironmentJson json = new EnvironmentJson(domain, clock);
        Transitions transitions = new Transitions(environments, clock, transitionTime, transitionTime.plus(PATIENCE));
        Actions actions = new Actions(tables);
        NodeLogs logs = new NodeLogs(tables);
        Tracking tracking = new Tracking(actions, logs, environments, lookup, clock);
        Installer installer = new Installer(environments, new Installations(tables), transitions, tracking);
        Deployer deployer = new Deployer(new Deployments(tables), lookup, transitions, json);
        Stream<PlatformMethod> tracked = Stream.of(
                        new EnvironmentMethods(environments, lookup, transitions, json).all(),
                        new PowerMethods(lookup, transitions).all(),
                        new DomainMethods(lookup, json).all(),
                        new VariableMethods(new Variables(tables), lookup).all(),
                        new RedeployMethods(environments, lookup, transitions).all(),
                        new CommandMethods(lookup, transitions).all(),
                        archives(new Archives(tables, archives), deployer, lookup, clock),
                        new LogMethods(logs, lookup).all(),
                        new TrackingMethods(actions).all(),
                        new AccountMethods(() -> database.accountStore().accounts()).all())
                .flatMap(ImmutableList::stream)
                .map(tracking::tracked);
        // The installer notes what it does by itself: no parameter names the environment that it makes.
        this.methods = Stream.concat(tracked, new MarketplaceMethods(installer).all().stream())
                .collect(ImmutableList.toImmutableList());
    }

    private static ImmutableList<PlatformMethod> archives(
            Archives archives, Deployer deployer, Lookup lookup, InstantSource clock) {
        ArchiveLinks links = new ArchiveLinks(archives);
        return ImmutableList.<PlatformMethod>builder()
                .addAll(new UploadMethods(archives, links, clock).all())
                .addAll(new ArchiveMethods(archives, links).all())
                .addAll(new DeployMethods(deployer, links, lookup).all())
                .build();
    }

    /** Its methods: what a platform has beside those of {@link dev.latchkey.http.methods.UserMethods}. */
    public ImmutableList<PlatformMethod> methods() {
        return methods;
    }

    /** The templates that its tokens can have, as the file {@code templates.txt} beside this class lists them. */
    public static ImmutableList<TokenTemplate> templates() {
        return ResourceRows.read(DemoPlatform.class, "templates.txt", 3).stream()
                .map(row -> new TokenTemplate(
                        Integer.parseInt(row.get(0)),
                        row.get(1),
                        METHODS.splitToStream(row.get(2)).collect(ImmutableList.toImmutableList())))
                .collect(ImmutableList.toImmutableList());
    }

    /** What of it a server offers. */
    public Platform offered() {
        return new Platform(
                "Latchkey Demo",
                methods,
                templates(),
                DemoPlatform::fullName,
                DemoPages.all(),
                Optional.of(DemoPages.VIEW));
    }

    /** The name of a method for {@code env.control.StopEnv}, as this platform's clients may spell it; any other text as it is. */
    public static String fullName(String name) {
        return name.regionMatches(true, 0, ALIAS, 0, ALIAS.length())
                ? "environment." + name.substring(ALIAS.length())
                : name;
    }

    /**
     * Makes the environments to try the platform with, {@code my-project} among them. One whose name is taken already is
     * left as it is.
     */
    public void createDemoEnvironments(AccountId owner) {
        DemoEnvironments.create(environments, owner, clock.instant());
    }
}
