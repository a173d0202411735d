package dev.latchkey.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom, as allow-lists: what is not named here is forbidden. */
final class ArchitectureTest {

    private static final String APP = "dev.latchkey.app";
    private static final String[] JAVA = {"java..", "org.jspecify.annotations.."};

    private static final String[] SERVED = {
        "com.google.common..", "dev.latchkey.token", "dev.latchkey.http", "io.vertx.core.."
    };
    private static final String[] STORED = {"org.jdbi.v3.core..", "dev.latchkey.demo.storage"};
    private static final String[] ON_ENVIRONMENTS = {"dev.latchkey.demo.environment", "dev.latchkey.demo.text"};

    /** The packages that a package may use, beside its own and {@link #JAVA}. */
    private static final ImmutableMap<String, String[]> ALLOWED = ImmutableMap.<String, String[]>builder()
            .put("dev.latchkey", new String[] {"com.google.common..", "dev.latchkey.token", "dev.latchkey.token.cache"})
            .put("dev.latchkey.token", new String[] {"com.google.common.."})
            .put("dev.latchkey.token.history", new String[] {"com.google.common..", "dev.latchkey.token"})
            .put(
                    "dev.latchkey.token.cache",
                    new String[] {"com.google.common..", "dev.latchkey.token", "dev.latchkey.token.history"})
            .put("dev.latchkey.account", new String[] {
                "com.google.common..", "dev.latchkey.token", "dev.latchkey.token.history", "javax.crypto.."
            })
            .put("dev.latchkey.persistence", new String[] {
                "com.google.common..",
                "dev.latchkey.token",
                "dev.latchkey.account",
                "org.jdbi.v3.core..",
                "org.hsqldb..",
                "org.postgresql..",
                "com.zaxxer.hikari..",
                "de.mkammerer.argon2..",
                "javax.sql..",
                "org.slf4j.."
            })
            .put("dev.latchkey.http", new String[] {
                "com.google.common..",
                "dev.latchkey",
                "dev.latchkey.token",
                "dev.latchkey.account",
                "dev.latchkey.http.address",
                "dev.latchkey.http.operation",
                "io.vertx.core",
                "io.vertx.core.buffer",
                "io.vertx.core.json",
                "io.netty.handler.codec.http.cookie",
                "org.slf4j.."
            })
            .put("dev.latchkey.http.address", new String[] {"com.google.common.."})
            .put("dev.latchkey.http.operation", new String[] {"com.google.common..", "dev.latchkey.token"})
            .put("dev.latchkey.http.gateway", new String[] {
                "com.google.common..",
                "dev.latchkey.token",
                "dev.latchkey.http",
                "dev.latchkey.http.address",
                "dev.latchkey.http.operation",
                "org.slf4j.."
            })
            .put("dev.latchkey.http.methods", new String[] {
                "com.google.common..",
                "dev.latchkey",
                "dev.latchkey.token",
                "dev.latchkey.account",
                "dev.latchkey.http",
                "io.vertx.core.buffer",
                "io.vertx.core.json"
            })
            .put("dev.latchkey.http.documentation", new String[] {
                "com.google.common..",
                "dev.latchkey.token",
                "dev.latchkey.http",
                "dev.latchkey.http.operation",
                "io.vertx.core.json"
            })
            .put("dev.latchkey.http.element", new String[] {"com.google.common..", "dev.latchkey.http"})
            .put("dev.latchkey.http.bounds", new String[] {"com.google.common..", "dev.latchkey.http", "io.vertx.core"})
            .put("dev.latchkey.http.uploads", new String[] {
                "dev.latchkey.token",
                "dev.latchkey.http",
                "dev.latchkey.http.bounds",
                "dev.latchkey.http.multipart",
                "io.vertx.core",
                "io.vertx.core.buffer",
                "io.vertx.core.http",
                "org.slf4j.."
            })
            .put("dev.latchkey.http.server", new String[] {
                "com.google.common..",
                "dev.latchkey",
                "dev.latchkey.token",
                "dev.latchkey.http",
                "dev.latchkey.http.address",
                "dev.latchkey.http.bounds",
                "dev.latchkey.http.uploads",
                "io.vertx.core..",
                "io.netty.bootstrap..",
                "io.netty.channel..",
                "org.slf4j.."
            })
            .put(
                    "dev.latchkey.http.health",
                    new String[] {"com.google.common..", "dev.latchkey.http", "io.vertx.core.json", "org.slf4j.."})
            .put("dev.latchkey.http.metrics", new String[] {
                "com.google.common..",
                "dev.latchkey",
                "dev.latchkey.token",
                "dev.latchkey.account",
                "dev.latchkey.http",
                "dev.latchkey.http.bounds",
                "io.prometheus.metrics..",
                "io.vertx.core.buffer",
                "org.slf4j.."
            })
            .put("dev.latchkey.http.introspection", new String[] {
                "com.google.common..",
                "dev.latchkey",
                "dev.latchkey.token",
                "dev.latchkey.http",
                "dev.latchkey.http.address",
                "dev.latchkey.http.operation",
                "io.vertx.core.buffer",
                "io.vertx.core.json"
            })
            .put("dev.latchkey.http.multipart", new String[] {})
            .put("dev.latchkey.app.platform", new String[] {
                "com.google.common..",
                "dev.latchkey.token",
                "dev.latchkey.http",
                "dev.latchkey.http.operation",
                "org.yaml.snakeyaml..",
                "io.swagger.v3.oas.models..",
                "io.swagger.v3.parser",
                "io.swagger.v3.parser.core.models",
                "com.fasterxml.jackson.databind..",
                "org.slf4j.."
            })
            .put("dev.latchkey.app.administration", new String[] {
                "com.google.common..",
                "dev.latchkey.token",
                "dev.latchkey.account",
                "dev.latchkey.persistence",
                "io.vertx.core.json",
                "javax.net.ssl.."
            })
            .put("dev.latchkey.demo.text", SERVED)
            .put("dev.latchkey.demo.storage", new String[] {
                "com.google.common..", "dev.latchkey.token", "dev.latchkey.persistence", "org.jdbi.v3.core.."
            })
            .put("dev.latchkey.demo.environment", all(SERVED, STORED, "dev.latchkey.demo.text"))
            .put("dev.latchkey.demo.node", all(SERVED, ON_ENVIRONMENTS))
            .put("dev.latchkey.demo.archive", all(SERVED, STORED, ON_ENVIRONMENTS, "org.slf4j.."))
            .put("dev.latchkey.demo.tracking", all(SERVED, STORED, ON_ENVIRONMENTS, "org.slf4j.."))
            .put("dev.latchkey.demo.deployment", all(SERVED, STORED, ON_ENVIRONMENTS, "dev.latchkey.demo.archive"))
            .put("dev.latchkey.demo.marketplace", all(SERVED, STORED, ON_ENVIRONMENTS, "dev.latchkey.demo.tracking"))
            .put(
                    "dev.latchkey.demo",
                    all(
                            SERVED,
                            "dev.latchkey.http.operation",
                            "dev.latchkey.account",
                            "dev.latchkey.persistence",
                            "dev.latchkey.demo.."))
            .buildOrThrow();

