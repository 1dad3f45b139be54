package dev.baton.runtime.http;

import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.channel.ChannelAssignment;
import dev.baton.runtime.config.BatonConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Logs, at the start, which function consumes what from where, and where this process publishes to. */
@Singleton
class StartLine {

    private static final Logger LOG = Logger.getLogger(StartLine.class);
    private static final String BROKER = "kafka.bootstrap.servers";

    private final BatonModel model;
    private final ChannelAssignment assignment;
    private final Intake intake;
    private final BatonConfig baton;
    private final Config config;

    StartLine(BatonModel model, ChannelAssignment assignment, Intake intake, BatonConfig baton, Config config) {
        this.model = model;
        this.assignment = assignment;
        this.intake = intake;
        this.baton = baton;
        this.config = config;
    }

    void log(@Observes StartupEvent event) {
        LOG.infof(
                "Events are consumed and published: functions=%s sink=%s",
                model.functions().stream().map(this::consumed).toList(), sink());
    }

    /** Returns a function, its type and where it comes from. */
    private String consumed(BatonFunction function) {
        List<String> origins = new ArrayList<>();
        Optional<String> channel = assignment.of(function.name());
        if (channel.isPresent()) {
            origins.add("channel " + channel.get());
        } else if (baton.kafka().enabled()) {
            origins.add("topic " + setting(function, "topic") + " as " + setting(function, "group.id"));
        }
        if (intake.on()) {
            origins.add("HTTP");
        }
        return function.name() + " <- " + function.input().type() + " " + origins;
    }

    private String setting(BatonFunction function, String name) {
        return config.getOptionalValue("mp.messaging.incoming." + function.name() + "." + name, String.class)
                .orElse("?");
    }

    private String sink() {
        if (!baton.relay().enabled()) {
            return "none, since baton.relay.enabled=false";
        }
        return baton.relay()
                .sink()
                .map(StartLine::withoutUser)
                .orElseGet(() ->
                        "kafka " + config.getOptionalValue(BROKER, String.class).orElse(""));
    }

    /** Leaves out what may be a secret. */
    private static String withoutUser(URI address) {
        return address.getScheme() + "://" + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort())
                + address.getPath();
    }
}
