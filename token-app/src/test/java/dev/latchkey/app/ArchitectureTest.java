package dev.latchkey.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
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

    private static final String[] JAVA = {"java..", "org.jspecify.annotations.."};

    /** The packages that a package may use, beside its own and {@link #JAVA}. */
    private static final ImmutableMap<String, String[]> ALLOWED = ImmutableMap.of(
            "dev.latchkey",
            new String[] {"com.google.common..", "dev.latchkey.token", "dev.latchkey.token.cache"},
            "dev.latchkey.token",
            new String[] {"com.google.common.."},
            "dev.latchkey.token.cache",
            new String[] {"com.google.common..", "dev.latchkey.token"},
            "dev.latchkey.account",
            new String[] {"com.google.common..", "dev.latchkey.token", "javax.crypto.."},
            "dev.latchkey.persistence",
            new String[] {
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
            },
            "dev.latchkey.http",
            new String[] {
                "com.google.common..",
                "dev.latchkey",
                "dev.latchkey.token",
                "dev.latchkey.account",
                "io.vertx.core..",
                "io.netty.bootstrap..",
                "io.netty.buffer..",
                "io.netty.channel..",
                "io.netty.handler.codec.http..",
                "org.slf4j.."
            },
            "dev.latchkey.app.platform",
            new String[] {
                "com.google.common..",
                "dev.latchkey.token",
                "dev.latchkey.persistence",
                "dev.latchkey.http",
                "org.jdbi.v3.core..",
                "io.vertx.core..",
                "org.slf4j.."
            });

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
                .hasSizeGreaterThan(5);

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
                        Stream.concat(ALLOWED.keySet().stream(), Stream.of("dev.latchkey.app"))
                                .toList());
    }
}
