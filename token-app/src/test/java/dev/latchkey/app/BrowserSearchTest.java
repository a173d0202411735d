package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search on a machine made for each test: what is on it, what starts, what can be installed. */
final class BrowserSearchTest {

    private static final String DEBIAN = "ID=debian\n";
    private static final String PLAYWRIGHTS = "Playwright's";

    @TempDir
    private Path bin;

    private final Map<String, String> environment = new HashMap<>();
    private final Set<String> starting = new HashSet<>();
    private final Set<String> failing = new HashSet<>();
    private final List<String> started = new ArrayList<>();
    private final List<String> run = new ArrayList<>();
    private final List<String> news = new ArrayList<>();
    private String installed = "chromium";

    @BeforeEach
    void setUp() {
        environment.put("PATH", bin.toString());
    }

    @Test
    void find_whereOneIsNamed_takesItAndLooksNoFurther() throws IOException {
        onPath("chromium");
        starting.add("mine");
        environment.put("LATCHKEY_CHROMIUM", "/opt/mine");

        assertThat(find("root", DEBIAN).browser()).contains("mine");
        assertThat(started).containsExactly("mine");
    }

    @Test
    void find_whereTheNamedOneDoesNotStart_hasNoneAndTriesNothingElse() throws IOException {
        onPath("chromium");
        starting.add("chromium");
        environment.put("LATCHKEY_CHROMIUM", "/opt/mine");

        BrowserSearch.Outcome<String> outcome = find("root", DEBIAN);

        assertThat(outcome)
                .isEqualTo(
                        new BrowserSearch.Outcome<>(Optional.empty(), "LATCHKEY_CHROMIUM: mine does not start", true));
        assertThat(started).containsExactly("mine");
        assertThat(run).isEmpty();
    }

    @Test
    void find_whereOneIsOnThePath_installsNothing() throws IOException {
        onPath("google-chrome");
        starting.add("google-chrome");
        starting.add(PLAYWRIGHTS);

        assertThat(find("root", DEBIAN))
                .isEqualTo(new BrowserSearch.Outcome<>(Optional.of("google-chrome"), "", false));
        assertThat(run).isEmpty();
        assertThat(news).isEmpty();
    }

    @Test
    void find_whereTheFirstOnThePathDoesNotStart_takesTheNext() throws IOException {
        onPath("chromium-browser");
        onPath("google-chrome");
        starting.add("google-chrome");

        assertThat(find("ann", DEBIAN).browser()).contains("google-chrome");
        assertThat(started).containsExactly("chromium-browser", "google-chrome");
    }

    @Test
    void find_whereAnEarlierBuildDownloadedOne_installsNothing() {
        starting.add(PLAYWRIGHTS);

        assertThat(find("root", DEBIAN).browser()).contains(PLAYWRIGHTS);
        assertThat(run).isEmpty();
    }

    @Test
    void find_asRootOnDebian_installsItWithAptGet() {
        starting.add("chromium");

        assertThat(find("root", DEBIAN).browser()).contains("chromium");
        assertThat(run).containsExactly("apt-get-update", "apt-get-install");
        assertThat(news).containsExactly("Installing Chromium with apt-get …");
    }

    @Test
    void find_whereAptGetCannotUpdate_installsAllTheSame() {
        starting.add("chromium");
        failing.add("apt-get-update");

        assertThat(find("root", DEBIAN).browser()).contains("chromium");
    }

    @Test
    void find_whereAptGetFails_downloadsIt() {
        failing.add("apt-get-install");
        failing.add("playwright-install-deps");

        assertThat(find("root", DEBIAN).browser()).contains(PLAYWRIGHTS);
        assertThat(run)
                .containsExactly("apt-get-update", "apt-get-install", "playwright-install-deps", "playwright-install");
    }

    @Test
    void find_whereWhatAptGetInstalledDoesNotStart_downloadsAnother() {
        installed = "chromium-browser";

        assertThat(find("root", "ID=ubuntu\n").browser()).contains(PLAYWRIGHTS);
        assertThat(started).containsExactly(PLAYWRIGHTS, "chromium-browser", PLAYWRIGHTS);
    }

    @Test
    void find_withoutRoot_downloadsItAndCallsNoAptGet() {
        assertThat(find("ann", DEBIAN).browser()).contains(PLAYWRIGHTS);
        assertThat(run).containsExactly("playwright-install");
        assertThat(news).containsExactly("Downloading Chromium with Playwright …");
    }

    @Test
    void find_onAnotherSystem_downloadsItAndCallsNoAptGet() {
        assertThat(find("root", "ID=fedora\n").browser()).contains(PLAYWRIGHTS);
        assertThat(run).containsExactly("playwright-install");
    }

    @Test
    void find_whereNothingWorks_namesEveryWay() {
        failing.add("apt-get-install");
        failing.add("playwright-install");

        assertThat(find("root", DEBIAN))
                .isEqualTo(new BrowserSearch.Outcome<>(
                        Optional.empty(),
                        "no Chromium on the PATH; apt-get: apt-get-install failed;"
                                + " Playwright's download: playwright-install failed",
                        false));
    }

    @Test
    void find_whereNothingStarts_namesEveryWay() throws IOException {
        onPath("chrome");
        failing.add("start");

        assertThat(find("ann", DEBIAN).reason())
                .isEqualTo(bin.resolve("chrome") + ": chrome does not start; apt-get: only as root on Debian or Ubuntu;"
                        + " Playwright's download: Playwright's does not start");
    }

    @Test
    void find_whereNothingWorksInCi_isRequired() {
        environment.put("CI", "true");
        failing.add("playwright-install");

        assertThat(find("ann", DEBIAN).required()).isTrue();
    }

    private void onPath(String name) throws IOException {
        Files.createFile(
                bin.resolve(name), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }

    private BrowserSearch.Outcome<String> find(String user, String osRelease) {
        return new BrowserSearch<>(new Host(environment, user, osRelease), this::start, this::failure, news::add)
                .find();
    }

    private String start(Optional<Path> program) throws BrowserSearch.StartException {
        String name = program.map(path -> path.getFileName().toString()).orElse(PLAYWRIGHTS);
        started.add(name);
        if (!starting.contains(name)) {
            throw new BrowserSearch.StartException(name + " does not start");
        }
        return name;
    }

    private Optional<String> failure(String name, Duration limit, List<String> command) {
        run.add(name);
        if (failing.contains(name)) {
            return Optional.of(name + " failed");
        }
        try {
            if (name.equals("apt-get-install")) {
                onPath(installed);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        if (name.equals("playwright-install") && !failing.contains("start")) {
            starting.add(PLAYWRIGHTS);
        }
        return Optional.empty();
    }
}
