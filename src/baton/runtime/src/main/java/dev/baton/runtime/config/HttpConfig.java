package dev.baton.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How events are received over HTTP. */
@ConfigGroup
public interface HttpConfig {

    /**
     * Whether the functions of this process receive events over HTTP. By default, they do in dev and test mode, and in
     * production if Knative Serving runs the process, that is, if the environment has {@code K_SERVICE}.
     */
    Optional<Boolean> enabled();

    /**
     * The path at which all functions that handle the type of an event receive it. {@code /functions/<name>} exists
     * in any case.
     */
    @WithDefault("/")
    String path();

    /** The maximum size of a request body, in bytes. */
    @WithDefault("1000000")
    MemorySize maxBodySize();

    /** The maximum number of events in a batch. */
    @WithDefault("500")
    int maxBatch();

    /**
     * The maximum number of requests that are read and handled at once. Further requests are answered with status
     * 429. Each request may hold a body in memory.
     */
    @WithDefault("100")
    int maxInFlight();

    /**
     * The maximum number of bytes of the bodies of these requests together. A request whose body would exceed it is
     * answered with status 503, unless it is the only one. Default: a 16th of the heap, at least 1 MiB.
     */
    Optional<MemorySize> maxBytesInFlight();

    /**
     * How long a sender may take to send the head of a request, and then the body, before its connection is closed. The
     * limit for heads holds for all HTTP servers of the process, and from the moment a connection is opened.
     */
    @WithDefault("10s")
    Duration readTimeout();

    /** How long a process that is told to stop waits for requests in flight. */
    @WithDefault("20s")
    Duration drainTimeout();

    /**
     * The origins that may deliver events. A sender asks for this permission with an OPTIONS request, according to
     * the CloudEvents web hook specification. {@code *} allows any origin.
     */
    Optional<Set<String>> webhookOrigins();

    /**
     * The audience that a request with events needs a token for: a JWT of the issuer in {@code Authorization: Bearer},
     * as Knative's senders send with sender identity. Without this setting, no token is needed.
     */
    Optional<String> oidcAudience();

    /**
     * The issuer of these tokens: an https address (http only for this machine) whose
     * {@code /.well-known/openid-configuration} names its keys. By default, the issuer of the Kubernetes cluster:
     * {@code https://kubernetes.default.svc}, with the {@code iss} that it names itself.
     */
    Optional<String> oidcIssuer();

    /**
     * The subjects ({@code sub}) of these tokens that may send events; {@code *} at the end stands for any characters.
     * By default, all.
     */
    Optional<Set<String>> oidcSubjects();

    /**
     * A file with the certificates (PEM) that are trusted for the issuer. By default, those of the JVM; for the issuer
     * of the Kubernetes cluster, the {@code ca.crt} of the process's ServiceAccount.
     */
    Optional<Path> oidcCaFile();
}
