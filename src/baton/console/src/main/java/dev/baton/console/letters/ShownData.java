package dev.baton.console.letters;

import dev.baton.runtime.config.BatonConfig;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How much of an event's data is shown, and how: as text if it is UTF-8, else in base64. */
@Singleton
public class ShownData {

    /** The greatest number of bytes that are shown. */
    public static final int MOST = 64 * 1024;

    private final boolean shown;

    ShownData(BatonConfig config) {
        this.shown = config.console().showData();
    }

    /** Returns how many bytes to read. */
    public int most() {
        return shown ? MOST : 0;
    }

    public boolean isShown() {
        return shown;
    }

    /**
     * Returns what is shown.
     *
     * @param beginning the first bytes of the data, as many as {@link #most}
     * @param length the length of the data in bytes
     */
    public JsonObject json(byte[] beginning, int length) {
        if (!shown) {
            return new JsonObject().put("dataHidden", true);
        }
        boolean whole = beginning.length == length;
        JsonObject json = new JsonObject().put("dataWhole", whole);
        try {
            return json.put("data", text(beginning, whole));
        } catch (CharacterCodingException e) {
            return json.put("dataBase64", Base64.getEncoder().encodeToString(beginning));
        }
    }

    /** The end of a part may be in the middle of a character. */
    private static String text(byte[] bytes, boolean whole) throws CharacterCodingException {
        return whole
                ? StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString()
                : new String(bytes, StandardCharsets.UTF_8);
    }
}
