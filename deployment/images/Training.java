import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The training run of an AOT cache: starts a process, gives it the CloudEvents of a folder once it is ready, over HTTP and from their topics, and stops
 * it with SIGTERM, upon which its JVM writes the cache. A process that ends by itself is trained by that. Anything that fails here fails the build of
 * the image.
 *
 * <p>A program and no shell script, since images need have no shell. It needs Kafka's client, which the process has. Arguments: the folder, and the
 * command of the process.
 */
public final class Training {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PATIENCE_WITH_RELAY = Duration.ofSeconds(10);
    private static final Pattern TYPE = Pattern.compile("\"type\"\\s*:\\s*\"(.*?)(\\.v\\d+)?\"");
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"");
    private static final int STOPPED_BY_SIGTERM = 143;
    /** The function ran, and missed what other functions would have stored before. */
    private static final int REJECTED = 422;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final URI address;
    /** The gateway's health; that of all others is at the other address. */
    private final URI management;

    private Training(List<String> command) throws IOException {
        int port = freePort();
        address = URI.create("http://localhost:" + port + "/");
        int managementPort = freePort();
        management = URI.create("http://localhost:" + managementPort + "/");
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
        builder.environment().put("BATON_HTTP_ENABLED", "true");
        process = builder.start();
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<Path> events = files(Path.of(arguments[0]));
        Training training = new Training(Arrays.asList(arguments).subList(1, arguments.length));
        try {
            training.run(events);
        } finally {
            training.process.destroyForcibly();
        }
    }

    private void run(List<Path> events) throws IOException, InterruptedException {
        if (ready()) {
            for (Path event : events) {
                post(event);
            }
            awaitRelay();
            if (!events.isEmpty()) {
                publish(events);
            }
            process.destroy();
        }
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The process did not end within " + PATIENCE + " of SIGTERM");
        }
        if (process.exitValue() != 0 && process.exitValue() != STOPPED_BY_SIGTERM) {
            throw new IllegalStateException("The process ended with status " + process.exitValue());
        }
    }

    /** Whether the process takes events; false when it has ended. */
    private boolean ready() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive()) {
            if (isReady(address) || isReady(management)) {
                return true;
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The process was not ready within " + PATIENCE);
            }
            Thread.sleep(500);
        }
        return false;
    }

    private boolean isReady(URI at) throws InterruptedException {
        return status(HttpRequest.newBuilder(at.resolve("/q/health/ready"))) == 200;
    }

    private void post(Path event) throws IOException, InterruptedException {
        int status = status(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/cloudevents+json")
                .POST(HttpRequest.BodyPublishers.ofFile(event)));
        if (status != 200 && status != REJECTED) {
            throw new IllegalStateException(event + " must be answered 200 or 422 but was answered " + status);
        }
        System.out.println("training: " + event.getFileName() + " was answered " + status);
    }

    /** Gives the relay time to publish a follow-up, so that the cache has what it needs. A function may have none, and then this is in vain. */
    private void awaitRelay() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_WITH_RELAY.toNanos();
        while (!metrics().contains("baton_relay_published_total") && System.nanoTime() < end) {
            Thread.sleep(500);
        }
    }

    /** The events once more from their topics, where ids of their own make them others, until all are settled. */
    private void publish(List<Path> events) throws IOException, InterruptedException {
        double settled = deliveries();
        Map<String, Object> settings = Map.of("bootstrap.servers", System.getenv("KAFKA_BOOTSTRAP_SERVERS"));
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (Path event : events) {
                producer.send(record(event));
            }
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (deliveries() < settled + events.size()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Events from topics were not settled within " + PATIENCE);
            }
            Thread.sleep(500);
        }
        System.out.println("training: " + events.size() + " came from topics");
    }

    private static ProducerRecord<String, String> record(Path event) throws IOException {
        String json = Files.readString(event);
        Matcher type = TYPE.matcher(json);
        if (!type.find()) {
            throw new IllegalStateException(event + " must be a CloudEvent in JSON but has no type");
        }
        // All versions of a type are on the topic of the first.
        String topic = type.group(1) + ".v1";
        ProducerRecord<String, String> record =
                new ProducerRecord<>(topic, "training", ID.matcher(json).replaceFirst("$0from-topic-"));
        record.headers().add("content-type", "application/cloudevents+json".getBytes());
        return record;
    }

    private double deliveries() throws InterruptedException {
        return metrics()
                .lines()
                .filter(line -> line.startsWith("baton_deliveries_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private String metrics() throws InterruptedException {
        return send(HttpRequest.newBuilder(address.resolve("/q/metrics"))).map(HttpResponse::body).orElse("");
    }

    private int status(HttpRequest.Builder request) throws InterruptedException {
        return send(request).map(HttpResponse::statusCode).orElse(0);
    }

    private Optional<HttpResponse<String>> send(HttpRequest.Builder request) throws InterruptedException {
        try {
            return Optional.of(client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