    private static String[] all(Object... parts) {
        return Stream.of(parts)
                .flatMap(part -> part instanceof String[] several ? Stream.of(several) : Stream.of((String) part))
                .toArray(String[]::new);
    }

    private static final JavaClasses LATCHKEY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/testing/"))
            .importPackages("dev.latchkey");

    static Stream<Map.Entry<String, String[]>> allowed() {
        return ALLOWED.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void aPackage_usesNothingButWhatIsAllowed(Map.Entry<String, String[]> rule) {
        String owner = rule.getKey();
        assertThat(LATCHKEY.stream().filter(type -> type.getPackageName().equals(owner)))
                .as("classes of %s", owner)
                .hasSizeGreaterThan(2);

        classes()
                .that()
                .resideInAPackage(owner)
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(JAVA).or(resideInAnyPackage(owner)).or(resideInAnyPackage(rule.getValue())))
                .check(LATCHKEY);
    }

    @Test
    void theWholeProject_isLookedAt() {
        assertThat(LATCHKEY.stream().map(JavaClass::getPackageName).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(ALLOWED.keySet().stream(), Stream.of(APP)).toList());
    }

    /** A package that used another by a detour would stand on itself. */
    @Test
    void noPackage_usesItselfByADetour() {
        assertThat(LATCHKEY.stream().map(JavaClass::getPackageName).distinct()).hasSizeGreaterThan(21);

        slices().matching("(dev.latchkey..)").should().beFreeOfCycles().check(LATCHKEY);
    }

    @Test
    void theServer_knowsTheDemoByItsOptionsAlone() {
        assertThat(LATCHKEY.stream()
                        .filter(type -> type.getPackageName().equals(APP))
                        .filter(type -> type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(use ->
                                        use.getTargetClass().getPackageName().startsWith("dev.latchkey.demo")))
                        .map(JavaClass::getSimpleName))
                .containsExactly("DemoArguments");
    }
}
