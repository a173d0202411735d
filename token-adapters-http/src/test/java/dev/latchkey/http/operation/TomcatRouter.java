package dev.latchkey.http.operation;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.util.AntPathMatcher;

/**
 * Which operations a service runs whose container lets encoded slashes and backslashes through, and that matches paths after they are decoded, as
 * Spring did before version 5.3 unless told otherwise: a real server, asked over real connections.
 */
final class TomcatRouter implements AutoCloseable {

    /** Held, as java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger LOGGER = Logger.getLogger("org.apache");

    private final Tomcat tomcat = new Tomcat();

    /** The operation whose template is the most specific one that matches. */
    private static final class Service extends HttpServlet {

        private static final long serialVersionUID = 1;

        private final transient AntPathMatcher matcher = new AntPathMatcher();
        private final transient List<Operation> operations;

        Service(List<Operation> operations) {
            this.operations = operations;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            String path = request.getServletPath();
            operations.stream()
                    .filter(operation ->
                            takes(operation, request.getMethod()) && matcher.match(template(operation), path))
                    .min(Comparator.comparing(Service::template, matcher.getPatternComparator(path)))
                    .ifPresent(operation -> response.setHeader(
                            RequestLine.OPERATION, operation.method().toString()));
        }

        private static boolean takes(Operation operation, String httpMethod) {
            String taken = operation.route().orElseThrow().httpMethod();
            return taken.equals(httpMethod) || (httpMethod.equals("HEAD") && taken.equals("GET"));
        }

        private static String template(Operation operation) {
            return operation.route().orElseThrow().template().toString();
        }
    }

    /** @param directory for the container's own files */
    TomcatRouter(List<Operation> operations, Path directory) throws LifecycleException {
        LOGGER.setLevel(Level.OFF);
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        Connector connector = tomcat.getConnector();
        connector.setProperty("address", "127.0.0.1");
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.DECODE.getValue());
        connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.DECODE.getValue());
        connector.setAllowBackslash(true);
        Context context = tomcat.addContext("", directory.toString());
        Tomcat.addServlet(context, "service", new Service(operations)).addMapping("/");
        tomcat.start();
    }

    /** What it runs for each of these; empty where it refuses the request or ends the connection. */
    List<Optional<String>> run(List<RequestLine> lines) throws IOException {
        return RequestLine.sendAll(lines, tomcat.getConnector().getLocalPort());
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        LOGGER.setLevel(null);
    }
}
