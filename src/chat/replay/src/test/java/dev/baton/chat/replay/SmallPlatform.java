package dev.baton.chat.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One room of the gateway's protocol in memory, with faults on request. Its content survives {@link #restart()}. */
final class SmallPlatform implements AutoCloseable {
    /** Members' names, sessions given and messages in order of seq. */
    final Set<String> members = new TreeSet<>();

    final List<JsonObject> messages = new CopyOnWriteArrayList<>();
    final Set<String> seenAtOnce = ConcurrentHashMap.newKeySet();
    final AtomicInteger limited = new AtomicInteger();

    /**
     * The faults by the number of the post, counted over all posts: answer 429 or an error, store but stop before the
     * answer, or lose the post.
     */
    volatile IntPredicate limit = post -> false;

    volatile IntPredicate dieAfterStoring = post -> false;
    volatile IntPredicate forget = post -> false;

    /** A logger that warns about clients that connect while the server stops, which some tests do on purpose. */
    private static final Logger ACCEPTOR = Logger.getLogger("io.netty.bootstrap.ServerBootstrap");

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger posts = new AtomicInteger();
    private final Map<ServerWebSocket, String> sockets = new ConcurrentHashMap<>();
    private final Set<ServerWebSocket> joined = ConcurrentHashMap.newKeySet();
    private HttpServer server;
    private int port;

    SmallPlatform() {
        ACCEPTOR.setLevel(Level.OFF);
        start();
    }

    URI url() {
        return URI.create("http://localhost:" + port);
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private void start() {
        server = await(
                vertx.createHttpServer(new HttpServerOptions().setPort(port).addWebSocketSubProtocol("baton.v1"))
                        .webSocketHandler(this::connected)
                        .requestHandler(routes())
                        .listen());
        port = server.actualPort();
    }

    private void restart() {
        sockets.keySet().forEach(socket -> socket.close((short) 1011));
        sockets.clear();
        joined.clear();
        server.close()
                .onSuccess(done -> vertx.setTimer(
                        100,
                        timer -> vertx.executeBlocking(() -> {
                            start();
                            return null;
                        })));
    }

    private Router routes() {
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false));
        router.post("/api/session").handler(this::session);
        router.post("/api/rooms").handler(this::createRoom);
        router.put("/api/rooms/:room/members/:user").handler(request -> {
            members.add(request.pathParam("user"));
            request.response().setStatusCode(204).end();
        });
        router.post("/api/rooms/:room/messages").handler(this::postByRest);
        router.get("/api/rooms/:room/messages").handler(this::history);
        router.get("/api/rooms")
                .handler(request -> request.response().setStatusCode(401).end());
        return router;
    }

    private void session(RoutingContext request) {
        String user = request.body().asJsonObject().getString("user");
        request.json(new JsonObject()
                .put("token", Base64.getUrlEncoder().withoutPadding().encodeToString(user.getBytes(UTF_8))));
    }

    private void createRoom(RoutingContext request) {
        boolean created = members.isEmpty();
        if (created) {
            members.add(user(request));
            request.body().asJsonObject().getJsonArray("members").forEach(name -> members.add((String) name));
        }
        request.response().setStatusCode(created ? 201 : 200).end();
    }

    private void postByRest(RoutingContext request) {
        if (limit.test(posts.incrementAndGet())) {
            limited.incrementAndGet();
            request.response().setStatusCode(429).putHeader("Retry-After", "0").end();
        } else {
            store(request.body().asJsonObject(), user(request));
            request.response().setStatusCode(202).end();
        }
    }

    private void history(RoutingContext request) {
        int after = Integer.parseInt(request.queryParam("after").get(0));
        int limit = Integer.parseInt(request.queryParam("limit").get(0));
        JsonArray page = new JsonArray();
        messages.stream().skip(after).limit(limit).forEach(page::add);
        request.json(new JsonObject().put("messages", page));
    }

    private void connected(ServerWebSocket socket) {
        String user = decode(socket.headers().get("Sec-WebSocket-Protocol").split("bearer\\.")[1]);
        sockets.put(socket, user);
        seenAtOnce.addAll(sockets.values());
        socket.closeHandler(closed -> {
            sockets.remove(socket);
            joined.remove(socket);
        });
        socket.textMessageHandler(text -> frame(socket, user, new JsonObject(text)));
    }

    private void frame(ServerWebSocket socket, String user, JsonObject frame) {
        if ("join".equals(frame.getString("type"))) {
            joined.add(socket);
            messages.stream().skip(frame.getLong("after")).forEach(message -> send(socket, "message", message));
        } else {
            post(socket, user, frame);
        }
    }

    private void post(ServerWebSocket socket, String user, JsonObject frame) {
        int number = posts.incrementAndGet();
        JsonObject id = new JsonObject().put("messageId", frame.getString("messageId"));
        if (limit.test(number)) {
            limited.incrementAndGet();
            send(
                    socket,
                    "error",
                    id.put("code", "rate-limited").put("detail", "slower").put("retryAfter", 0.01));
            return;
        }
        if (!forget.test(number)) {
            store(frame, user);
        }
        if (dieAfterStoring.test(number)) {
            restart();
        } else {
            send(socket, "accepted", id);
        }
    }

    private synchronized void store(JsonObject post, String user) {
        String id = post.getString("messageId");
        if (messages.stream().anyMatch(message -> message.getString("messageId").equals(id))) {
            return;
        }
        JsonObject message = new JsonObject()
                .put("messageId", id)
                .put("seq", messages.size() + 1)
                .put("sender", user)
                .put("text", post.getString("text"));
        messages.add(message);
        joined.forEach(socket -> send(socket, "message", message));
    }

    Set<String> senders() {
        Set<String> senders = new LinkedHashSet<>();
        messages.forEach(message -> senders.add(message.getString("sender")));
        return senders;
    }

    private static void send(ServerWebSocket socket, String type, JsonObject fields) {
        socket.writeTextMessage(fields.copy().put("type", type).encode());
    }

    private static String user(RoutingContext request) {
        return decode(request.request().getHeader("Authorization").substring("Bearer ".length()));
    }

    private static String decode(String token) {
        return new String(Base64.getUrlDecoder().decode(token.trim()), UTF_8);
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
