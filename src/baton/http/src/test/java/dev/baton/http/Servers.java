package dev.baton.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * HTTP servers that limit heads to a second, and bodies under {@code /limited} as well; and a server of another
 * protocol, an echo.
 */
final class Servers implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(1);

    /** What readers of bodies are told. */
    static final BlockingQueue<Throwable> CUT_OFF = new LinkedBlockingQueue<>();

    private Vertx vertx;
    private int plain;
    private int encrypted;
    private int echo;

    void start(Path folder) throws Exception {
        VertxBuilder builder = new VertxBuilder().init();
        assertThat(SlowHeads.limit(builder, LONGEST)).isTrue();
        vertx = builder.vertx();
        plain = listen(new HttpServerOptions());
        encrypted =
                listen(new HttpServerOptions().setSsl(true).setUseAlpn(true).setKeyCertOptions(certificate(folder)));
        echo = vertx.createNetServer()
                .connectHandler(connection -> connection.handler(connection::write))
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private static PfxOptions certificate(Path folder) throws Exception {
        Path store = folder.resolve("server.p12");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair -alias server -keyalg EC -dname CN=localhost -storetype PKCS12 -storepass changeit"
                        + " -keystore");
        List<String> all = Stream.concat(
                        command.stream().flatMap(each -> Stream.of(each.split(" "))), Stream.of(store.toString()))
                .toList();
        assertThat(new ProcessBuilder(all).inheritIO().start().waitFor()).isZero();
        return new PfxOptions().setPath(store.toString()).setPassword("changeit");
    }

    private int listen(HttpServerOptions options) {
        return vertx.createHttpServer(options)
                .requestHandler(Servers::answer)
                .webSocketHandler(socket -> socket.textMessageHandler(socket::writeTextMessage))
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private static void answer(HttpServerRequest request) {
        if ("/limited".equals(request.path())) {
            SlowBodies.limit(request);
        }
        request.body().onSuccess(body -> request.response().end()).onFailure(CUT_OFF::add);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    int plain() {
        return plain;
    }

    int echo() {
        return echo;
    }

    /** Connects to the server that encrypts. */
    SSLSocket encrypt(String protocol) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Trusting()}, new SecureRandom());
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", encrypted);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {protocol});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static final class Trusting implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
