package dev.baton.deployment;

import dev.baton.Cron;
import dev.baton.Emits;
import dev.baton.EventData;
import dev.baton.EventKey;
import dev.baton.EventType;
import dev.baton.FollowUp;
import dev.baton.RetryPolicy;
import dev.baton.Upcast;
import io.quarkus.funqy.Context;
import io.quarkus.funqy.Funq;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;

/** The names of the classes that the build looks for, and the form of the names that the build itself writes. */
final class Names {

    static final DotName FUNQ = DotName.createSimple(Funq.class);
    static final DotName CONTEXT = DotName.createSimple(Context.class);
    static final DotName BLOCKING = DotName.createSimple(Blocking.class);
    static final DotName EVENT_TYPE = DotName.createSimple(EventType.class);
    static final DotName EVENT_KEY = DotName.createSimple(EventKey.class);
    static final DotName UPCAST = DotName.createSimple(Upcast.class);
    static final DotName EVENT_DATA = DotName.createSimple(EventData.class);
    static final DotName EMITS = DotName.createSimple(Emits.class);
    static final DotName CRON = DotName.createSimple(Cron.class);
    static final DotName INSTANT = DotName.createSimple(Instant.class);
    static final DotName FOLLOW_UP = DotName.createSimple(FollowUp.class);
    static final DotName RETRY_POLICY = DotName.createSimple(RetryPolicy.class);
    static final DotName UNI = DotName.createSimple(Uni.class);
    static final DotName VOID = DotName.createSimple(Void.class);
    static final DotName BYTES = DotName.createSimple("[B");
    static final DotName STRING = DotName.createSimple(String.class);
    static final Set<DotName> SEVERAL = Set.of(
            DotName.createSimple(List.class),
            DotName.createSimple(Collection.class),
            DotName.createSimple(Iterable.class),
            DotName.createSimple(Set.class),
            DotName.createSimple(Optional.class));

    private Names() {}

    /** Returns the name in kebab case: {@code ShipOrder} becomes {@code ship-order}. */
    static String kebabCase(String simpleName) {
        return simpleName
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
                .toLowerCase(java.util.Locale.ROOT);
    }

    static String describe(ClassInfo type) {
        return type.name().toString();
    }

    static String describe(MethodInfo method) {
        return method.declaringClass().name() + "." + method.name() + "()";
    }
}
