package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A project whose WAR its developer deploys by the platform's Maven plugin, with the Maven that runs this build. */
final class MavenProcess {

    /** What a run of Maven came to. */
    record Outcome(int exitCode, String output) {}

    private static final long PATIENCE_SECONDS = 100;
    private static final String WAR = "org.apache.maven.plugins:maven-war-plugin:3.4.0:war";
    private static final String DEPLOY = "com.jelastic:jelastic-maven-plugin:1.9.5:deploy";
    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>com.example</groupId>
              <artifactId>shop</artifactId>
              <version>1.0</version>
              <packaging>war</packaging>
              <properties>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
              <build>
                <plugins>
                  <plugin>
                    <groupId>com.jelastic</groupId>
                    <artifactId>jelastic-maven-plugin</artifactId>
                    <version>1.9.5</version>
                    <configuration>
                      <api_hoster>%s</api_hoster>
                      <environment>${target}</environment>
                      <context>shop</context>
                    </configuration>
                  </plugin>
                </plugins>
              </build>
            </project>
            """;

    private final Path project;

    private MavenProcess(Path project) {
        this.project = project;
    }

    /** @param hoster the platform's host and port */
    static MavenProcess projectIn(Path directory, String hoster) throws IOException {
        Path webInf = Files.createDirectories(directory.resolve("src/main/webapp/WEB-INF"));
        Files.writeString(webInf.resolve("web.xml"), "<web-app/>");
        Files.writeString(directory.resolve("pom.xml"), POM.formatted(hoster));
        return new MavenProcess(directory);
    }

    Outcome deploy(String environment, String token) throws Exception {
        Path log = Files.createTempFile(project, "maven", ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        List.of(maven(), "-B", WAR, DEPLOY, "-Dtarget=" + environment, "-Djelastic-apitoken=" + token))
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as(() -> content(log))
                    .isTrue();
            return new Outcome(process.exitValue(), content(log));
        } finally {
            process.destroyForcibly();
        }
    }

    private static String maven() {
        Path command = Path.of(System.getProperty("maven.home", ""), "bin", "mvn");
        return Files.isExecutable(command) ? command.toString() : "mvn";
    }

    private static String content(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
