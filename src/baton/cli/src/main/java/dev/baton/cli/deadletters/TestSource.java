package dev.baton.cli.deadletters;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The source of a test that delivers the event of a dead letter. */
final class TestSource {

    /** The number of characters of data in one line of the source. */
    private static final int LINE = 96;

    private static final String INDENT = " ".repeat(12);

    private static final String TEMPLATE = """
            package %s;

            import static org.junit.jupiter.api.Assertions.assertTrue;

            import dev.baton.testkit.FunctionTestkit;
            import dev.baton.testkit.Handled;
            import io.quarkus.test.junit.QuarkusTest;
            import jakarta.inject.Inject;
            %simport java.util.Map;
            import org.junit.jupiter.api.Test;

            /** Delivers an event that {@code %s} gave up on with {@code %s}: dead letter %d. */
            @QuarkusTest
            class %s {

                private static final Map<String, String> ATTRIBUTES = Map.ofEntries(
            %s);

                private static final String DATA = %s;

                @Inject
                FunctionTestkit testkit;

                @Test
                void theEventIsHandled() {
                    Handled handled = testkit.handle("%s", testkit.event(ATTRIBUTES, %s));

                    handled.failure().ifPresent(cause -> {
                        throw new AssertionError("The event is not handled: " + handled, cause);
                    });
                    assertTrue(handled.handled(), handled::toString);
                }
            }
            """;

    private TestSource() {}

    static String of(String packageName, String name, Letter letter, Masked event) {
        Optional<String> text = text(event.data());
        return TEMPLATE.formatted(
                packageName,
                text.isPresent() ? "import java.nio.charset.StandardCharsets;\n" : "import java.util.Base64;\n",
                letter.function(),
                letter.errorClass(),
                letter.id(),
                name,
                attributes(event.attributes()),
                block(text.orElseGet(() -> Base64.getEncoder().encodeToString(event.data()))),
                letter.function(),
                text.isPresent() ? "DATA.getBytes(StandardCharsets.UTF_8)" : "Base64.getDecoder().decode(DATA)");
    }

    private static Optional<String> text(byte[] data) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(data))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static String attributes(Map<String, String> attributes) {
        return new TreeMap<>(attributes)
                .entrySet().stream()
                        .map(each ->
                                INDENT + "Map.entry(\"" + each.getKey() + "\", \"" + escaped(each.getValue()) + "\")")
                        .collect(Collectors.joining(",\n"));
    }

    /** Returns a text block with line breaks that are not part of the text. */
    private static String block(String text) {
        StringBuilder block = new StringBuilder("\"\"\"\n" + INDENT);
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            if (length >= LINE) {
                block.append("\\\n").append(INDENT);
                length = 0;
            }
            String escaped = inBlock(text, i, length == 0);
            block.append(escaped);
            length += escaped.length();
        }
        return block.append("\"\"\"").toString();
    }

    /** A quote is written as it is, unless it could be taken for the end of the block; a leading space is stripped. */
    private static String inBlock(String text, int index, boolean first) {
        char each = text.charAt(index);
        if (each == '"' && index > 0 && index < text.length() - 1 && text.charAt(index - 1) != '"') {
            return "\"";
        }
        return each == ' ' && first ? "\\s" : escaped(each);
    }

    /** Returns the text as it is written in a string or a text block. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(each -> escaped.append(escaped((char) each)));
        return escaped.toString();
    }

    private static String escaped(char each) {
        return switch (each) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> each < ' ' || each > '~' ? "\\u%04x".formatted((int) each) : String.valueOf(each);
        };
    }
}
