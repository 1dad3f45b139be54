package dev.baton.triggers.manifest;

import dev.baton.triggers.manifest.Manifests.Destination;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The reader of the URL of a subscriber or a dead letter sink. */
final class DestinationReading {

    private final Addresses addresses;

    DestinationReading(Addresses addresses) {
        this.addresses = addresses;
    }

    /** Returns the URL of a destination. A relative URI is resolved against the reference, as in Knative. */
    URI read(Destination destination, Place place) {
        refuse(destination.caCerts(), place.at("CACerts"));
        refuse(destination.audience(), place.at("audience"));
        if (destination.ref() == null) {
            return absolute(destination, place);
        }
        URI base = base(destination.ref(), place.at("ref"));
        return destination.uri() == null ? base : base.resolve(uri(destination.uri(), place.at("uri")));
    }

    private static void refuse(@Nullable String value, Place place) {
        if (value != null) {
            throw place.wrong("is not supported by the local triggers, which support neither TLS nor OIDC");
        }
    }

    private static URI absolute(Destination destination, Place place) {
        if (destination.uri() == null) {
            throw place.wrong("must have ref or uri");
        }
        URI uri = uri(destination.uri(), place.at("uri"));
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
            throw place.at("uri").wrong("must be an absolute http URL without ref, but was '%s'".formatted(uri));
        }
        return uri;
    }

    private URI base(Reference reference, Place place) {
        if (reference.name() == null || reference.kind() == null) {
            throw place.wrong("must have kind and name");
        }
        return addresses
                .of(reference)
                .orElseThrow(() -> place.wrong("has no address on this machine: %s %s; name one (--subscriber %s=URL)"
                        .formatted(reference.kind(), reference.name(), reference.name())));
    }

    private static URI uri(String text, Place place) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw place.wrong("is not a URI: " + e.getMessage());
        }
    }
}
