package dev.baton.runtime.retry.http;

import dev.baton.BatonException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;

/**
 * The addresses of functions, from {@code baton.functions.*.url}. In the name of an environment variable, the hyphens
 * of a function's name are underscores, which the configuration shows as dots.
 */
@Singleton
class FunctionUrls {

    private static final String PREFIX = "baton.functions.";
    private static final String SUFFIX = ".url";

    private final Map<String, URI> urls = new TreeMap<>();

    FunctionUrls(Config config) {
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(PREFIX) && name.endsWith(SUFFIX) && name.length() > PREFIX.length() + SUFFIX.length()) {
                String function = name.substring(PREFIX.length(), name.length() - SUFFIX.length())
                        .replace("\"", "")
                        .replace('.', '-');
                config.getOptionalValue(name, String.class)
                        .ifPresent(url -> urls.put(function, checked(name, function, url)));
            }
        }
    }

    private static URI checked(String name, String function, String url) {
        try {
            URI address = URI.create(url.strip());
            boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (http && address.getHost() != null) {
                boolean bare = address.getPath().isEmpty() || address.getPath().equals("/");
                return bare ? address.resolve("/functions/" + function) : address;
            }
        } catch (IllegalArgumentException e) {
            // refused below
        }
        throw new BatonException(name + " must be an http or https address but was '" + url + "'");
    }

    /** Returns where events of the function are posted. */
    Optional<URI> of(String function) {
        return Optional.ofNullable(urls.get(function));
    }

    /** Returns the known addresses by function. */
    Map<String, URI> all() {
        return Collections.unmodifiableMap(urls);
    }

    boolean isEmpty() {
        return urls.isEmpty();
    }
}
