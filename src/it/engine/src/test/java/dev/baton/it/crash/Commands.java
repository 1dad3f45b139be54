package dev.baton.it.crash;

import dev.baton.EventPublisher;
import dev.baton.it.crash.Calls.Damage;
import dev.baton.runtime.deadletter.DeadLetterOperations;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.Arrays;

/**
 * The commands that a separate process runs for the test that started it. Each line of standard input is a command, and
 * each answer is a line of standard output that begins with {@value #MARK}. The process ends when its input ends.
 */
@Singleton
public class Commands implements Runnable {

    static final String MARK = "# ";
    static final String DONE = "done";

    private final EventPublisher publisher;
    private final DeadLetterOperations letters;

    Commands(EventPublisher publisher, DeadLetterOperations letters) {
        this.publisher = publisher;
        this.letters = letters;
    }

    void start(@Observes StartupEvent event) {
        new Thread(this, "commands").start();
    }

    @Override
    public void run() {
        try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in))) {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                answer(line);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    private void answer(String line) {
        String[] words = line.split(" ", 2);
        try {
            run(words[0], words[1]);
            say(DONE);
        } catch (RuntimeException e) {
            say("failed: " + e);
        }
    }

    private void run(String command, String argument) {
        switch (command) {
            case "order" -> order(argument.split(" "));
            case "replay" ->
                letters.replay(Long.parseLong(argument), "test").await().atMost(Duration.ofSeconds(10));
            case "halt" -> Calls.breakAt(Boundary.parse(argument), Damage.HALT);
            case "note" -> Calls.forget();
            case "seen" -> Calls.seen().forEach(boundary -> say(boundary.toString()));
            default -> throw new IllegalArgumentException("no such command: " + command);
        }
    }

    private void order(String[] words) {
        int[] numbers = Arrays.stream(words).skip(1).mapToInt(Integer::parseInt).toArray();
        Orders.publish(publisher, words[0], numbers);
    }

    private static void say(String answer) {
        System.out.println(MARK + answer);
    }
}
