package dev.latchkey.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;

/** A gateway that runs here, with its configuration of the documentation. */
enum GatewayProgram {
    NGINX("nginx.conf") {
        @Override
        List<String> prepare(Path program, Path directory, String configuration) throws IOException {
            Files.writeString(directory.resolve("latchkey.conf"), configuration);
            Files.writeString(directory.resolve("main.conf"), """
                    daemon off;
                    master_process off;
                    pid nginx.pid;
                    error_log stderr;
                    events { worker_connections 256; }
                    http {
                        access_log off;
                        client_body_temp_path body;
                        proxy_temp_path proxy;
                        fastcgi_temp_path fastcgi;
                        uwsgi_temp_path uwsgi;
                        scgi_temp_path scgi;
                        include latchkey.conf;
                    }
                    """);
            return List.of(program.toString(), "-e", "stderr", "-p", directory.toString(), "-c", "main.conf");
        }
    },
    CADDY("Caddyfile") {
        @Override
        List<String> prepare(Path program, Path directory, String configuration) throws IOException {
            Path file = Files.writeString(directory.resolve("Caddyfile"), "{\n\tadmin off\n}\n" + configuration);
            return List.of(program.toString(), "run", "--adapter", "caddyfile", "--config", file.toString());
        }
    },
    HAPROXY("haproxy.cfg") {
        @Override
        List<String> prepare(Path program, Path directory, String configuration) throws IOException {
            String script = DOCUMENTED.resolve("latchkey.lua").toAbsolutePath().toString();
            Path file = Files.writeString(
                    directory.resolve("haproxy.cfg"), replaced(configuration, "/etc/haproxy/latchkey.lua", script));
            return List.of(program.toString(), "-db", "-f", file.toString());
        }
    };

    static final Path DOCUMENTED = Path.of("..", "docs", "gateways");

    private final String file;

    GatewayProgram(String file) {
        this.file = file;
    }

    /**
     * The program, on a machine that has it. On one that has not, the test does not run, or fails in CI.
     *
     * @throws AssertionError if it has to be there and is not
     */
    Path required(Host host) {
        String name = name().toLowerCase(Locale.ROOT);
        List<Path> programs = host.onPath(List.of(name));
        if (programs.isEmpty()) {
            String missing = "there is no " + name + " on the PATH: apt-get install " + name;
            if (host.variable("CI").equals("true")) {
                throw new AssertionError(missing);
            }
            Assumptions.abort(missing);
        }
        return programs.get(0);
    }

    /** Its configuration of the documentation, with ports of ours. */
    String configuration(int clients, int latchkey, int api) throws IOException {
        String text = Files.readString(DOCUMENTED.resolve(file));
        text = replaced(text, ":8000", ":" + clients);
        text = replaced(text, ":8090", ":" + latchkey);
        return replaced(text, ":9000", ":" + api);
    }

    private static String replaced(String text, String documented, String ours) {
        if (!text.contains(documented)) {
            throw new AssertionError("not in the documented configuration: " + documented);
        }
        return text.replace(documented, ours);
    }

    /** Writes its files, and gives the command that starts it in the foreground. */
    abstract List<String> prepare(Path program, Path directory, String configuration) throws IOException;
}
