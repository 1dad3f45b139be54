package dev.baton.runtime.http.client;

import dev.baton.BatonException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The token with which this process identifies itself to another one. It is read for each request, because its issuer
 * replaces it before it expires.
 *
 * @param file the file with the token; it need not exist
 * @param setting the setting that names the file
 */
public record BearerToken(Path file, String setting) {

    /**
     * Adds the token to the request, if there is one.
     *
     * @throws BatonException if the file exists and can't be read
     */
    public void addTo(HttpClientRequest request) {
        if (!Files.exists(file)) {
            return;
        }
        try {
            request.putHeader(
                    HttpHeaders.AUTHORIZATION,
                    "Bearer " + Files.readString(file).strip());
        } catch (IOException e) {
            throw new BatonException(
                    "The token of this process can't be read from " + file + " (" + setting
                            + "): let the process read it",
                    e);
        }
    }
}
