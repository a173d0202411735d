package dev.latchkey.http.element;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What npm publishes, on the class path: {@code org.webjars.npm}. */
final class Webjar {

    private Webjar() {}

    /**
     * The text of a file of a webjar, in whichever version of it is there.
     *
     * @throws IllegalStateException if the class path does not have it
     */
    static String text(String name, String file) {
        Properties properties = new Properties();
        try (InputStream pom = open("META-INF/maven/org.webjars.npm/" + name + "/pom.properties")) {
            properties.load(pom);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = properties.getProperty("version");
        try (InputStream content = open("META-INF/resources/webjars/" + name + "/" + version + "/" + file)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        InputStream stream = Webjar.class.getClassLoader().getResourceAsStream(resource);
        if (stream == null) {
            throw new IllegalStateException("the class path lacks " + resource);
        }
        return stream;
    }
}
