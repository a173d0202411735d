package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.demo.DemoAccount;
import io.vertx.core.json.JsonObject;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives over TLS and HTTP/2: there and back again. */
final class UploadIT {

    private static final String BOUNDARY = "----boundary";
    private static final String CONTENT = "0123456789".repeat(300_000);

    @TempDir
    private static Path directory;

    private static ServerProcess server;
    private static HttpClient client;

    @BeforeAll
    static void start() throws Exception {
        server = ServerProcess.serve(
                directory, List.of("--demo", "--data", directory.resolve("data").toString()));
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new TrustsAll()}, new SecureRandom());
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(trusting)
                .build();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void anUpload_comesBackByItsUrl_toItsOwnersCredentialAlone() throws Exception {
        String session = ApiClient.signIn(server.address(), DemoAccount.LOGIN, DemoAccount.PASSWORD)
                .credential();

        JsonObject uploaded = new JsonObject(upload(session).body());

        assertThat(uploaded.getInteger("result")).as(uploaded.encode()).isZero();
        URI url = URI.create(uploaded.getString("file"));
        assertThat(url.getAuthority()).isEqualTo(server.secureAddress().getAuthority());
        HttpResponse<String> file = send(HttpRequest.newBuilder(url).header("Authorization", "Bearer " + session));
        assertThat(file.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("app.war");
        assertThat(file.body()).isEqualTo(CONTENT);
        assertThat(send(HttpRequest.newBuilder(url)).body()).contains("[session]");
    }

    @Test
    void anUpload_withADeadToken_isAnsweredWhileItComes() throws Exception {
        HttpResponse<String> response = upload("lkp_dead");

        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(new JsonObject(response.body()).getInteger("result")).isEqualTo(702);
    }

    private static HttpResponse<String> upload(String session) throws Exception {
        String body = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"session\"\r\n\r\n" + session
                + "\r\n--"
                + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"app.war\"\r\n\r\n" + CONTENT
                + "\r\n--" + BOUNDARY + "--\r\n";
        return send(HttpRequest.newBuilder(server.secureAddress().resolve("/1.0/storage/uploader/rest/upload"))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Takes the self-signed certificate, as the Maven plugin does. */
    private static final class TrustsAll extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
